// What pages say of their kind in their markup.
#include "judge/signs.h"

#include <gtest/gtest.h>

#include <string>

#include "html/parse.h"

namespace dechaff::judge {
namespace {

PageSigns SignsOf(const std::string& html) {
  html::Parser parser;
  html::Tree tree;
  parser.Parse(html, &tree);
  return ReadSigns(tree);
}

int Count(const PageSigns& signs, SchemaKind kind) { return signs.schema[static_cast<size_t>(kind)]; }

PageSigns SignsOfJson(const std::string& json) {
  return SignsOf("<script type=\"application/ld+json\">" + json + "</script>");
}

TEST(Signs, CountsTypesOfLinkedData) {
  const PageSigns signs =
      SignsOfJson(R"({"@context":"https://schema.org","@type":"NewsArticle","review":[{"@type" : "Review"},)"
                  R"({"@type":["Review","Thing"]}],"@id":"@type","name":"@type of lamp"})");
  EXPECT_EQ(Count(signs, SchemaKind::kArticle), 1);
  EXPECT_EQ(Count(signs, SchemaKind::kReview), 2);
}

TEST(Signs, TakesNoQuoteForTwoKeys) {
  const PageSigns signs = SignsOfJson(R"("@type"@type":"Product","@type":"Recipe"@type":"Offer")");
  EXPECT_EQ(Count(signs, SchemaKind::kProduct), 1);
  EXPECT_EQ(Count(signs, SchemaKind::kRecipe), 1);
}

TEST(Signs, OtherScriptsSayNothing) {
  const PageSigns signs = SignsOf(
      R"(<script>var a = {"@type":"Product"}</script><script class="ld+json">{"@type":"Product"}</script>)");
  EXPECT_EQ(Count(signs, SchemaKind::kProduct), 0);
}

TEST(Signs, ReadsTheTypeOfOpenGraph) {
  EXPECT_EQ(SignsOf(R"(<meta property="og:type" content="article">)").open_graph, OpenGraph::kArticle);
  EXPECT_EQ(SignsOf(R"(<meta property="og:type" content="lamp">)").open_graph, OpenGraph::kOther);
  EXPECT_EQ(SignsOf(R"(<meta name="og:type" content="article">)").open_graph, OpenGraph::kNone);
}

}  // namespace
}  // namespace dechaff::judge
