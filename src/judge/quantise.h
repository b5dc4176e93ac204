// Numbers to bytes. The model sees nothing but bytes: training and judging share these scales, so that
// no table of borders is needed and both see the same. None of the functions branches, so that compilers
// make loops over many numbers into vectors.
#ifndef DECHAFF_JUDGE_QUANTISE_H_
#define DECHAFF_JUDGE_QUANTISE_H_

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace dechaff::judge {

inline constexpr uint8_t kNone = 255;  // "there is no such thing", on the scales of Ratio and Share

// Numbers beyond 31 bits do not occur; vectors convert those below faster.
inline float ToFloat(uint32_t n) { return static_cast<float>(static_cast<int32_t>(n)); }

// part / whole in 254 equal steps; 0 if whole is 0.
inline uint8_t Ratio(uint32_t part, uint32_t whole) {
  const float least = ToFloat(part < whole ? part : whole), divisor = ToFloat(whole + (whole == 0));
  return static_cast<uint8_t>(static_cast<int32_t>(254.0f * least / divisor));
}

// The square root of part / whole in 254 steps: finer where the share is small.
inline uint8_t Share(uint32_t part, uint32_t whole) {
  const float least = ToFloat(part < whole ? part : whole), divisor = ToFloat(whole + (whole == 0));
  return static_cast<uint8_t>(static_cast<int32_t>(254.0f * std::sqrt(least / divisor)));
}

// Eight steps for each doubling, from n = 0 → 0: the exponent of n + 1 and the first three bits behind it, as
// they stand next to each other in a float.
inline uint8_t Log(uint32_t n) {
  const uint32_t m = (n < 0x7FFFFFFE ? n : 0x7FFFFFFE) + 1;
  const uint32_t steady =
      m & ~(m >> 8);  // would else be rounded up to more, if it has more bits than a float
  return static_cast<uint8_t>((std::bit_cast<uint32_t>(ToFloat(steady)) >> 20) - (127 << 3));
}

// The mean of `sum` (taken for no more than 2^27 - 1) over `count` things, in sixteenths, as Log has it; 0 if
// there are none.
inline uint8_t Mean(uint32_t sum, uint32_t count) {
  const uint32_t held = sum < 0x7FFFFFF ? sum : 0x7FFFFFF;
  const double sixteenths = static_cast<int32_t>(held * (count != 0)) * 16.0;
  const double divisor = static_cast<int32_t>(count + (count == 0));
  return Log(static_cast<uint32_t>(static_cast<int32_t>(sixteenths / divisor)));
}

// A distance with its sign: 128 for 0, four steps for each doubling.
inline uint8_t Distance(int32_t d) {
  const int32_t size = Log(static_cast<uint32_t>(d < 0 ? -d : d)) / 2;
  return static_cast<uint8_t>(d < 0 ? 128 - size : 128 + (size < 126 ? size : 126));
}

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_QUANTISE_H_
