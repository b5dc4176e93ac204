// Boosted decision trees over the features of a candidate: how likely it is that something was lost.
#ifndef DECHAFF_PROSE_REPAIR_MODEL_H_
#define DECHAFF_PROSE_REPAIR_MODEL_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dechaff::prose {

// A table that rules/repair/fit.py wrote (little-endian):
//   "DRM1", uint32 trees, uint32 nodes, uint32 roots[trees], nodes[]
// A node is uint8 column, uint8 threshold, uint16 right, float value. If the column's value is at most
// the threshold the way goes to the next node, else `right` nodes further, one behind what lies below the
// next node; column 255 is a leaf, whose threshold and `right` are 0. There are 1,024 trees of 32 leaves at
// most.
//
// The trees are not walked: each value of a column rules out some leaves of each tree, and the first leaf
// that no column rules out is the one that the way leads to (QuickScorer, Lucchese and others, SIGIR 2015).
class TreeModel {
 public:
  // False if `bytes` is not such a table over `columns` columns, of which there are at most 64.
  bool Open(std::string_view bytes, size_t columns);
  // Log odds, or, if they are below `floor`, perhaps another number below it: most candidates are far below,
  // which some of the trees tell. REQUIRES: Open; `values` has one for each column.
  float Score(std::span<const uint8_t> values, float floor) const;

 private:
  static constexpr size_t kMostTrees = 1024, kMostLeaves = 32, kMostColumns = 64, kAbreast = 16;
  using Lanes = uint32_t __attribute__((vector_size(16)));
  // A bit for each leaf of each of the trees that are looked at together: whether it may be the one.
  struct Leaves {
    Lanes of[kAbreast / 4];
  };
  struct Node {
    uint8_t column, threshold;
    uint16_t right;
    float value;
  };
  static constexpr uint8_t kLeaf = 255;
  // Where in a row of masks those of a column's values begin, and the last value that has one of its own.
  struct Column {
    uint32_t begin, last;
  };
  static bool AreTrees(std::span<const Node> nodes, size_t columns, std::vector<uint32_t>* sizes);
  void MakeRoom(std::span<const Node> nodes, size_t columns, size_t groups);
  float Plant(std::span<const Node> nodes, size_t tree);

  std::vector<Column> columns_;
  size_t row_ = 0;             // masks in a row
  std::vector<Leaves> left_;   // by group of trees, column and value
  std::vector<float> values_;  // of the leaves, by tree
  std::vector<float> most_;    // what a group and all behind it add at most
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_MODEL_H_
