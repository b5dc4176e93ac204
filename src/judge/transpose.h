// Sixteen runs of sixteen bytes, read across: byte k of run i becomes byte i of run k.
#ifndef DECHAFF_JUDGE_TRANSPOSE_H_
#define DECHAFF_JUDGE_TRANSPOSE_H_

#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace dechaff::judge {

inline constexpr size_t kSquare = 16;

// Reads from + offset for each of kSquare `from`, and writes to `to`, to + stride, to + 2 × stride ...
inline void Transpose(const uint8_t* const* from, size_t offset, uint8_t* to, size_t stride) {
#ifdef __SSE2__
  // Four perfect shuffles.
  __m128i a[kSquare], b[kSquare];
  for (size_t k = 0; k < kSquare; ++k)
    a[k] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from[k] + offset));
  for (int round = 0; round < 2; ++round) {
    for (size_t k = 0; k < kSquare / 2; ++k) {
      b[2 * k] = _mm_unpacklo_epi8(a[k], a[k + kSquare / 2]);
      b[2 * k + 1] = _mm_unpackhi_epi8(a[k], a[k + kSquare / 2]);
    }
    for (size_t k = 0; k < kSquare / 2; ++k) {
      a[2 * k] = _mm_unpacklo_epi8(b[k], b[k + kSquare / 2]);
      a[2 * k + 1] = _mm_unpackhi_epi8(b[k], b[k + kSquare / 2]);
    }
  }
  for (size_t i = 0; i < kSquare; ++i) _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i * stride), a[i]);
#else
  for (size_t i = 0; i < kSquare; ++i) {
    for (size_t k = 0; k < kSquare; ++k) to[i * stride + k] = from[k][offset + i];
  }
#endif
}

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_TRANSPOSE_H_
