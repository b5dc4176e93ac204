// The three gears and what they promise of a tree.
#include "html/parse.h"

#include <gtest/gtest.h>

#include "reference.h"

namespace dechaff::html {
namespace {

TEST(ParseTest, EveryPageHasAnHtmlAHeadAndABody) {
  Parser parser;
  Tree tree;
  for (const char* page : {"", " ", "x", "<p>", "</p>", "<!doctype html>", "<head>", "<title>x", "<td>"}) {
    for (Gear gear : {Gear::kStraight, Gear::kGumbo, Gear::kStripped}) {
      ASSERT_TRUE(parser.ParseWith(gear, page, &tree)) << page;
      ASSERT_GE(tree.nodes.size(), 3u) << page;
      EXPECT_EQ(tree.nodes[0].tag, Tag::html_) << page;
      EXPECT_EQ(tree.nodes[1].tag, Tag::head_) << page;
      EXPECT_EQ(tree.nodes[0].end, tree.nodes.size()) << page;
    }
  }
}

TEST(ParseTest, ReportsTheGear) {
  Parser parser;
  Tree tree;
  EXPECT_EQ(parser.Parse("<p>plain", &tree).gear, Gear::kStraight);
  ParseReport report = parser.Parse("<table>misplaced<tr><td>x</table>", &tree);
  EXPECT_EQ(report.gear, Gear::kGumbo);
  EXPECT_STREQ(report.why, "text in a table");
}

}  // namespace
}  // namespace dechaff::html
