// What the words of a page's own address say of its kind: /threads/, docs., /products/, /2024/05/.
#ifndef DECHAFF_JUDGE_ADDRESS_H_
#define DECHAFF_JUDGE_ADDRESS_H_

#include <array>
#include <cstddef>
#include <string_view>

#include "judge/kind.h"

namespace dechaff::judge {

struct AddressSigns {
  bool known = false;                        // whether there is an address
  bool root = false;                         // whether it is that of a site's first page
  std::array<bool, kPageKindCount> kinds{};  // whether a word or a date in it speaks for that kind
};

// Reads a URL, absolute or not, in any case and encoding. O(bytes) of its first kMostAddress bytes.
inline constexpr size_t kMostAddress = 1024;
AddressSigns ReadAddress(std::string_view url);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_ADDRESS_H_
