// What a page says of its own kind in its markup: og:type and the types of its structured data.
#ifndef DECHAFF_JUDGE_SIGNS_H_
#define DECHAFF_JUDGE_SIGNS_H_

#include <array>
#include <cstdint>

#include "html/tree.h"

namespace dechaff::judge {

enum class OpenGraph : uint8_t { kNone, kOther, kArticle, kProduct, kWebsite };

// The kinds of schema.org types that are counted.
enum class SchemaKind : uint8_t {
  kArticle,     // Article, NewsArticle, BlogPosting, ...
  kProduct,     // Product, Offer
  kForum,       // DiscussionForumPosting, QAPage, Comment, Answer
  kCollection,  // ItemList, CollectionPage
  kFaq,         // FAQPage, Question
  kRecipe,      // Recipe, HowTo
  kBusiness,    // Organization, LocalBusiness, Service
  kReview,      // Review, Rating
  kCount,
};

struct PageSigns {
  OpenGraph open_graph = OpenGraph::kNone;
  std::array<uint16_t, static_cast<size_t>(SchemaKind::kCount)> schema{};  // how many of each
};

// One pass over the landmarks and over the bytes of the JSON-LD scripts.
PageSigns ReadSigns(const html::Tree& tree);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_SIGNS_H_
