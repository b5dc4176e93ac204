// Sums the leaves of regression trees over rows of bytes, sixty-four rows at a time. Machines with AVX-512 or
// AVX2 walk a tree from its leaves to its root: each node takes, lane by lane, what its left or its right
// child says. Others go down row by row. All add integers, so all give the same sums.
#ifndef DECHAFF_JUDGE_TREE_WALK_H_
#define DECHAFF_JUDGE_TREE_WALK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "dechaff/status.h"

namespace dechaff::judge {

inline constexpr size_t kLanes = 64;
inline constexpr size_t kMostLeaves = 64;  // of a tree

// A byte of each of kLanes rows.
struct alignas(kLanes) Column {
  std::array<uint8_t, kLanes> bytes;
};

// A child is a place in the tree's list of values: first its leaves, then its nodes.
struct TreeNode {
  uint16_t column;
  uint8_t threshold;
  uint8_t left, right;  // `right` where the column's byte is above the threshold
};

// Trees one after the other. A node stands after its children, so a tree's root is its last node.
class Forest {
 public:
  // Takes the trees from the front of `table`: u32 trees; for each u8 leaves, as many i8 leaves, and one node
  // fewer as u16 column, u8 threshold, u8 left, u8 right. Errors if the trees are not sound for rows of
  // `row_size` bytes.
  static StatusOr<Forest> Take(std::string_view* table, size_t row_size);

  size_t size() const { return leaf_counts_.size(); }

  using Sums = std::array<int32_t, kLanes>;
  // The sums of the leaves that the trees give each lane. REQUIRES: columns for rows of the size that Take
  // was given. Thread safe. O(nodes).
  void Sum(const Column* columns, Sums* sums) const;

  using Walk = void (Forest::*)(const Column* columns, Sums* sums) const;
  // All that this machine can walk, the fastest last.
  static std::vector<Walk> Walks();

 private:
  void SumPortably(const Column* columns, Sums* sums) const;
  void SumByBlending(const Column* columns, Sums* sums) const;      // AVX2, half of the lanes at a time
  void SumByWideBlending(const Column* columns, Sums* sums) const;  // AVX-512

  std::vector<uint8_t> leaf_counts_;  // of each tree
  std::vector<int8_t> leaves_;        // of all trees
  std::vector<TreeNode> nodes_;       // of all trees
};

// Brings rows of `size` bytes each, wherever they stand, into columns: byte i of row k becomes
// columns[i].bytes[k]. REQUIRES: at most kLanes rows; room for `size` columns. Lanes beyond the rows keep
// what they had.
void ToColumns(std::span<const uint8_t* const> rows, size_t size, Column* columns);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_TREE_WALK_H_
