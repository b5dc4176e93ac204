// The threshold with the highest expected F1.
#include "judge/choice.h"

#include <gtest/gtest.h>

#include <vector>

namespace dechaff::judge {
namespace {

TEST(ChoiceTest, NothingToChooseFromKeepsNothing) { EXPECT_EQ(BestThreshold({}, true), 256); }

TEST(ChoiceTest, PartsClearBlocks) {
  const std::vector<Candidate> blocks = {{250, 50, 0}, {2, 10, 1}, {246, 80, 0}, {4, 3, 1}, {1, 20, 2}};
  const int threshold = BestThreshold(blocks, false);
  EXPECT_LE(threshold, 246);
  EXPECT_GT(threshold, 4);
}

TEST(ChoiceTest, KeepsTheLikeliestWhereAllIsUnlikely) {
  const std::vector<Candidate> blocks = {{14, 40, 0}, {0, 5, 1}, {0, 5, 1}};
  EXPECT_EQ(BestThreshold(blocks, false), 14);
  const std::vector<Candidate> hopeless = {{3, 40, 0}, {1, 5, 1}};
  EXPECT_EQ(BestThreshold(hopeless, false), 3);
}

TEST(ChoiceTest, KeepsNothingOnlyIfAllowedTo) {
  const std::vector<Candidate> blocks = {{14, 40, 0}, {12, 50, 1}, {10, 50, 2}};
  EXPECT_EQ(BestThreshold(blocks, true), 256);
  EXPECT_LT(BestThreshold(blocks, false), 256);
}

TEST(ChoiceTest, TakesEvenChancesBesideCertainOnes) {
  const std::vector<Candidate> blocks = {{250, 30, 0}, {140, 30, 1}};
  EXPECT_LE(BestThreshold(blocks, false), 140);
}

TEST(ChoiceTest, IsTheSameEveryTime) {
  std::vector<Candidate> blocks;
  for (uint32_t i = 0; i < 300; ++i) blocks.push_back({static_cast<uint8_t>(i * 97 % 256), i % 40, i % 300});
  EXPECT_EQ(BestThreshold(blocks, false), BestThreshold(blocks, false));
}

TEST(ChoiceTest, TakesMoreOfAListingThanOfAnArticle) {
  KindChances article{}, listing{};
  article[static_cast<size_t>(PageKind::kArticle)] = 1;
  listing[static_cast<size_t>(PageKind::kListing)] = 1;
  for (const int drawn : {0, 3, 60, 128, 200, 255}) {
    EXPECT_LT(ThresholdOf(drawn, listing), ThresholdOf(drawn, article)) << drawn;
    EXPECT_LE(ThresholdOf(drawn, article), ThresholdOf(255, article)) << drawn;
  }
}

}  // namespace
}  // namespace dechaff::judge
