// Looks for meta property="og:type", itemtype and JSON-LD "@type" values.
#include "judge/signs.h"

#include <string_view>

#include "html/attributes.h"
#include "text/byte_mask.h"

namespace dechaff::judge {
namespace {

using html::Tag;

struct TypeName {
  std::string_view name;
  SchemaKind kind;
};

// https://schema.org/docs/full.html
constexpr TypeName kTypes[] = {
    {"Article", SchemaKind::kArticle},
    {"NewsArticle", SchemaKind::kArticle},
    {"BlogPosting", SchemaKind::kArticle},
    {"TechArticle", SchemaKind::kArticle},
    {"ReportageNewsArticle", SchemaKind::kArticle},
    {"Product", SchemaKind::kProduct},
    {"Offer", SchemaKind::kProduct},
    {"ProductGroup", SchemaKind::kProduct},
    {"DiscussionForumPosting", SchemaKind::kForum},
    {"QAPage", SchemaKind::kForum},
    {"Comment", SchemaKind::kForum},
    {"Answer", SchemaKind::kForum},
    {"ItemList", SchemaKind::kCollection},
    {"CollectionPage", SchemaKind::kCollection},
    {"FAQPage", SchemaKind::kFaq},
    {"Question", SchemaKind::kFaq},
    {"Recipe", SchemaKind::kRecipe},
    {"HowTo", SchemaKind::kRecipe},
    {"Organization", SchemaKind::kBusiness},
    {"LocalBusiness", SchemaKind::kBusiness},
    {"Service", SchemaKind::kBusiness},
    {"Review", SchemaKind::kReview},
    {"AggregateRating", SchemaKind::kReview},
};

void CountType(std::string_view name, PageSigns* signs) {
  for (const TypeName& type : kTypes) {
    if (type.name == name) ++signs->schema[static_cast<size_t>(type.kind)];
  }
}

constexpr std::string_view kKey = "\"@type\"";

// Where the next kKey begins, at or after `from`. Looks for its second character: JSON is full of the first.
size_t NextKey(std::string_view json, size_t from) {
  for (size_t at = json.find(kKey[1], from + 1); at != std::string_view::npos;
       at = json.find(kKey[1], at + 1)) {
    if (json.substr(at - 1).starts_with(kKey)) return at - 1;
  }
  return std::string_view::npos;
}

// The words in quotes after kKey: one, or a list.
void ReadJson(std::string_view json, PageSigns* signs) {
  for (size_t at = NextKey(json, 0); at != std::string_view::npos; at = NextKey(json, at)) {
    at += kKey.size();
    const size_t open = json.find_first_of("\"}", at);
    if (open == std::string_view::npos || json[open] == '}') continue;
    const size_t close = json.find('"', open + 1);
    if (close == std::string_view::npos) return;
    CountType(json.substr(open + 1, close - open - 1), signs);
    at = close;
  }
}

// Whether a script of these attributes is JSON-LD.
bool IsLinkedData(std::string_view attributes) {
  constexpr std::string_view kType = "ld+json";
  return text::Contains(attributes, kType) &&
         html::FindAttribute(attributes, "type").find(kType) != std::string_view::npos;
}

void ReadMeta(std::string_view attributes, PageSigns* signs) {
  constexpr std::string_view kType = "og:type";
  if (!text::Contains(attributes, kType) || html::FindAttribute(attributes, "property") != kType) return;
  const std::string_view type = html::FindAttribute(attributes, "content");
  signs->open_graph = type.find("article") != std::string_view::npos   ? OpenGraph::kArticle
                      : type.find("product") != std::string_view::npos ? OpenGraph::kProduct
                      : type.find("website") != std::string_view::npos ? OpenGraph::kWebsite
                                                                       : OpenGraph::kOther;
}

}  // namespace

PageSigns ReadSigns(const html::Tree& tree) {
  PageSigns signs;
  for (const uint32_t i : tree.landmarks) {
    const html::Node& node = tree.nodes[i];
    if (node.tag == Tag::meta_) {
      ReadMeta(tree.Attributes(node), &signs);
    } else if (node.tag == Tag::script_ && i + 1 < node.end && IsLinkedData(tree.Attributes(node))) {
      ReadJson(tree.Text(tree.nodes[i + 1]), &signs);
    }
  }
  return signs;
}

}  // namespace dechaff::judge
