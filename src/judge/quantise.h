// Numbers to bytes. The model sees nothing but bytes: training and judging share these scales, so that
// no table of borders is needed and both see the same.
#ifndef DECHAFF_JUDGE_QUANTISE_H_
#define DECHAFF_JUDGE_QUANTISE_H_

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace dechaff::judge {

inline constexpr uint8_t kNone = 255;  // "there is no such thing", on the scales of Ratio and Share

// part / whole in 254 equal steps; 0 if whole is 0.
inline uint8_t Ratio(uint32_t part, uint32_t whole) {
  if (whole == 0) return 0;
  return static_cast<uint8_t>(254.0f * static_cast<float>(std::min(part, whole)) / static_cast<float>(whole));
}

// The square root of part / whole in 254 steps: finer where the share is small.
inline uint8_t Share(uint32_t part, uint32_t whole) {
  if (whole == 0) return 0;
  return static_cast<uint8_t>(
      254.0f * std::sqrt(static_cast<float>(std::min(part, whole)) / static_cast<float>(whole)));
}

// Eight steps for each doubling, from n = 0 → 0; integers only.
inline uint8_t Log(uint32_t n) {
  const uint32_t m = std::min(n, 0x7FFFFFFEu) + 1;
  const int exponent = std::bit_width(m) - 1;
  const uint32_t fraction = exponent >= 3 ? m >> (exponent - 3) & 7 : m << (3 - exponent) & 7;
  return static_cast<uint8_t>(exponent * 8 + static_cast<int>(fraction));
}

// The mean of `sum` over `count` things, in sixteenths, as Log has it; 0 if there are none.
inline uint8_t Mean(uint32_t sum, uint32_t count) {
  return count == 0 ? uint8_t{0} : Log(static_cast<uint32_t>(uint64_t{sum} * 16 / count));
}

// A distance with its sign: 128 for 0, four steps for each doubling.
inline uint8_t Distance(int64_t d) {
  const int size = Log(static_cast<uint32_t>(std::min<int64_t>(d < 0 ? -d : d, 0x7FFFFFFE))) / 2;
  return static_cast<uint8_t>(d < 0 ? 128 - size : 128 + std::min(size, 126));
}

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_QUANTISE_H_
