// Leaves are numbered from left to right: a test that fails rules out those on its left.
#include "prose/repair_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <iterator>
#include <limits>

namespace dechaff::prose {
namespace {

static_assert(std::endian::native == std::endian::little, "tables are little-endian");

uint32_t Load32(const char* p) {
  uint32_t value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

}  // namespace

// Whether each node is a leaf or a fork whose right side follows the left one. `sizes` counts the nodes below
// each, itself too. Without a branch that the nodes decide, as they do so at random.
bool TreeModel::AreTrees(std::span<const Node> nodes, size_t columns, std::vector<uint32_t>* sizes) {
  sizes->assign(nodes.size() + 1, UINT32_MAX / 2);
  bool all = true;
  for (size_t i = nodes.size(); i-- > 0;) {
    const Node& node = nodes[i];
    const bool leaf = node.column == kLeaf;
    const uint32_t left = (*sizes)[i + 1], right = (*sizes)[std::min(i + node.right, nodes.size())];
    const bool good_leaf = (node.threshold == 0) & (node.right == 0);
    const bool good_fork = (node.column < columns) & (node.right == left + 1) & (right <= nodes.size());
    all &= leaf ? good_leaf : good_fork;
    (*sizes)[i] = leaf ? 1 : left + right + 1;
  }
  return all;
}

bool TreeModel::Open(std::string_view bytes, size_t columns) {
  static constexpr size_t kHead = 12;
  if (bytes.size() < kHead || bytes.substr(0, 4) != "DRM1") return false;
  const size_t trees = Load32(bytes.data() + 4), count = Load32(bytes.data() + 8);
  if (columns > kMostColumns || trees > kMostTrees ||
      bytes.size() != kHead + trees * 4 + count * sizeof(Node))
    return false;
  std::vector<Node> nodes(count);
  std::memcpy(nodes.data(), bytes.data() + kHead + trees * 4, count * sizeof(Node));
  std::vector<uint32_t> sizes;
  if (!AreTrees(nodes, columns, &sizes)) return false;

  MakeRoom(nodes, columns, (trees + kAbreast - 1) / kAbreast);
  float rest = 1e-3F;  // of rounding
  for (size_t tree = trees; tree-- > 0;) {
    const size_t root = Load32(bytes.data() + kHead + tree * 4);
    if (root >= count || sizes[root] > 2 * kMostLeaves - 1) return false;
    most_[tree / kAbreast] = rest += Plant(std::span(nodes).subspan(root, sizes[root]), tree);
  }
  // What a value rules out, all greater ones do.
  for (size_t group = 0; group < most_.size(); ++group) {
    for (size_t column = 0; column < columns; ++column) {
      Leaves* const left = &left_[group * row_ + columns_[column].begin];
      for (size_t value = 1; value <= columns_[column].last; ++value)
        for (size_t i = 0; i < std::size(left->of); ++i) left[value].of[i] &= left[value - 1].of[i];
    }
  }
  return true;
}

// A row of masks for each group: of each column those of 0 to one above its highest threshold.
void TreeModel::MakeRoom(std::span<const Node> nodes, size_t columns, size_t groups) {
  std::array<uint32_t, 256> last{};  // value that differs from those below it, by column
  for (const Node& node : nodes) last[node.column] = std::max(last[node.column], node.threshold + 1u);
  columns_.clear();
  row_ = 0;
  for (size_t column = 0; column < columns; ++column) {
    columns_.push_back({static_cast<uint32_t>(row_), last[column]});
    row_ += last[column] + 1;
  }
  Leaves all;
  std::memset(&all, 0xFF, sizeof all);
  left_.assign(groups * row_, all);
  values_.assign(groups * kAbreast * kMostLeaves, 0);
  most_.assign(groups, 0);
}

// Rules out leaves of a tree at the least value that fails a node's test: those on its left. A fork with n
// nodes on its left has (n + 1) / 2 leaves there. Gives the most that a leaf adds.
float TreeModel::Plant(std::span<const Node> nodes, size_t tree) {
  float* const values = &values_[tree * kMostLeaves];
  Leaves* const group = &left_[tree / kAbreast * row_];
  uint32_t leaf = 0;  // the next one
  float most = -std::numeric_limits<float>::infinity();
  for (const Node& node : nodes) {
    const bool is_leaf = node.column == kLeaf;
    const Column& column = columns_[is_leaf ? 0 : node.column];
    const uint32_t out = ((uint32_t{1} << node.right / 2) - 1) << leaf;  // none if it is a leaf
    const size_t value = is_leaf ? 0 : node.threshold + 1u;
    group[column.begin + value].of[tree % kAbreast / 4][tree % 4] &= ~out;
    values[leaf] = node.value;  // of a fork until its first leaf comes
    most = is_leaf ? std::max(most, node.value) : most;
    leaf += is_leaf;
  }
  return most;
}

float TreeModel::Score(std::span<const uint8_t> values, float floor) const {
  std::array<uint32_t, kMostColumns> masks;  // in the row of each group
  for (size_t column = 0; column < columns_.size(); ++column)
    masks[column] = columns_[column].begin + std::min<uint32_t>(values[column], columns_[column].last);
  float sum = 0;
  for (size_t group = 0; group < most_.size(); ++group) {
    if (sum + most_[group] < floor) return sum + most_[group];
    const Leaves* row = &left_[group * row_];
    Leaves left = row[masks[0]];
    for (size_t column = 1; column < columns_.size(); ++column) {
      const Leaves& more = row[masks[column]];
      for (size_t i = 0; i < std::size(left.of); ++i) left.of[i] &= more.of[i];
    }
    const float* leaves = &values_[group * kAbreast * kMostLeaves];
    for (size_t k = 0; k < kAbreast; ++k, leaves += kMostLeaves)
      sum += leaves[std::countr_zero(left.of[k / 4][k % 4])];
  }
  return sum;
}

}  // namespace dechaff::prose
