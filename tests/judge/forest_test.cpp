// All ways give the same sums, those of a walk from root to leaf.
#include "judge/forest.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace dechaff::judge {
namespace {

constexpr size_t kColumns = 9;

void Put(uint16_t value, std::string* table) {
  table->push_back(static_cast<char>(value & 0xFF));
  table->push_back(static_cast<char>(value >> 8));
}

// A child is a place in the list of first the leaves, then the nodes.
struct TreeNode {
  uint16_t column;
  uint8_t threshold, left, right;
};

struct Tree {
  std::vector<int8_t> leaves;
  std::vector<TreeNode> nodes;

  int Walk(const std::vector<Column>& columns, size_t lane) const {
    size_t at = leaves.size() + nodes.size() - 1;
    while (at >= leaves.size()) {
      const TreeNode& node = nodes[at - leaves.size()];
      at = columns[node.column].bytes[lane] > node.threshold ? node.right : node.left;
    }
    return leaves[at];
  }
};

// Joins two loose ends by a node until there is one.
Tree RandomTree(size_t leaves, std::mt19937* random) {
  Tree tree;
  std::vector<uint8_t> loose;
  for (size_t i = 0; i < leaves; ++i) {
    tree.leaves.push_back(static_cast<int8_t>((*random)() % 255 - 127));
    loose.push_back(static_cast<uint8_t>(i));
  }
  const auto take = [&] {
    const size_t i = (*random)() % loose.size();
    std::swap(loose[i], loose.back());
    const uint8_t child = loose.back();
    loose.pop_back();
    return child;
  };
  while (loose.size() > 1) {
    TreeNode node{};
    node.column = static_cast<uint16_t>((*random)() % kColumns);
    node.threshold = static_cast<uint8_t>((*random)());
    node.left = take();
    node.right = take();
    tree.nodes.push_back(node);
    loose.push_back(static_cast<uint8_t>(leaves + tree.nodes.size() - 1));
  }
  return tree;
}

std::string TableOf(const std::vector<Tree>& trees) {
  std::string table;
  Put(static_cast<uint16_t>(trees.size()), &table);
  Put(0, &table);
  for (const Tree& tree : trees) {
    table.push_back(static_cast<char>(tree.leaves.size()));
    for (const int8_t leaf : tree.leaves) table.push_back(static_cast<char>(leaf));
    for (const TreeNode& node : tree.nodes) {
      Put(node.column, &table);
      for (const uint8_t byte : {node.threshold, node.left, node.right})
        table.push_back(static_cast<char>(byte));
    }
  }
  return table;
}

StatusOr<Forest> ForestOf(std::string_view table) { return Forest::Take(&table, kColumns); }

std::vector<Column> RandomColumns(std::mt19937* random) {
  std::vector<Column> columns(kColumns);
  for (Column& column : columns) {
    for (uint8_t& byte : column.bytes) byte = static_cast<uint8_t>((*random)());
  }
  return columns;
}

TEST(ForestTest, EveryWayAddsTheLeavesThatAreMeant) {
  std::mt19937 random(7);
  const std::vector<Column> columns = RandomColumns(&random);
  for (const size_t count : {0u, 1u, 15u, 255u, 256u, 700u}) {
    std::vector<Tree> trees;
    for (size_t i = 0; i < count; ++i) trees.push_back(RandomTree(1 + random() % kMostLeaves, &random));
    const StatusOr<Forest> forest = ForestOf(TableOf(trees));
    ASSERT_TRUE(forest.ok()) << forest.status().message();
    ASSERT_EQ(forest.value().size(), count);
    Forest::Sums expected{};
    for (size_t lane = 0; lane < kLanes; ++lane) {
      for (const Tree& tree : trees) expected[lane] += tree.Walk(columns, lane);
    }
    for (const Forest::Way way : Forest::Ways()) {
      for (const size_t lanes : {1u, 16u, 17u, 33u, 49u, 64u}) {
        Forest::Sums sums;
        (forest.value().*way)(columns.data(), lanes, &sums);
        for (size_t lane = 0; lane < lanes; ++lane)
          EXPECT_EQ(sums[lane], expected[lane]) << count << ' ' << lane;
      }
    }
  }
}

TEST(ForestTest, SumsOfTheLargestLeavesDoNotOverflow) {
  for (const int8_t leaf : {int8_t{127}, int8_t{-128}}) {
    const StatusOr<Forest> forest = ForestOf(TableOf(std::vector<Tree>(1000, Tree{{leaf}, {}})));
    ASSERT_TRUE(forest.ok());
    const std::vector<Column> columns(kColumns);
    for (const Forest::Way way : Forest::Ways()) {
      Forest::Sums sums;
      (forest.value().*way)(columns.data(), kLanes, &sums);
      for (const int32_t sum : sums) EXPECT_EQ(sum, 1000 * leaf);
    }
  }
}

TEST(ForestTest, RefusesUnsoundTrees) {
  std::mt19937 random(3);
  const Tree tree = RandomTree(8, &random);
  const std::string table = TableOf({tree});
  for (size_t size = 0; size < table.size(); ++size)
    EXPECT_FALSE(ForestOf(table.substr(0, size)).ok()) << size;
  Tree outside = tree, loop = tree, shared = tree;
  outside.nodes[3].column = kColumns;
  loop.nodes[3].left = 8 + 3;  // itself
  shared.nodes[3].left = shared.nodes[2].left;
  EXPECT_TRUE(ForestOf(TableOf({tree})).ok());
  EXPECT_FALSE(ForestOf(TableOf({outside})).ok());
  EXPECT_FALSE(ForestOf(TableOf({shared})).ok());
  EXPECT_FALSE(ForestOf(TableOf({loop})).ok());
  EXPECT_FALSE(ForestOf(TableOf({Tree{}})).ok());
}

TEST(ForestTest, TurnsRowsIntoColumns) {
  for (const size_t size : {1u, 15u, 16u, 17u, 100u}) {
    for (const size_t count : {0u, 1u, 15u, 16u, 33u, 64u}) {
      std::vector<uint8_t> bytes(2 * size * count + 15);
      for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * 7 + i / 256);
      std::vector<const uint8_t*> rows;
      for (size_t k = 0; k < count; ++k) rows.push_back(bytes.data() + 2 * k * size);
      std::vector<Column> columns(size + 15);
      ToColumns(rows, size, columns.data());
      for (size_t k = 0; k < count; ++k) {
        for (size_t i = 0; i < size; ++i) ASSERT_EQ(columns[i].bytes[k], rows[k][i]) << size << ' ' << count;
      }
    }
  }
}

}  // namespace
}  // namespace dechaff::judge
