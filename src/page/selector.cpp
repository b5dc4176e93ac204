// Parses selectors into steps, and walks the tree with a bit for each step; see selector.h.
#include "page/selector.h"

#include <algorithm>

#include "html/attributes.h"
#include "html/scan.h"
#include "text/hash.h"

namespace dechaff::page {
namespace {

using html::Node;

// One bit for a name: elements have those of their tag, id, classes and attributes, steps need theirs.
uint64_t NameBit(char kind, std::string_view name) {
  uint64_t hash = text::HashOn(text::kHashSeed, kind);
  for (const char c : name) hash = text::HashOn(hash, html::LowerAscii(c));
  return uint64_t{1} << (hash >> 58);
}

std::string Lower(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), html::LowerAscii);
  return lower;
}

std::string_view TagNameOf(const html::Tree& tree, const Node& node) {
  const std::string_view known = html::TagName(node.tag);
  return known.empty() ? tree.Name(node) : known;
}

template <typename Use>
void ForEachWord(std::string_view value, const Use& use) {
  for (size_t at = 0; at < value.size();) {
    size_t end = at;
    while (end < value.size() && !html::IsSpace(value[end])) ++end;
    if (end > at) use(value.substr(at, end - at));
    at = end + 1;
  }
}

bool HasWord(std::string_view value, std::string_view wanted) {
  bool found = false;
  ForEachWord(value, [&](std::string_view word) { found |= word == wanted; });
  return found;
}

uint64_t NamesOf(const html::Tree& tree, const Node& node) {
  uint64_t names = NameBit('<', TagNameOf(tree, node));
  for (html::AttributeReader a(tree.Attributes(node)); a.Next();) {
    names |= NameBit('[', a.name());
    if (html::EqualsIgnoreCase(a.name(), "id")) names |= NameBit('#', a.value());
    if (html::EqualsIgnoreCase(a.name(), "class")) {
      ForEachWord(a.value(), [&](std::string_view word) { names |= NameBit('.', word); });
    }
  }
  return names;
}

bool Bit(const uint64_t* bits, size_t i) { return bits[i / 64] >> (i % 64) & 1; }

}  // namespace

class SelectorSet::Parser {
 public:
  Parser(std::string_view text, uint8_t mark, SelectorSet* set) : text_(text), mark_(mark), set_(*set) {}

  Status Run() {
    do {
      bool first = true, child = false;
      do {
        SkipBlanks();
        if (set_.steps_.size() >= kMaxSteps) return Status::Limit("too many selectors");
        if (Status s = ParseStep(first, child); !s.ok()) return s;
        first = false;
        SkipBlanks();
        child = Take('>');
      } while (child || (at_ < text_.size() && text_[at_] != ','));
      set_.steps_.back().mark = mark_;
    } while (Take(','));
    return {};
  }

  size_t at() const { return at_; }

 private:
  Status ParseStep(bool first, bool child) {
    Step step{};
    step.first = first;
    step.child = child;
    step.begin = static_cast<uint32_t>(set_.conditions_.size());
    const size_t begin = at_;
    if (!Take('*') && IsName()) {
      const std::string tag = Lower(Name());
      step.needs |= NameBit('<', tag);
      set_.conditions_.push_back({Kind::kTag, tag, {}});
    }
    for (;;) {
      if (Take('.') || Take('#')) {
        const bool is_class = text_[at_ - 1] == '.';
        if (!IsName())
          return Status::Invalid(is_class ? "expected a class after ." : "expected an id after #");
        const std::string name = Name();
        step.needs |= NameBit(is_class ? '.' : '#', name);
        set_.conditions_.push_back({is_class ? Kind::kClass : Kind::kId, name, {}});
      } else if (Take('[')) {
        if (Status s = ParseAttribute(&step); !s.ok()) return s;
      } else {
        break;
      }
    }
    if (at_ == begin) return Unexpected();
    step.end = static_cast<uint32_t>(set_.conditions_.size());
    set_.steps_.push_back(step);
    return {};
  }

  Status ParseAttribute(Step* step) {
    SkipBlanks();
    if (!IsName()) return Status::Invalid("expected the name of an attribute after [");
    Condition condition{Kind::kHas, Lower(Name()), {}};
    step->needs |= NameBit('[', condition.name);
    SkipBlanks();
    constexpr std::pair<char, Kind> kOperators[] = {
        {'^', Kind::kBegins}, {'$', Kind::kEnds}, {'*', Kind::kContains}, {'~', Kind::kWord}};
    if (!Take(']')) {
      condition.kind = Kind::kIs;
      for (const auto& [sign, kind] : kOperators) {
        if (Take(sign)) condition.kind = kind;
      }
      if (!Take('=')) return Status::Invalid("expected ], =, ^=, $=, *= or ~=");
      SkipBlanks();
      if (Take('"') || Take('\'')) {
        const size_t end = text_.find(text_[at_ - 1], at_);
        if (end == std::string_view::npos) return Status::Invalid("quote without an end");
        condition.value = text_.substr(at_, end - at_);
        at_ = end + 1;
      } else if (IsName()) {
        condition.value = Name();
      } else {
        return Status::Invalid("expected a value; put it in quotes");
      }
      SkipBlanks();
      if (!Take(']')) return Status::Invalid("expected ]");
    }
    set_.conditions_.push_back(std::move(condition));
    return {};
  }

