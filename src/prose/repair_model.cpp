// Leaves are numbered from left to right: a test that fails rules out those on its left.
#include "prose/repair_model.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <utility>

namespace dechaff::prose {
namespace {

static_assert(std::endian::native == std::endian::little, "tables are little-endian");

uint32_t Load32(const char* p) {
  uint32_t value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

}  // namespace

// The children of a node lie behind it, so that every way down ends.
bool TreeModel::AreNodes(std::span<const Node> nodes, size_t columns) {
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    const bool fork =
        node.column < columns && node.right > 0 && i + std::max<size_t>(node.right, 1) < nodes.size();
    const bool leaf = node.column == kLeaf && node.threshold == 0 && node.right == 0;
    if (!fork && !leaf) return false;
  }
  return true;
}

bool TreeModel::Open(std::string_view bytes, size_t columns) {
  static constexpr size_t kHead = 12;
  if (bytes.size() < kHead || bytes.substr(0, 4) != "DRM1") return false;
  const size_t trees = Load32(bytes.data() + 4), count = Load32(bytes.data() + 8);
  if (trees > kMostTrees || bytes.size() != kHead + trees * 4 + count * sizeof(Node)) return false;
  std::vector<Node> nodes(count);
  std::memcpy(nodes.data(), bytes.data() + kHead + trees * 4, count * sizeof(Node));
  if (!AreNodes(nodes, columns)) return false;

  std::vector<uint32_t> leaves(count);  // below each node, kMostLeaves + 1 for more
  std::vector<float> most(count);       // that one of them adds
  for (size_t i = count; i-- > 0;) {
    const bool leaf = nodes[i].column == kLeaf;
    const size_t left = i + 1, right = i + nodes[i].right;
    leaves[i] = leaf ? 1 : std::min<uint32_t>(leaves[left] + leaves[right], kMostLeaves + 1);
    most[i] = leaf ? nodes[i].value : std::max(most[left], most[right]);
  }

  const size_t groups = (trees + kAbreast - 1) / kAbreast;
  columns_ = columns;
  Leaves all;
  std::memset(&all, 0xFF, sizeof all);
  left_.assign(groups * columns * kValues, all);
  values_.assign(groups * kAbreast * kMostLeaves, 0);
  most_.assign(groups, 0);
  float rest = 1e-3F;  // of rounding
  for (size_t tree = trees; tree-- > 0;) {
    const size_t root = Load32(bytes.data() + kHead + tree * 4);
    if (root >= count || leaves[root] > kMostLeaves) return false;
    Plant(nodes, leaves, root, tree);
    most_[tree / kAbreast] = rest += most[root];
  }
  return true;
}

// Rules out the leaves of a tree: of a node's left side where its test fails. `leaves` are counted below each
// node.
void TreeModel::Plant(std::span<const Node> nodes, std::span<const uint32_t> leaves, size_t root,
                      size_t tree) {
  std::vector<std::pair<size_t, uint32_t>> open = {{root, 0}};  // nodes, and the first leaf below each
  while (!open.empty()) {
    const auto [at, first] = open.back();
    open.pop_back();
    const Node& node = nodes[at];
    if (node.column == kLeaf) {
      values_[tree * kMostLeaves + first] = node.value;
      continue;
    }
    const uint32_t on_left = leaves[at + 1], out = ((uint32_t{1} << on_left) - 1) << first;
    Leaves* const left = &left_[(tree / kAbreast * columns_ + node.column) * kValues];
    for (size_t value = size_t{node.threshold} + 1; value < kValues; ++value)
      left[value].of[tree % kAbreast / 4][tree % 4] &= ~out;
    open.emplace_back(at + 1, first);
    open.emplace_back(at + node.right, first + on_left);
  }
}

float TreeModel::Score(std::span<const uint8_t> values, float floor) const {
  float sum = 0;
  for (size_t group = 0; group < most_.size(); ++group) {
    if (sum + most_[group] < floor) return sum + most_[group];
    const Leaves* row = &left_[group * columns_ * kValues];
    Leaves left = row[values[0]];
    for (size_t column = 1; column < columns_; ++column) {
      const Leaves& more = (row += kValues)[values[column]];
      for (size_t i = 0; i < std::size(left.of); ++i) left.of[i] &= more.of[i];
    }
    const float* leaves = &values_[group * kAbreast * kMostLeaves];
    for (size_t k = 0; k < kAbreast; ++k, leaves += kMostLeaves)
      sum += leaves[std::countr_zero(left.of[k / 4][k % 4])];
  }
  return sum;
}

}  // namespace dechaff::prose
