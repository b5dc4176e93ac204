// The two ways to walk; which one is settled once, by what the machine can do.
#include "judge/tree_walk.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace dechaff::judge {

void SumLeavesPortably(std::span<const SymmetricTree> trees, const Column* columns, LeafSums* sums) {
  sums->fill(0);
  for (const SymmetricTree& tree : trees) {
    std::array<uint8_t, kLanes> index{};
    for (size_t k = 0; k < kTreeDepth; ++k) {
      const Column& column = columns[tree.column[k]];
      for (size_t lane = 0; lane < kLanes; ++lane) {
        index[lane] = static_cast<uint8_t>(index[lane] | (column.bytes[lane] > tree.threshold[k]) << k);
      }
    }
    for (size_t lane = 0; lane < kLanes; ++lane) (*sums)[lane] += tree.Leaf(index[lane]);
  }
}

namespace {

// The same for a part of the bytes and rows, one by one.
void ToColumnsPlainly(const uint8_t* rows, size_t size, size_t first_byte, size_t first_row, size_t end_row,
                      Column* columns) {
  for (size_t k = first_row; k < end_row; ++k) {
    for (size_t i = first_byte; i < size; ++i) columns[i].bytes[k] = rows[k * size + i];
  }
}

}  // namespace

#if defined(__x86_64__)
namespace {

constexpr size_t kSquare = 16;  // bytes of a vector, and rows that are turned at a time

// Four perfect shuffles of sixteen rows of sixteen bytes turn them into columns.
void TurnSquare(const uint8_t* rows, size_t size, uint8_t* out) {
  __m128i a[kSquare], b[kSquare];
  for (size_t k = 0; k < kSquare; ++k)
    a[k] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(rows + k * size));
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
  for (size_t i = 0; i < kSquare; ++i)
    _mm_store_si128(reinterpret_cast<__m128i*>(out + i * sizeof(Column)), a[i]);
}

// The entries of a table of 64 bytes that `index` names. `high_bit` and `next_bit` have bits 5 and 4 of the
// index in the top bit of each byte.
__attribute__((target("avx2"))) inline __m256i LookUp(const uint8_t* table, __m256i index, __m256i next_bit,
                                                      __m256i high_bit) {
  const auto part = [&](size_t at) __attribute__((target("avx2"))) {
    const __m128i bytes = _mm_load_si128(reinterpret_cast<const __m128i*>(table + at));
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(bytes), index);
  };
  const __m256i lower = _mm256_blendv_epi8(part(0), part(16), next_bit);
  const __m256i upper = _mm256_blendv_epi8(part(32), part(48), next_bit);
  return _mm256_blendv_epi8(lower, upper, high_bit);
}

__attribute__((target("avx2"))) void SumLeavesByShuffles(std::span<const SymmetricTree> trees,
                                                         const Column* columns, LeafSums* sums) {
  constexpr size_t kBatch = 16;  // trees whose sums fit in sixteen bits
  const __m256i zero = _mm256_setzero_si256();
  __m256i wide[4] = {zero, zero, zero, zero};
  for (size_t first = 0; first < trees.size(); first += kBatch) {
    // Lanes 0-7 and 16-23, then 8-15 and 24-31: as unpacking leaves them.
    __m256i even = zero, odd = zero;
    const size_t end = first + kBatch < trees.size() ? first + kBatch : trees.size();
    for (size_t t = first; t < end; ++t) {
      const SymmetricTree& tree = trees[t];
      __m256i index = zero;
      for (size_t k = 0; k < kTreeDepth; ++k) {
        const __m256i bytes = _mm256_load_si256(reinterpret_cast<const __m256i*>(&columns[tree.column[k]]));
        const __m256i threshold = _mm256_set1_epi8(static_cast<char>(tree.threshold[k]));
        const __m256i not_above = _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, threshold), threshold);
        index = _mm256_or_si256(index,
                                _mm256_andnot_si256(not_above, _mm256_set1_epi8(static_cast<char>(1 << k))));
      }
      const __m256i next_bit = _mm256_slli_epi16(index, 3), high_bit = _mm256_slli_epi16(index, 2);
      const __m256i low = LookUp(tree.low.data(), index, next_bit, high_bit);
      const __m256i high = LookUp(tree.high.data(), index, next_bit, high_bit);
      even = _mm256_add_epi16(even, _mm256_unpacklo_epi8(low, high));
      odd = _mm256_add_epi16(odd, _mm256_unpackhi_epi8(low, high));
    }
    wide[0] = _mm256_add_epi32(wide[0], _mm256_cvtepi16_epi32(_mm256_castsi256_si128(even)));
    wide[1] = _mm256_add_epi32(wide[1], _mm256_cvtepi16_epi32(_mm256_castsi256_si128(odd)));
    wide[2] = _mm256_add_epi32(wide[2], _mm256_cvtepi16_epi32(_mm256_extracti128_si256(even, 1)));
    wide[3] = _mm256_add_epi32(wide[3], _mm256_cvtepi16_epi32(_mm256_extracti128_si256(odd, 1)));
  }
  for (size_t i = 0; i < 4; ++i) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums->data() + 8 * i), wide[i]);
  }
}

}  // namespace

void ToColumns(const uint8_t* rows, size_t size, size_t count, Column* columns) {
  const size_t whole_rows = count - count % kSquare, whole_bytes = size - size % kSquare;
  for (size_t k = 0; k < whole_rows; k += kSquare) {
    for (size_t i = 0; i < whole_bytes; i += kSquare)
      TurnSquare(rows + k * size + i, size, &columns[i].bytes[k]);
  }
  ToColumnsPlainly(rows, size, whole_bytes, 0, whole_rows, columns);
  ToColumnsPlainly(rows, size, 0, whole_rows, count, columns);
}

void SumLeaves(std::span<const SymmetricTree> trees, const Column* columns, LeafSums* sums) {
  static const bool shuffles = __builtin_cpu_supports("avx2");
  (shuffles ? SumLeavesByShuffles : SumLeavesPortably)(trees, columns, sums);
}
#else
void ToColumns(const uint8_t* rows, size_t size, size_t count, Column* columns) {
  ToColumnsPlainly(rows, size, 0, 0, count, columns);
}

void SumLeaves(std::span<const SymmetricTree> trees, const Column* columns, LeafSums* sums) {
  SumLeavesPortably(trees, columns, sums);
}
#endif

}  // namespace dechaff::judge
