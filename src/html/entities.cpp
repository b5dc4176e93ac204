// The table of named character references, searched character by character: each one narrows the range
// of names that still match, and a name that ends there is the longest so far.
#include "html/entities.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "html/scan.h"
#include "text/swar.h"

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

// The names that most references have, looked at before the others. None is longer than seven characters, and
// what ends in ';' is the beginning of no longer name.
struct CommonReference {
  uint64_t mask, packed;
  const NamedReference* reference;
};
constexpr auto kCommon = [] {
  constexpr std::string_view kNames[] = {"nbsp;",  "amp;",   "quot;", "rsquo;", "raquo;", "ldquo;",
                                         "rdquo;", "ndash;", "gt;",   "lt;",    "mdash;", "laquo;"};
  std::array<CommonReference, std::size(kNames)> common{};
  for (size_t i = 0; i < common.size(); ++i) {
    common[i] = {(uint64_t{1} << (8 * kNames[i].size())) - 1, Packed(kNames[i]), kReferences};
    while (common[i].reference->name != kNames[i]) ++common[i].reference;
  }
  return common;
}();

}  // namespace

const NamedReference* LongestNamedReference(std::string_view text) {
  const uint64_t word = text::LoadUpTo8(text.data(), text.size());
  for (const CommonReference& common : kCommon) {
    if ((word & common.mask) == common.packed) return common.reference;
  }
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
