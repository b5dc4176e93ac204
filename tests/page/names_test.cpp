// Words of class and id values are found however they are written together.
#include "page/names.h"

#include <gtest/gtest.h>

#include <string>

namespace dechaff::page {
namespace {

class NamesTest : public testing::Test {
 protected:
  static bool Has(std::string_view value, NameGroup group) {
    static const NameBook book = std::move(NameBook::Create("").value());
    return book.Find(value).Has(group);
  }
};

TEST_F(NamesTest, FindsWordsAmongOthers) {
  EXPECT_TRUE(Has("wrapper nav-main", NameGroup::kNavigation));
  EXPECT_TRUE(Has("site_footer2", NameGroup::kFooter));
  EXPECT_TRUE(Has("c-sidebar--right", NameGroup::kSidebar));
  EXPECT_TRUE(Has("SideBar", NameGroup::kSidebar));
}

TEST_F(NamesTest, PartsCamelCase) {
  EXPECT_TRUE(Has("leftNav", NameGroup::kNavigation));
  EXPECT_TRUE(Has("postComments", NameGroup::kComment));
}

TEST_F(NamesTest, JoinsThePartsOfOneName) {
  EXPECT_TRUE(Has("article-body", NameGroup::kArticle));
  EXPECT_TRUE(Has("table-of-contents", NameGroup::kContents));
}

TEST_F(NamesTest, KnowsNothingOfPartsOfWords) {
  EXPECT_EQ(Has("navy-blue", NameGroup::kNavigation), false);
  EXPECT_EQ(Has("contentious", NameGroup::kContent), false);
  EXPECT_EQ(Has("", NameGroup::kContent), false);
}

TEST_F(NamesTest, FindsWordsWhereverTheyStand) {
  for (size_t before = 0; before < 140; ++before) {
    const std::string x(before, 'x'), stroke(before, '-');
    EXPECT_TRUE(Has(x + " sidebar " + x, NameGroup::kSidebar)) << before;
    EXPECT_TRUE(Has(x + "SideBar-" + x, NameGroup::kSidebar)) << before;
    EXPECT_TRUE(Has(stroke + "side--bar2" + x, NameGroup::kSidebar)) << before;
    EXPECT_TRUE(Has(stroke + "table_ofContents " + x, NameGroup::kContents)) << before;
    EXPECT_FALSE(Has(x + "xsidebar", NameGroup::kSidebar)) << before;
  }
}

TEST(NameBookTest, TellsWhereARuleIsWrong) {
  const StatusOr<NameBook> book = NameBook::Create("/nonexistent-rules");
  ASSERT_FALSE(book.ok());
  EXPECT_NE(book.status().message().find("/nonexistent-rules"), std::string::npos);
}

}  // namespace
}  // namespace dechaff::page
