// Numbers to bytes. The model sees nothing but bytes: training and judging share these scales, so that
// no table of borders is needed and both see the same.
#ifndef DECHAFF_JUDGE_QUANTISE_H_
#define DECHAFF_JUDGE_QUANTISE_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

// Eight steps for each doubling, from n = 0 → 0: the exponent of n + 1 and the first three bits behind it, as
// they stand next to each other in a double.
inline uint8_t Log(uint32_t n) {
  const auto bits = std::bit_cast<uint64_t>(static_cast<double>(std::min(n, 0x7FFFFFFEu) + 1));
  return static_cast<uint8_t>((bits >> 49) - (1023 << 3));
}

// The mean of `sum` over `count` things, in sixteenths, as Log has it; 0 if there are none.
inline uint8_t Mean(uint32_t sum, uint32_t count) {
  if (count == 0) return 0;
  if (sum < 1u << 28) return Log(sum * 16 / count);  // divides faster
  return Log(static_cast<uint32_t>(uint64_t{sum} * 16 / count));
}

// A distance with its sign: 128 for 0, four steps for each doubling.
inline uint8_t Distance(int64_t d) {
  const int size = Log(static_cast<uint32_t>(std::min<int64_t>(d < 0 ? -d : d, 0x7FFFFFFE))) / 2;
  return static_cast<uint8_t>(d < 0 ? 128 - size : 128 + std::min(size, 126));
}

// Many parts of wholes at once, four in the time of one. Those that are not set come out as 0.
template <size_t kSize>
class Parts {
 public:
  static_assert(kSize % 4 == 0);

  void Set(size_t i, uint32_t part, uint32_t whole) {
    part_[i] = static_cast<int32_t>(part);
    whole_[i] = static_cast<int32_t>(whole);
  }
  // Ratio and Share of each.
  std::array<uint8_t, kSize> Ratios() const { return Quantise<false>(); }
  std::array<uint8_t, kSize> Shares() const { return Quantise<true>(); }

 private:
  template <bool kRoot>
  std::array<uint8_t, kSize> Quantise() const {
    std::array<uint8_t, kSize> bytes;
#ifdef __SSE2__
    for (size_t i = 0; i < kSize; i += 4) {
      const __m128i whole = _mm_load_si128(reinterpret_cast<const __m128i*>(&whole_[i]));
      const __m128i part = _mm_load_si128(reinterpret_cast<const __m128i*>(&part_[i]));
      const __m128i over = _mm_cmpgt_epi32(part, whole);
      const __m128i least = _mm_or_si128(_mm_and_si128(over, whole), _mm_andnot_si128(over, part));
      const __m128i none = _mm_cmpeq_epi32(whole, _mm_setzero_si128());  // then the part is 0, too
      const __m128 divisor = _mm_cvtepi32_ps(_mm_sub_epi32(whole, none)), steps = _mm_set1_ps(254.0f);
      __m128 result = _mm_cvtepi32_ps(least);
      if constexpr (kRoot) {
        result = _mm_mul_ps(steps, _mm_sqrt_ps(_mm_div_ps(result, divisor)));
      } else {
        result = _mm_div_ps(_mm_mul_ps(steps, result), divisor);
      }
      __m128i packed = _mm_cvttps_epi32(result);
      packed = _mm_packs_epi32(packed, packed);
      const int32_t four = _mm_cvtsi128_si32(_mm_packus_epi16(packed, packed));
      std::memcpy(&bytes[i], &four, sizeof four);
    }
#else
    for (size_t i = 0; i < kSize; ++i) {
      const auto part = static_cast<uint32_t>(part_[i]), whole = static_cast<uint32_t>(whole_[i]);
      bytes[i] = kRoot ? Share(part, whole) : Ratio(part, whole);
    }
#endif
    return bytes;
  }

  alignas(16) std::array<int32_t, kSize> part_{}, whole_{};
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_QUANTISE_H_
