// Picks the strings that are body text out of the facts; see stated_body.h.
#include "page/stated_body.h"

#include <algorithm>

#include "page/json_scan.h"

namespace dechaff::page {
namespace {

// As what a string stands in the body.
enum class Part : uint8_t { kNone, kText, kHeading, kItem };

// What a string of `property`, directly in an object that is `inside` something else, is of an entity with
// these types.
Part PartOf(uint16_t types, Property property, Property inside, bool direct) {
  using enum Property;
  if (types & kForumType && inside == kComment && property == kText) return Part::kText;
  if (types & (kArticleType | kForumType)) {
    return direct && (property == kArticleBody || property == kText) ? Part::kText : Part::kNone;
  }
  if (types & kQuestionType) {
    const bool answer = inside == kAcceptedAnswer || inside == kSuggestedAnswer;
    if (direct && property == kName) return Part::kHeading;
    return property == kText && (direct || answer) ? Part::kText : Part::kNone;
  }
  if (types & kRecipeType) {
    const bool step = inside == kStep || inside == kInstructions || inside == kItemList;
    if (direct && (property == kIngredient || property == kIngredients)) return Part::kItem;
    if (direct && property == kInstructions) return Part::kText;
    return step && property == kText ? Part::kText : Part::kNone;
  }
  if (types & kReviewType) return direct && property == kReviewBody ? Part::kText : Part::kNone;
  if (types & kProductType) return direct && property == kDescription ? Part::kText : Part::kNone;
  return Part::kNone;
}

bool HasTags(std::string_view text) {
  const size_t tag = text.find("</");
  return tag != std::string_view::npos || text.find("<p>") != std::string_view::npos ||
         text.find("<br") != std::string_view::npos;
}

class Writer {
 public:
  Writer(const html::Tree& tree, StatedBody* body) : tree_(tree), body_(*body) {}

  void Add(std::string_view raw, Part part) {
    const std::string_view name = part == Part::kHeading ? "h2" : part == Part::kItem ? "li" : "p";
    const auto source = static_cast<uint64_t>(raw.data() - tree_.source.data());
    Open(name);
    if (HasTags(raw)) {
      Append(raw, source);
    } else {
      AddLines(raw, source, name);
    }
    Close(name);
  }

 private:
  // A line end in text without tags ends a paragraph.
  void AddLines(std::string_view raw, uint64_t source, std::string_view name) {
    constexpr std::string_view kLineEnd = "\\n";
    for (size_t at = 0; at <= raw.size();) {
      size_t end = std::min(raw.find(kLineEnd, at), raw.size());
      while (end < raw.size() && IsEscaped(raw, end)) end = std::min(raw.find(kLineEnd, end + 1), raw.size());
      if (at > 0) Close(name), Open(name);
      Append(raw.substr(at, end - at), source + at);
      at = end + kLineEnd.size();
    }
  }

  void Append(std::string_view raw, uint64_t source) {
    AppendUnescaped(raw, source, &body_.html, &body_.anchors);
    body_.anchors.push_back({static_cast<uint32_t>(body_.html.size()), source + raw.size()});
  }

  // Whether the backslash at `at` is itself escaped.
  static bool IsEscaped(std::string_view raw, size_t at) {
    size_t before = 0;
    while (before < at && raw[at - 1 - before] == '\\') ++before;
    return before % 2 == 1;
  }

  void Open(std::string_view name) { body_.html.append("<").append(name).append(">"); }
  void Close(std::string_view name) { body_.html.append("</").append(name).append(">"); }

  const html::Tree& tree_;
  StatedBody& body_;
};

}  // namespace

void ReadStatedBody(const html::Tree& tree, const LinkedData& data, StatedBody* body) {
  body->html.clear();
  body->anchors.clear();
  body->whole = false;
  const std::vector<Fact>& facts = data.facts();
  Writer writer(tree, body);
  bool article = false;
  for (uint32_t i = 0; i < facts.size(); ++i) {
    const uint16_t types = facts[i].types;
    if (!facts[i].object || !facts[i].top || types == 0) continue;
    const bool is_article = (types & (kArticleType | kForumType)) != 0;
    if (is_article && article) continue;  // of articles side by side, the first
    const size_t before = body->html.size();
    for (uint32_t j = i + 1; j < facts[i].end; ++j) {
      const Fact& fact = facts[j];
      if (fact.object) continue;
      const Part part = PartOf(types, fact.property, facts[fact.parent].property, fact.parent == i);
      if (part != Part::kNone) writer.Add(fact.raw, part);
    }
    if (body->html.size() == before) continue;
    article |= is_article;
    body->whole |= (types & (kArticleType | kForumType | kRecipeType | kReviewType)) != 0;
  }
}

}  // namespace dechaff::page
