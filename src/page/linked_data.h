// The linked data of a page (JSON-LD in the vocabulary of schema.org) as one flat array of facts in
// document order: each object, and each string that belongs to a property we know. Arrays leave no
// trace; what stands in them belongs to the property of the array.
//
// Facts point into the scripts; the array is reused from page to page.
#ifndef DECHAFF_PAGE_LINKED_DATA_H_
#define DECHAFF_PAGE_LINKED_DATA_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace dechaff::page {

// clang-format off
#define DECHAFF_PROPERTIES(X)                                                                         \
  X(Id, "@id") X(Type, "@type") X(Graph, "@graph") X(Name, "name") X(Headline, "headline")            \
  X(Author, "author") X(Creator, "creator") X(DatePublished, "datePublished")                         \
  X(DateCreated, "dateCreated") X(Description, "description") X(Language, "inLanguage")               \
  X(Publisher, "publisher") X(MainEntity, "mainEntity") X(MainEntityOfPage, "mainEntityOfPage")       \
  X(Url, "url") X(ArticleBody, "articleBody") X(ReviewBody, "reviewBody") X(Text, "text")             \
  X(Ingredient, "recipeIngredient") X(Ingredients, "ingredients")                                     \
  X(Instructions, "recipeInstructions") X(ItemList, "itemListElement") X(Step, "step")                \
  X(AcceptedAnswer, "acceptedAnswer") X(SuggestedAnswer, "suggestedAnswer") X(Review, "review")    \
  X(Comment, "comment")
// clang-format on

enum class Property : uint8_t {
  kNone,   // of what stands at the top of a script
  kOther,  // one we do not know
#define DECHAFF_PROPERTY_ENUM(id, name) k##id,
  DECHAFF_PROPERTIES(DECHAFF_PROPERTY_ENUM)
#undef DECHAFF_PROPERTY_ENUM
};

// Families of types, as bits.
enum EntityType : uint16_t {
  kArticleType = 1,  // Article, NewsArticle, BlogPosting, ...
  kPageType = 2,     // WebPage and its kinds but FAQPage and QAPage
  kSiteType = 4,
  kQuestionsType = 8,  // FAQPage, QAPage
  kQuestionType = 16,
  kRecipeType = 32,  // Recipe, HowTo
  kProductType = 64,
  kReviewType = 128,
  kForumType = 256,  // DiscussionForumPosting; is an article, too
};

struct Fact {
  Property property;
  uint16_t types;   // of an object, bits of EntityType; 0 if of no family
  bool object;      // else a string
  bool top;         // about the page itself: nothing but @graph, mainEntity or mainEntityOfPage is around it
  uint32_t parent;  // index of the object around it; its own if there is none
  uint32_t end;     // one past the last fact inside
  std::string_view raw;  // of a string, escapes as written (page/json_scan.h)
};

class LinkedData {
 public:
  void Clear() { facts_.clear(); }
  // Adds the facts of one script. Linear; facts beyond kMaxFacts are left out.
  void Read(std::string_view script);

  const std::vector<Fact>& facts() const { return facts_; }
  // The first string of that property directly in `object`, or empty.
  std::string_view String(uint32_t object, Property property) const;
  // What a person or organisation that `object` names as `property` is called: the string itself, or
  // the name in the object, which may stand elsewhere under the same @id. At most kMaxNames.
  std::vector<std::string_view> Names(uint32_t object, Property property) const;

  static constexpr size_t kMaxFacts = size_t{1} << 16;
  static constexpr size_t kMaxNames = 8;

 private:
  uint32_t Add(Property property, bool object, uint32_t parent, std::string_view raw);
  std::string_view NameOf(uint32_t object) const;

  // An open object or array.
  struct Open {
    uint32_t object;
    Property property;
    bool array;
  };
  std::vector<Fact> facts_;
  std::vector<Open> open_;
};

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_LINKED_DATA_H_
