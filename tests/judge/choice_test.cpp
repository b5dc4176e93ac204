// The threshold with the highest expected F1.
#include "judge/choice.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dechaff::judge {
namespace {

TEST(ChoiceTest, NothingToChooseFromKeepsNothing) { EXPECT_TRUE(std::isinf(BestThreshold({}, {}))); }

TEST(ChoiceTest, PartsClearBlocks) {
  const float threshold = BestThreshold({4, -5, 3.5f, -4, -6}, {50, 10, 80, 3, 20});
  EXPECT_LE(threshold, 3.5f);
  EXPECT_GT(threshold, -4.0f);
}

TEST(ChoiceTest, KeepsTheLikeliestWhereAllIsUnlikely) {
  EXPECT_FLOAT_EQ(BestThreshold({-3, -9, -9}, {40, 5, 5}), -3.0f);
}

// Where all is in doubt, a long block at even chances is worth keeping.
TEST(ChoiceTest, TakesEvenChances) { EXPECT_LE(BestThreshold({1, -0.2f}, {30, 30}), -0.2f); }

}  // namespace
}  // namespace dechaff::judge
