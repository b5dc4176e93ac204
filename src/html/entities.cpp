// The table of named character references, searched character by character: each one narrows the range
// of names that still match, and a name that ends there is the longest so far.
#include "html/entities.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace dechaff::html {
namespace {

constexpr NamedReference kReferences[] = {
#include "html/entities.inc"
};

// For each ASCII character, how many names begin with one below it.
constexpr std::array<uint16_t, 129> kBegins = [] {
  std::array<uint16_t, 129> begins{};
  for (const NamedReference& r : kReferences) ++begins[static_cast<size_t>(r.name[0]) + 1];
  for (size_t c = 1; c < begins.size(); ++c) begins[c] = static_cast<uint16_t>(begins[c] + begins[c - 1]);
  return begins;
}();

}  // namespace

const NamedReference* LongestNamedReference(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) >= 0x80) return nullptr;
  const auto first = static_cast<size_t>(text[0]);
  const NamedReference* low = kReferences + kBegins[first];
  const NamedReference* high = kReferences + kBegins[first + 1];
  const NamedReference* longest = nullptr;
  for (size_t i = 1; i < text.size() && low != high; ++i) {
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
