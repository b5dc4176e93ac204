// Sums the leaves of symmetric trees over rows of bytes, thirty-two rows at a time. Every level of a
// symmetric tree asks one question of all its leaves, so a tree is six byte comparisons and one look-up.
// Machines with AVX2 look a leaf up by byte shuffles for all rows at once; others do it row by row. Both add
// integers, so both give the same sums.
#ifndef DECHAFF_JUDGE_TREE_WALK_H_
#define DECHAFF_JUDGE_TREE_WALK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace dechaff::judge {

inline constexpr size_t kTreeDepth = 6;
inline constexpr size_t kTreeLeaves = size_t{1} << kTreeDepth;
inline constexpr size_t kLanes = 32;
inline constexpr int kLeafLimit = 2047;  // of leaves either side of 0: sums of sixteen fit in sixteen bits

// Level k sets bit k of the leaf's index where the column's byte is above the threshold.
struct SymmetricTree {
  std::array<uint16_t, kTreeDepth> column;
  std::array<uint8_t, kTreeDepth> threshold;
  // The leaves, each within kLeafLimit, by their lower and their upper bytes.
  alignas(16) std::array<uint8_t, kTreeLeaves> low, high;

  int Leaf(size_t index) const { return static_cast<int16_t>(low[index] | high[index] << 8); }
};

// A byte of each of kLanes rows.
struct alignas(kLanes) Column {
  std::array<uint8_t, kLanes> bytes;
};

// Brings `count` rows of `size` bytes each, one after the other at `rows`, into columns: byte i of row k
// becomes columns[i].bytes[k]. REQUIRES: count <= kLanes; room for `size` columns. Lanes beyond `count` keep
// what they had.
void ToColumns(const uint8_t* rows, size_t size, size_t count, Column* columns);

using LeafSums = std::array<int32_t, kLanes>;

// The sums of the leaves that the trees give each lane of `columns`. REQUIRES: columns for all that the trees
// ask for. Thread safe.
void SumLeaves(std::span<const SymmetricTree> trees, const Column* columns, LeafSums* sums);
// The same on any machine.
void SumLeavesPortably(std::span<const SymmetricTree> trees, const Column* columns, LeafSums* sums);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_TREE_WALK_H_
