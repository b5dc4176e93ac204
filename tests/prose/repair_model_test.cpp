// The trees of sentence repair: the same as walking them, and tables that are none.
#include "prose/repair_model.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace dechaff::prose {
namespace {

constexpr size_t kColumns = 3;
constexpr uint8_t kValues = 12;  // that are tried
constexpr uint8_t kLeaf = 255;
constexpr float kAll = -INFINITY;

struct Node {
  uint8_t column, threshold;
  uint16_t right;
  float value;
};

std::string TableOf(const std::vector<uint32_t>& roots, const std::vector<Node>& nodes) {
  const uint32_t sizes[] = {static_cast<uint32_t>(roots.size()), static_cast<uint32_t>(nodes.size())};
  std::string bytes = "DRM1";
  const auto append = [&](const void* from, size_t size) {
    bytes.append(static_cast<const char*>(from), size);
  };
  append(sizes, sizeof sizes);
  append(roots.data(), roots.size() * sizeof roots[0]);
  append(nodes.data(), nodes.size() * sizeof nodes[0]);
  return bytes;
}

float Walk(const std::vector<Node>& nodes, size_t at, const std::array<uint8_t, kColumns>& values) {
  while (nodes[at].column != kLeaf) {
    at += values[nodes[at].column] <= nodes[at].threshold ? 1 : nodes[at].right;
  }
  return nodes[at].value;
}

// A tree that asks about the values one after the other, with a leaf to the left of each fork.
std::vector<Node> Comb(size_t leaves) {
  std::vector<Node> nodes;
  for (size_t i = 0; i + 1 < leaves; ++i) {
    nodes.push_back({static_cast<uint8_t>(i % kColumns), static_cast<uint8_t>(i / kColumns), 2, 0});
    nodes.push_back({kLeaf, 0, 0, static_cast<float>(i)});
  }
  nodes.push_back({kLeaf, 0, 0, static_cast<float>(leaves)});
  return nodes;
}

// Two trees, the first leaning to the left, and a leaf alone.
const std::vector<Node> kNodes = {{0, 4, 6, 0},        {1, 2, 4, 0},        {2, 0, 2, 0},
                                  {kLeaf, 0, 0, 1.5F}, {kLeaf, 0, 0, -2},   {kLeaf, 0, 0, .25F},
                                  {kLeaf, 0, 0, 4},    {2, 7, 2, 0},        {kLeaf, 0, 0, 8},
                                  {0, 0, 2, 0},        {kLeaf, 0, 0, -.5F}, {kLeaf, 0, 0, 16}};

TEST(RepairModelTest, GivesWhatTheWayThroughEachTreeLeadsTo) {
  std::vector<uint32_t> roots;
  for (size_t i = 0; i < 20; ++i) roots.insert(roots.end(), {0, 7, 11});
  TreeModel model;
  ASSERT_TRUE(model.Open(TableOf(roots, kNodes), kColumns));
  for (uint8_t a = 0; a < kValues; ++a) {
    for (uint8_t b = 0; b < kValues; ++b) {
      for (uint8_t c = 0; c < kValues; ++c) {
        const std::array<uint8_t, kColumns> values = {a, b, c};
        float sum = 0;
        for (const uint32_t root : roots) sum += Walk(kNodes, root, values);
        EXPECT_EQ(model.Score(values, kAll), sum);
        EXPECT_EQ(model.Score(values, sum), sum);
        EXPECT_LT(model.Score(values, sum + 1), sum + 1);
      }
    }
  }
}

TEST(RepairModelTest, TakesTreesOfThirtyTwoLeavesAndNoMore) {
  TreeModel model;
  ASSERT_TRUE(model.Open(TableOf({0}, Comb(32)), kColumns));
  const std::array<uint8_t, kColumns> values = {9, 9, 9}, last = {9, 9, 8};
  EXPECT_EQ(model.Score(values, kAll), Walk(Comb(32), 0, values));
  EXPECT_EQ(model.Score(last, kAll), Walk(Comb(32), 0, last));
  EXPECT_FALSE(model.Open(TableOf({0}, Comb(33)), kColumns));
}

TEST(RepairModelTest, RefusesWhatIsNoTable) {
  const std::string good = TableOf({0, 7}, kNodes);
  const auto opens = [](std::string_view bytes) { return TreeModel().Open(bytes, kColumns); };
  EXPECT_TRUE(opens(good));
  EXPECT_FALSE(opens({}));
  EXPECT_FALSE(opens(std::string_view(good).substr(0, good.size() - 1)));
  EXPECT_FALSE(opens(TableOf({12}, kNodes))) << "a root behind the nodes";
  EXPECT_FALSE(opens(TableOf(std::vector<uint32_t>(1025), kNodes))) << "too many trees";
  for (const Node bad : {Node{3, 0, 1, 0}, Node{0, 0, 0, 0}, Node{0, 0, 12, 0}, Node{kLeaf, 1, 0, 0}}) {
    std::vector<Node> nodes = kNodes;
    nodes[0] = bad;
    EXPECT_FALSE(opens(TableOf({0}, nodes)));
  }
  EXPECT_FALSE(opens(TableOf({0}, {{0, 0, 1, 0}}))) << "no children";
  EXPECT_FALSE(opens(TableOf({0}, {{0, 0, 2, 0}, {kLeaf, 0, 0, 1}}))) << "no right child";
  EXPECT_FALSE(opens(TableOf({0}, {{0, 0, 3, 0}, {kLeaf, 0, 0, 1}, {kLeaf, 0, 0, 1}, {kLeaf, 0, 0, 1}})))
      << "a gap between the children";
}

}  // namespace
}  // namespace dechaff::prose
