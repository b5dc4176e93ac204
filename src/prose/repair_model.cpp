// The children of a node lie behind it, so that every way down ends.
#include "prose/repair_model.h"

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
    if (node.column == kLeaf) continue;
    if (node.column >= columns || node.right == 0 || i + 1 >= nodes || i + node.right >= nodes) return false;
  }
  return true;
}

TreeModel::Node TreeModel::At(size_t node) const {
  Node out;
  std::memcpy(&out, nodes_.data() + node * sizeof out, sizeof out);
  return out;
}

float TreeModel::Score(std::span<const uint8_t> values) const {
  float sum = 0;
  for (size_t tree = 0; tree < roots_.size(); tree += 4) {
    size_t i = Load32(roots_.data() + tree);
    Node node = At(i);
    while (node.column != kLeaf) {
      i += values[node.column] <= node.threshold ? 1 : node.right;
      node = At(i);
    }
    sum += node.value;
  }
  return sum;
}

}  // namespace dechaff::prose
