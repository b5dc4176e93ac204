// What selectors match, and how their errors read.
#include "page/selector.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "html/attributes.h"
#include "html/parse.h"

namespace dechaff::page {
namespace {

constexpr std::string_view kPage =
    "<html><body><div id=top class='wide  Page' data-kind='news story' lang=en-GB>"
    "<p id=a class=lead>A</p><section id=s><p id=b>B <span id=c class='md:hidden note'>C</span></p>"
    "<x-card id=d href='/a?b&amp;c'>D</x-card></section></div><p id=e>E</p></body></html>";

// The ids of the elements that match, in order; what is wrong with the selector, with its offset, if it is.
std::string Matches(std::string_view selector) {
  SelectorSet set;
  size_t at = 0;
  if (const Status s = set.Add(selector, 1, &at); !s.ok()) return std::to_string(at) + ": " + s.message();
  html::Parser parser;
  html::Tree tree;
  parser.Parse(kPage, &tree);
  std::vector<uint8_t> marks(tree.nodes.size());
  SelectorMatcher matcher;
  matcher.Match(set, tree, &marks);
  std::string ids;
  for (size_t i = 0; i < marks.size(); ++i) {
    if (marks[i] == 0) continue;
    const std::string_view id = html::FindAttribute(tree.Attributes(tree.nodes[i]), "id");
    ids.append(ids.empty() ? "" : " ").append(id.empty() ? "-" : id);
  }
  return ids;
}

TEST(Selectors, MatchNamesClassesIdsAndAttributes) {
  EXPECT_EQ(Matches("p"), "a b e");
  EXPECT_EQ(Matches("P"), "a b e");
  EXPECT_EQ(Matches("x-card"), "d");
  EXPECT_EQ(Matches(".Page"), "top");
  EXPECT_EQ(Matches(".page"), "");
  EXPECT_EQ(Matches("div.wide.Page"), "top");
  EXPECT_EQ(Matches("p.wide"), "");
  EXPECT_EQ(Matches("#a"), "a");
  EXPECT_EQ(Matches("p#e"), "e");
  EXPECT_EQ(Matches("[data-kind]"), "top");
  EXPECT_EQ(Matches("[DATA-KIND='news story']"), "top");
  EXPECT_EQ(Matches("[data-kind=news]"), "");
  EXPECT_EQ(Matches("[data-kind~=story]"), "top");
  EXPECT_EQ(Matches("[lang^=en]"), "top");
  EXPECT_EQ(Matches("[ lang $= \"GB\" ]"), "top");
  EXPECT_EQ(Matches("[class*=ote]"), "c");
  EXPECT_EQ(Matches("[class*='']"), "");
  EXPECT_EQ(Matches("[href='/a?b&c']"), "d");
  EXPECT_EQ(Matches(".md\\:hidden"), "c");
}

TEST(Selectors, MatchByWhatIsAround) {
  EXPECT_EQ(Matches("div p"), "a b");
  EXPECT_EQ(Matches("div > p"), "a");
  EXPECT_EQ(Matches("div>section>p>span"), "c");
  EXPECT_EQ(Matches("body .note"), "c");
  EXPECT_EQ(Matches("section > span"), "");
  EXPECT_EQ(Matches("div section > p .note"), "c");
  EXPECT_EQ(Matches("p p"), "");
  EXPECT_EQ(Matches("section > *"), "b d");
  EXPECT_EQ(Matches(".lead, #e , x-card"), "a d e");
}

TEST(Selectors, SayWhatIsWrongAndWhere) {
  EXPECT_EQ(Matches(""), "0: expected a selector");
  EXPECT_EQ(Matches("p,"), "2: expected a selector");
  EXPECT_EQ(Matches("p > "), "4: expected a selector");
  EXPECT_EQ(Matches("p..a"), "2: expected a class after .");
  EXPECT_EQ(Matches("a:hover"), "1: pseudo-classes are not supported");
  EXPECT_EQ(Matches("a + b"), "2: '+' is not supported here");
  EXPECT_EQ(Matches("[a=\"b]"), "4: quote without an end");
  EXPECT_EQ(Matches("[a=]"), "3: expected a value; put it in quotes");
  EXPECT_EQ(Matches("[a!=b]"), "2: expected ], =, ^=, $=, *= or ~=");
}

TEST(Selectors, AreBounded) {
  SelectorSet set;
  size_t at = 0;
  std::string many = "p";
  for (size_t i = 1; i < SelectorSet::kMaxSteps; ++i) many += " p";
  EXPECT_TRUE(set.Add(many, 1, &at).ok());
  EXPECT_EQ(set.Add("p", 1, &at).code(), Status::Code::kLimit);
}

// A selector of many steps, all of which every element of a deep page matches.
TEST(Selectors, MatchDeepPages) {
  SelectorSet set;
  size_t at = 0;
  std::string many = "div";
  for (int i = 1; i < 200; ++i) many += " div";
  ASSERT_TRUE(set.Add(many, 1, &at).ok());
  std::string page;
  for (int i = 0; i < 300; ++i) page += "<div>";
  html::Parser parser;
  html::Tree tree;
  parser.Parse(page, &tree);
  std::vector<uint8_t> marks(tree.nodes.size());
  SelectorMatcher().Match(set, tree, &marks);
  EXPECT_EQ(std::ranges::count(marks, 1), 300 - 199);
}

}  // namespace
}  // namespace dechaff::page
