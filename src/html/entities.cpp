// The table of named character references, searched character by character: each one narrows the range
// of names that still match, and a name that ends there is the longest so far.
#include "html/entities.h"

#include <algorithm>

namespace dechaff::html {
namespace {

constexpr NamedReference kReferences[] = {
#include "html/entities.inc"
};

}  // namespace

const NamedReference* LongestNamedReference(std::string_view text) {
  const NamedReference* low = std::begin(kReferences);
  const NamedReference* high = std::end(kReferences);
  const NamedReference* longest = nullptr;
  for (size_t i = 0; i < text.size() && low != high; ++i) {
    // Names that end before `i` sort first; the range is of names that agree on [0, i).
    auto byte_at = [i](const NamedReference& r) { return i < r.name.size() ? r.name[i] : '\0'; };
    char c = text[i];
    low = std::partition_point(low, high, [&](const NamedReference& r) { return byte_at(r) < c; });
    high = std::partition_point(low, high, [&](const NamedReference& r) { return byte_at(r) == c; });
    if (low != high && low->name.size() == i + 1) longest = low;
  }
  return longest;
}

}  // namespace dechaff::html
