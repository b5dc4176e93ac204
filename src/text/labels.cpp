// The label table of the WHATWG Encoding Standard: 228 labels of 40 charsets.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "text/charset.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;
constexpr Entry kLabels[] = {
#include "text/labels.inc"
};
static_assert(std::is_sorted(std::begin(kLabels), std::end(kLabels)));

constexpr size_t kLongestLabel = 24;

}  // namespace

std::string_view CharsetForLabel(std::string_view label) {
  while (!label.empty() && IsAsciiBlank(label.front())) label.remove_prefix(1);
  while (!label.empty() && IsAsciiBlank(label.back())) label.remove_suffix(1);
  if (label.empty() || label.size() > kLongestLabel) return {};
  char lower[kLongestLabel];
  std::transform(label.begin(), label.end(), lower,
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  std::string_view wanted(lower, label.size());
  auto found = std::lower_bound(std::begin(kLabels), std::end(kLabels), wanted,
                                [](const Entry& entry, std::string_view key) { return entry.first < key; });
  return found != std::end(kLabels) && found->first == wanted ? found->second : std::string_view{};
}

}  // namespace dechaff::text
