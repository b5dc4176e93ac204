// Reads the table; walks its trees once a page.
#include "judge/kind.h"

#include <algorithm>
#include <cmath>

#include "judge/table_reader.h"

namespace dechaff::judge {

StatusOr<KindModel> KindModel::Parse(std::string_view table, size_t row_size) {
  constexpr size_t kHeaderBytes = 16, kTreeBytes = 2 * kDepth + (size_t{1} << kDepth) * kPageKindCount * 2;
  if (table.size() < kHeaderBytes || !table.starts_with("DCKM"))
    return Status::Invalid("not a table of page kinds");
  table.remove_prefix(4);
  if (Take<uint32_t>(&table) != row_size) return Status::Invalid("made for other features");
  KindModel model;
  model.trees_.resize(Take<uint32_t>(&table) & 0xFFFF);
  model.scale_ = Take<float>(&table);
  if (table.size() != model.trees_.size() * kTreeBytes) return Status::Invalid("wrong length for its trees");
  for (Tree& tree : model.trees_) {
    tree.feature = Take<decltype(tree.feature)>(&table);
    tree.threshold = Take<decltype(tree.threshold)>(&table);
    tree.leaves = Take<decltype(tree.leaves)>(&table);
    for (const uint8_t feature : tree.feature) {
      if (feature >= row_size) return Status::Invalid("asks for a feature that there is not");
    }
  }
  return model;
}

KindChances KindModel::Judge(std::span<const uint8_t> row) const {
  std::array<int32_t, kPageKindCount> sums{};
  for (const Tree& tree : trees_) {
    size_t leaf = 0;
    for (size_t k = 0; k < kDepth; ++k)
      leaf |= static_cast<size_t>(row[tree.feature[k]] > tree.threshold[k]) << k;
    for (size_t kind = 0; kind < kPageKindCount; ++kind) sums[kind] += tree.leaves[leaf][kind];
  }
  const int32_t highest = *std::max_element(sums.begin(), sums.end());
  KindChances chances;
  float whole = 0;
  for (size_t kind = 0; kind < kPageKindCount; ++kind) {
    chances[kind] = std::exp(scale_ * static_cast<float>(sums[kind] - highest));
    whole += chances[kind];
  }
  for (float& chance : chances) chance /= whole;
  return chances;
}

}  // namespace dechaff::judge
