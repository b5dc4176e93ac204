// Boosted decision trees over the features of a candidate: how likely it is that something was lost.
#ifndef DECHAFF_PROSE_REPAIR_MODEL_H_
#define DECHAFF_PROSE_REPAIR_MODEL_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace dechaff::prose {

// A table that rules/repair/fit.py wrote, read in place (little-endian):
//   "DRM1", uint32 trees, uint32 nodes, uint32 roots[trees], nodes[]
// A node is uint8 column, uint8 threshold, uint16 right, float value. If the column's value is at most
// the threshold the way goes to the next node, else `right` nodes further; column 255 is a leaf.
class TreeModel {
 public:
  // False if `bytes`, which must outlive the model, is not such a table over `columns` columns.
  bool Open(std::string_view bytes, size_t columns);
  // Log odds. REQUIRES: Open; `values` has a value for each column.
  float Score(std::span<const uint8_t> values) const;

 private:
  struct Node {
    uint8_t column, threshold;
    uint16_t right;
    float value;
  };
  static constexpr uint8_t kLeaf = 255;
  Node At(size_t node) const;

  std::string_view roots_, nodes_;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_MODEL_H_
