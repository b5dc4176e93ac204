// The children of a node lie behind it, so that every way down ends.
#include "prose/repair_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace dechaff::prose {
namespace {

static_assert(std::endian::native == std::endian::little, "tables are little-endian");

uint32_t Load32(const char* p) {
  uint32_t value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

}  // namespace

bool TreeModel::Open(std::string_view bytes, size_t columns) {
  static constexpr size_t kHead = 12;
  static_assert(sizeof(Node) == 8);
  if (bytes.size() < kHead || bytes.substr(0, 4) != "DRM1") return false;
  const size_t trees = Load32(bytes.data() + 4), nodes = Load32(bytes.data() + 8);
  if (bytes.size() != kHead + trees * 4 + nodes * sizeof(Node)) return false;
  roots_ = bytes.substr(kHead, trees * 4);
  nodes_ = bytes.substr(kHead + trees * 4);
  for (size_t i = 0; i < trees; ++i) {
    if (Load32(roots_.data() + i * 4) >= nodes) return false;
  }
  for (size_t i = 0; i < nodes; ++i) {
    const Node node = At(i);
    if (node.column == kLeaf) {
      if (node.threshold != 0 || node.right != 0) return false;
      continue;
    }
    if (node.column >= columns || node.right == 0 || i + 1 >= nodes || i + node.right >= nodes) return false;
  }
  MeasureRows(nodes);
  return true;
}

void TreeModel::MeasureRows(size_t nodes) {
  const size_t trees = roots_.size() / 4;
  std::vector<uint32_t> depth(nodes);  // below each node; children come later
  std::vector<float> most(nodes);
  for (size_t i = nodes; i-- > 0;) {
    const Node node = At(i);
    most[i] = node.value;
    if (node.column == kLeaf) continue;
    depth[i] = 1 + std::max(depth[i + 1], depth[i + node.right]);
    most[i] = std::max(most[i + 1], most[i + node.right]);
  }
  rows_.assign((trees + kAbreast - 1) / kAbreast, {});
  float rest = 1e-3F;  // of rounding
  for (size_t tree = trees; tree-- > 0;) {
    const size_t root = Load32(roots_.data() + tree * 4);
    Row& row = rows_[tree / kAbreast];
    row.depth = std::max(row.depth, depth[root]);
    row.most = rest += most[root];
  }
}

TreeModel::Node TreeModel::At(size_t node) const {
  Node out;
  std::memcpy(&out, nodes_.data() + node * sizeof out, sizeof out);
  return out;
}

// A way goes on at a leaf until the deepest of its row is done: no value is at most a leaf's threshold, and
// zero nodes further is the leaf itself. So there is nothing to be guessed wrong.
float TreeModel::Score(std::span<const uint8_t> values, float floor) const {
  std::array<uint8_t, 256> padded;
  padded[kLeaf] = 255;
  std::copy(values.begin(), values.end(), padded.begin());
  const size_t trees = roots_.size() / 4;
  float sum = 0;
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (sum + rows_[row].most < floor) return sum + rows_[row].most;
    const size_t first = row * kAbreast, count = std::min(kAbreast, trees - first);
    std::array<size_t, kAbreast> at;
    for (size_t k = 0; k < kAbreast; ++k)
      at[k] = Load32(roots_.data() + (first + std::min(k, count - 1)) * 4);
    for (uint32_t step = 0; step < rows_[row].depth; ++step) {
      for (size_t& i : at) {
        const Node node = At(i);
        i += padded[node.column] <= node.threshold ? 1 : node.right;
      }
    }
    for (size_t k = 0; k < count; ++k) sum += At(at[k]).value;
  }
  return sum;
}

}  // namespace dechaff::prose
