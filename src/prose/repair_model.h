// Boosted decision trees over the features of a candidate: how likely it is that something was lost.
#ifndef DECHAFF_PROSE_REPAIR_MODEL_H_
#define DECHAFF_PROSE_REPAIR_MODEL_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dechaff::prose {

// A table that rules/repair/fit.py wrote, read in place (little-endian):
//   "DRM1", uint32 trees, uint32 nodes, uint32 roots[trees], nodes[]
// A node is uint8 column, uint8 threshold, uint16 right, float value. If the column's value is at most
// the threshold the way goes to the next node, else `right` nodes further; column 255 is a leaf, whose
// threshold and `right` are 0.
class TreeModel {
 public:
  // False if `bytes`, which must outlive the model, is not such a table over `columns` columns.
  bool Open(std::string_view bytes, size_t columns);
  // Log odds, or, if they are below `floor`, perhaps another number below it: most candidates are far below,
  // which some of the trees tell. REQUIRES: Open; `values` has a value for each column.
  float Score(std::span<const uint8_t> values, float floor) const;

 private:
  struct Node {
    uint8_t column, threshold;
    uint16_t right;
    float value;
  };
  // Trees that are walked side by side.
  static constexpr size_t kAbreast = 8;
  struct Row {
    uint32_t depth = 0;  // of the deepest of them
    float most = 0;      // what they and all trees behind them add at most
  };
  static constexpr uint8_t kLeaf = 255;
  Node At(size_t node) const;
  void MeasureRows(size_t nodes);

  std::string_view roots_, nodes_;
  std::vector<Row> rows_;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_MODEL_H_
