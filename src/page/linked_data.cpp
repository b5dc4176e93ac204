// JSON-LD → facts; see linked_data.h. Names of types and properties: https://schema.org/version/latest
#include "page/linked_data.h"

#include <algorithm>
#include <utility>

#include "page/json_scan.h"

namespace dechaff::page {
namespace {

constexpr uint32_t kNoObject = UINT32_MAX;

Property PropertyOf(std::string_view name) {
  constexpr std::pair<std::string_view, Property> kProperties[] = {
#define DECHAFF_PROPERTY_ROW(id, text) {text, Property::k##id},
      DECHAFF_PROPERTIES(DECHAFF_PROPERTY_ROW)
#undef DECHAFF_PROPERTY_ROW
  };
  for (const auto& [text, property] : kProperties) {
    if (text == name) return property;
  }
  return Property::kOther;
}

// Knows "NewsArticle" as well as "http://schema.org/NewsArticle".
uint16_t TypeOf(std::string_view name) {
  name.remove_prefix(name.find_last_of("/:") + 1);
  if (name == "DiscussionForumPosting") return kArticleType | kForumType;
  if (name.ends_with("Article") || name.ends_with("Posting") || name == "Report") return kArticleType;
  if (name == "FAQPage" || name == "QAPage") return kQuestionsType;
  if (name.ends_with("Page")) return kPageType;
  if (name == "WebSite") return kSiteType;
  if (name == "Question") return kQuestionType;
  if (name == "Recipe" || name == "HowTo") return kRecipeType;
  if (name == "Product") return kProductType;
  if (name.ends_with("Review")) return kReviewType;
  return 0;
}

bool IsAboutThePage(Property property) {
  return property == Property::kNone || property == Property::kGraph || property == Property::kMainEntity ||
         property == Property::kMainEntityOfPage;
}

}  // namespace

uint32_t LinkedData::Add(Property property, bool object, uint32_t parent, std::string_view raw) {
  const auto index = static_cast<uint32_t>(facts_.size());
  const bool root = parent == kNoObject;
  const bool top = IsAboutThePage(property) && (root || facts_[parent].top);
  facts_.push_back({property, 0, object, top, root ? index : parent, index + 1, raw});
  return index;
}

void LinkedData::Read(std::string_view script) {
  open_.assign(1, {kNoObject, Property::kNone, true});
  const auto close = [this] {
    if (!open_.back().array) facts_[open_.back().object].end = static_cast<uint32_t>(facts_.size());
    open_.pop_back();
  };
  JsonScanner scanner(script);
  for (JsonToken token; (token = scanner.Next()) != JsonToken::kEnd && facts_.size() < kMaxFacts;) {
    Open& top = open_.back();
    switch (token) {
      case JsonToken::kKey:
        top.property = PropertyOf(scanner.raw());
        break;
      case JsonToken::kString:
        if (top.object == kNoObject || top.property == Property::kOther) break;
        if (top.property == Property::kType) {
          facts_[top.object].types |= TypeOf(scanner.raw());
        } else {
          Add(top.property, false, top.object, scanner.raw());
        }
        break;
      case JsonToken::kBeginObject:
        open_.push_back({Add(top.property, true, top.object, {}), Property::kOther, false});
        break;
      case JsonToken::kBeginArray:
        open_.push_back({top.object, top.property, true});
        break;
      case JsonToken::kEndArray:
        if (open_.size() > 1 && top.array) close();
        break;
      default:  // the end of an object, and of arrays in it that were not closed
        while (open_.size() > 1 && open_.back().array) close();
        if (open_.size() > 1) close();
    }
  }
  while (!open_.empty()) {
    if (open_.back().object == kNoObject) break;
    close();
  }
}

std::string_view LinkedData::String(uint32_t object, Property property) const {
  for (uint32_t i = object + 1; i < facts_[object].end; i = facts_[i].end) {
    if (facts_[i].property == property && !facts_[i].object && !facts_[i].raw.empty()) return facts_[i].raw;
  }
  return {};
}

std::string_view LinkedData::NameOf(uint32_t object) const {
  const std::string_view name = String(object, Property::kName);
  const std::string_view id = String(object, Property::kId);
  if (!name.empty() || id.empty()) return name;
  for (uint32_t i = 0; i < facts_.size(); ++i) {
    if (!facts_[i].object || String(i, Property::kId) != id) continue;
    if (const std::string_view elsewhere = String(i, Property::kName); !elsewhere.empty()) return elsewhere;
  }
  return {};
}

std::vector<std::string_view> LinkedData::Names(uint32_t object, Property property) const {
  std::vector<std::string_view> names;
  for (uint32_t i = object + 1; i < facts_[object].end && names.size() < kMaxNames; i = facts_[i].end) {
    if (facts_[i].property != property) continue;
    const std::string_view name = facts_[i].object ? NameOf(i) : facts_[i].raw;
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

}  // namespace dechaff::page
