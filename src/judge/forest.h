// Sums the leaves of regression trees over rows of bytes, sixteen rows at a time. No tree is walked: where a
// row's byte is above a node's threshold, the leaves to the node's left are out of the question; the first
// leaf that is left when all nodes were asked, in any order, is the row's (Lucchese et al., QuickScorer,
// SIGIR 2015). All machines add integers, so all get the same sums.
#ifndef DECHAFF_JUDGE_FOREST_H_
#define DECHAFF_JUDGE_FOREST_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "dechaff/status.h"

namespace dechaff::judge {

inline constexpr size_t kLanes = 64;
inline constexpr size_t kMostLeaves = 32;  // of a tree

// A byte of each of kLanes rows.
struct alignas(kLanes) Column {
  std::array<uint8_t, kLanes> bytes;
};

class Forest {
 public:
  // Takes the trees from the front of `table`: u32 trees; for each u8 leaves, as many i8 leaves, and one node
  // fewer as u16 column, u8 threshold, u8 left, u8 right. A child is a place in the list of first the leaves,
  // then the nodes; `right` is for bytes above the threshold. A node stands after its children, so a tree's
  // root is its last node. Errors if the trees are not sound for rows of `row_size` bytes.
  static StatusOr<Forest> Take(std::string_view* table, size_t row_size);

  size_t size() const { return leaf_counts_.size(); }

  using Sums = std::array<int32_t, kLanes>;
  // The sums of the leaves that the trees give each of the first `lanes` lanes; those of others may be
  // anything. REQUIRES: columns for rows of the size that Take was given; lanes <= kLanes. Thread safe.
  // O(nodes × lanes).
  void Sum(const Column* columns, size_t lanes, Sums* sums) const;

  using Way = void (Forest::*)(const Column* columns, size_t lanes, Sums* sums) const;
  // All that this machine can go, the fastest last.
  static std::vector<Way> Ways();

 private:
  // A node, whose tree's leaves are bits, the first one the highest.
  struct Split {
    uint32_t stay;  // the leaves that are not out of the question above the threshold
    uint16_t column;
    uint8_t threshold;
  };
  using Leaves = std::array<int8_t, kMostLeaves>;  // from left to right

  Status TakeTree(std::string_view* table, size_t row_size);
  void SumPortably(const Column* columns, size_t lanes, Sums* sums) const;
  void SumByVectors(const Column* columns, size_t lanes, Sums* sums) const;      // AVX2
  void SumByWideVectors(const Column* columns, size_t lanes, Sums* sums) const;  // AVX-512
  template <size_t kGroups>
  void SumGroups(const Column* columns, Sums* sums) const;

  std::vector<uint8_t> leaf_counts_;  // of each tree
  std::vector<Leaves> leaves_;        // of each tree
  std::vector<Split> splits_;         // of all trees, one fewer than leaves
};

// Brings rows of `size` bytes each, wherever they stand, into columns: byte i of row k becomes
// columns[i].bytes[k]. REQUIRES: at most kLanes rows, fifteen bytes that may be read behind each; room for
// `size` columns and fifteen more. What is in lanes beyond the rows and in columns beyond the size may be
// anything.
void ToColumns(std::span<const uint8_t* const> rows, size_t size, Column* columns);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_FOREST_H_
