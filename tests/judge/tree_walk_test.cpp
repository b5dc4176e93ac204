// The walk by shuffles and the one row by row give the same sums, those of a slow reference.
#include "judge/tree_walk.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace dechaff::judge {
namespace {

TEST(TreeWalkTest, BothWalksAddTheLeavesThatAreMeant) {
  std::mt19937 random(7);
  std::vector<Column> columns(9);
  for (Column& column : columns) {
    for (uint8_t& byte : column.bytes) byte = static_cast<uint8_t>(random());
  }
  for (const size_t count : {0u, 1u, 15u, 16u, 17u, 100u}) {
    std::vector<SymmetricTree> trees(count);
    for (SymmetricTree& tree : trees) {
      for (uint16_t& column : tree.column) column = static_cast<uint16_t>(random() % columns.size());
      for (uint8_t& threshold : tree.threshold) threshold = static_cast<uint8_t>(random());
      for (size_t i = 0; i < kTreeLeaves; ++i) {
        const int leaf = static_cast<int>(random() % (2 * kLeafLimit + 1)) - kLeafLimit;
        tree.low[i] = static_cast<uint8_t>(leaf & 0xFF);
        tree.high[i] = static_cast<uint8_t>(leaf >> 8 & 0xFF);
        ASSERT_EQ(tree.Leaf(i), leaf);
      }
    }
    LeafSums expected{}, walked, portable;
    for (size_t lane = 0; lane < kLanes; ++lane) {
      for (const SymmetricTree& tree : trees) {
        size_t leaf = 0;
        for (size_t k = 0; k < kTreeDepth; ++k) {
          if (columns[tree.column[k]].bytes[lane] > tree.threshold[k]) leaf += size_t{1} << k;
        }
        expected[lane] += tree.Leaf(leaf);
      }
    }
    SumLeaves(trees, columns.data(), &walked);
    SumLeavesPortably(trees, columns.data(), &portable);
    EXPECT_EQ(walked, expected) << count;
    EXPECT_EQ(portable, expected) << count;
  }
}

TEST(TreeWalkTest, TurnsRowsIntoColumns) {
  for (const size_t size : {1u, 15u, 16u, 17u, 100u}) {
    for (const size_t count : {0u, 1u, 15u, 16u, 31u, 32u}) {
      std::vector<uint8_t> rows(size * count);
      for (size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<uint8_t>(i * 7 + i / 256);
      std::vector<Column> columns(size);
      ToColumns(rows.data(), size, count, columns.data());
      for (size_t k = 0; k < count; ++k) {
        for (size_t i = 0; i < size; ++i)
          ASSERT_EQ(columns[i].bytes[k], rows[k * size + i]) << size << ' ' << count;
      }
    }
  }
}

TEST(TreeWalkTest, SumsOfTheLargestLeavesDoNotOverflow) {
  std::vector<SymmetricTree> trees(40);
  for (SymmetricTree& tree : trees) {
    tree.column.fill(0);
    tree.threshold.fill(255);
    tree.low.fill(static_cast<uint8_t>(-kLeafLimit & 0xFF));
    tree.high.fill(static_cast<uint8_t>(-kLeafLimit >> 8 & 0xFF));
  }
  Column column{};
  LeafSums sums;
  SumLeaves(trees, &column, &sums);
  for (const int32_t sum : sums) EXPECT_EQ(sum, -40 * kLeafLimit);
}

}  // namespace
}  // namespace dechaff::judge