  Status Unexpected() const {
    if (at_ >= text_.size()) return Status::Invalid("expected a selector");
    if (text_[at_] == ':') return Status::Invalid("pseudo-classes are not supported");
    return Status::Invalid(std::string("'") + text_[at_] + "' is not supported here");
  }

  bool IsName() const {
    if (at_ >= text_.size()) return false;
    const char c = text_[at_];
    return html::HasBit(c, html::kAlnumBit) || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80 || (c == '\\' && at_ + 1 < text_.size());
  }
  std::string Name() {
    std::string name;
    while (IsName()) {
      if (text_[at_] == '\\') ++at_;
      name += text_[at_++];
    }
    return name;
  }
  bool Take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void SkipBlanks() {
    while (at_ < text_.size() && html::IsSpace(text_[at_])) ++at_;
  }

  std::string_view text_;
  const uint8_t mark_;
  SelectorSet& set_;
  size_t at_ = 0;
};

Status SelectorSet::Add(std::string_view selectors, uint8_t mark, size_t* error_at) {
  Parser parser(selectors, mark, this);
  Status status = parser.Run();
  *error_at = parser.at();
  return status;
}

bool SelectorMatcher::Holds(const SelectorSet::Condition& c, const html::Tree& tree, const Node& node) const {
  using enum SelectorSet::Kind;
  if (c.kind == kTag) return html::EqualsIgnoreCase(TagNameOf(tree, node), c.name);
  const std::string_view attribute = c.kind == kClass ? "class"
                                     : c.kind == kId  ? "id"
                                                      : std::string_view(c.name);
  for (html::AttributeReader a(tree.Attributes(node)); a.Next();) {
    if (!html::EqualsIgnoreCase(a.name(), attribute)) continue;
    std::string decoded;
    std::string_view value = a.value();
    if (value.find('&') != std::string_view::npos) {
      html::AppendDecoded(value, true, &decoded);
      value = decoded;
    }
    switch (c.kind) {
      case kClass:
        return HasWord(value, c.name);
      case kId:
        return value == c.name;
      case kIs:
        return value == c.value;
      case kBegins:
        return !c.value.empty() && value.starts_with(c.value);
      case kEnds:
        return !c.value.empty() && value.ends_with(c.value);
      case kContains:
        return !c.value.empty() && value.find(c.value) != std::string_view::npos;
      case kWord:
        return HasWord(value, c.value);
      default:
        return true;
    }
  }
  return false;
}

void SelectorMatcher::Match(const SelectorSet& set, const html::Tree& tree, std::vector<uint8_t>* marks) {
  const size_t words = (set.steps_.size() + 63) / 64;
  open_.assign(1, {static_cast<uint32_t>(tree.nodes.size())});
  here_.assign(words, 0);
  above_.assign(words, 0);
  for (uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (node.tag == html::Tag::kText) continue;
    while (open_.size() > 1 && i >= open_.back().end) open_.pop_back();
    const size_t parent = (open_.size() - 1) * words, row = parent + words;
    here_.resize(row);
    above_.resize(row);
    here_.resize(row + words, 0);
    for (size_t w = 0; w < words; ++w) above_.push_back(above_[parent + w]);
    open_.push_back({node.end});
    const uint64_t names = NamesOf(tree, node);
    for (size_t s = 0; s < set.steps_.size(); ++s) {
      const SelectorSet::Step& step = set.steps_[s];
      if ((step.needs & ~names) != 0) continue;
      const std::vector<uint64_t>& before = step.child ? here_ : above_;
      if (!step.first && !Bit(before.data() + parent, s - 1)) continue;
      const auto holds = [&](const SelectorSet::Condition& c) { return Holds(c, tree, node); };
      if (!std::all_of(set.conditions_.begin() + step.begin, set.conditions_.begin() + step.end, holds))
        continue;
      here_[row + s / 64] |= uint64_t{1} << (s % 64);
      above_[row + s / 64] |= uint64_t{1} << (s % 64);
      (*marks)[i] |= step.mark;
    }
  }
}

}  // namespace dechaff::page
