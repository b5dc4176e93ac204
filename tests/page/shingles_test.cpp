#include "page/shingles.h"

#include <gtest/gtest.h>

namespace dechaff::page {
namespace {

TEST(Shingles, AreFoundWhateverTheirCaseAndMarks) {
  ShingleSet set;
  set.Reset(200);
  set.Add("The council voted on Tuesday to repair the old bridge.");
  EXPECT_EQ(set.added(), 7u);
  const ShingleSet::Overlap all = set.Compare("the COUNCIL, voted on (Tuesday)");
  EXPECT_EQ(all.shingles, 2u);
  EXPECT_EQ(all.found, 2u);
  EXPECT_EQ(set.Compare("The mayor voted on Tuesday").found, 0u);
  EXPECT_EQ(set.Compare("voted on Tuesday").shingles, 0u);
}

TEST(Shingles, AreMadeOfCharactersWhereThereAreNoBlanks) {
  ShingleSet set;
  set.Reset(100);
  set.Add("市议会投票决定");
  EXPECT_EQ(set.added(), 4u);
  EXPECT_EQ(set.Compare("议会投票").found, 1u);
}

TEST(Shingles, CanBeUsedUp) {
  ShingleSet set;
  set.Reset(100);
  set.Add("one two three four five six");
  set.Use("one two three four");
  const ShingleSet::Overlap left = set.Compare("one two three four five six");
  EXPECT_EQ(left.found, 3u);
  EXPECT_EQ(left.fresh, 2u);
  set.Reset(100);
  EXPECT_EQ(set.Compare("one two three four").found, 0u);
}

}  // namespace
}  // namespace dechaff::page
