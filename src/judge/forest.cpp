// Reads the trees; the ways to sum them; columns.
#include "judge/forest.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "judge/table_reader.h"
#include "judge/transpose.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace dechaff::judge {

StatusOr<Forest> Forest::Take(std::string_view* table, size_t row_size) {
  if (table->size() < sizeof(uint32_t)) return Status::Invalid("ends before its trees");
  Forest forest;
  for (auto trees = judge::Take<uint32_t>(table); trees > 0; --trees) {
    if (Status s = forest.TakeTree(table, row_size); !s.ok()) return s;
  }
  return forest;
}

Status Forest::TakeTree(std::string_view* table, size_t row_size) {
  constexpr size_t kNodeBytes = 5;
  struct Value {            // a leaf or a node, which comes after the leaves and after its children
    uint8_t first, leaves;  // those below it: the first one, known only once its parent was seen; how many
    uint8_t left, right;
    bool used;
  };
  std::array<Value, 2 * kMostLeaves> values{};
  const size_t count = table->empty() ? 0 : judge::Take<uint8_t>(table);
  if (count == 0 || count > kMostLeaves) return Status::Invalid("a tree has no leaves or too many");
  if (table->size() < count + (count - 1) * kNodeBytes) return Status::Invalid("ends within a tree");
  std::array<int8_t, kMostLeaves> given;
  for (size_t i = 0; i < count; ++i) given[i] = judge::Take<int8_t>(table), values[i].leaves = 1;
  const size_t first_split = splits_.size();
  for (size_t i = count; i < 2 * count - 1; ++i) {
    Split split{};
    split.column = judge::Take<uint16_t>(table);
    split.threshold = judge::Take<uint8_t>(table);
    Value& node = values[i];
    node.left = judge::Take<uint8_t>(table);
    node.right = judge::Take<uint8_t>(table);
    if (split.column >= row_size) return Status::Invalid("asks for a feature that there is not");
    if (node.left >= i || node.right >= i) return Status::Invalid("a node stands before its child");
    for (const uint8_t child : {node.left, node.right}) {
      if (std::exchange(values[child].used, true)) return Status::Invalid("a child has two parents");
      node.leaves = static_cast<uint8_t>(node.leaves + values[child].leaves);
    }
    splits_.push_back(split);
  }
  for (size_t i = 2 * count - 1; i-- > count;) {
    const Value& node = values[i];
    Value &left = values[node.left], &right = values[node.right];
    left.first = node.first;
    right.first = static_cast<uint8_t>(node.first + left.leaves);
    const uint32_t from_left = ~uint32_t{0} >> left.first, from_right = ~uint32_t{0} >> right.first;
    splits_[first_split + i - count].stay = ~from_left | from_right;
  }
  Leaves& leaves = leaves_.emplace_back();
  for (size_t i = 0; i < count; ++i) leaves[values[i].first] = given[i];
  leaf_counts_.push_back(static_cast<uint8_t>(count));
  return Status();
}

namespace {

constexpr size_t kGroup = 16;  // lanes that are taken together

// Of each lane of a group the tree's leaves that are not out of the question.
using Alive = std::array<uint32_t, kGroup>;

void AddLeaves(const Alive& alive, const std::array<int8_t, kMostLeaves>& leaves, int32_t* sums) {
  for (size_t k = 0; k < kGroup; ++k) sums[k] += leaves[static_cast<size_t>(std::countl_zero(alive[k]))];
}

}  // namespace

void Forest::SumPortably(const Column* columns, size_t lanes, Sums* sums) const {
  sums->fill(0);
  for (size_t lane = 0; lane < lanes; lane += kGroup) {
    const Split* split = splits_.data();
    for (size_t t = 0; t < size(); ++t) {
      Alive alive;
      alive.fill(~uint32_t{0});
      for (const Split* const end = split + (leaf_counts_[t] - 1); split != end; ++split) {
        const uint8_t* const bytes = &columns[split->column].bytes[lane];
        for (size_t k = 0; k < kGroup; ++k)
          alive[k] &= bytes[k] > split->threshold ? split->stay : ~uint32_t{0};
      }
      AddLeaves(alive, leaves_[t], sums->data() + lane);
    }
  }
}

#if defined(__x86_64__)
#define DECHAFF_AVX2 __attribute__((target("avx2")))

DECHAFF_AVX2 void Forest::SumByVectors(const Column* columns, size_t lanes, Sums* sums) const {
  sums->fill(0);
  for (size_t lane = 0; lane < lanes; lane += kGroup) {
    const Split* split = splits_.data();
    for (size_t t = 0; t < size(); ++t) {
      __m256i low = _mm256_set1_epi32(-1), high = low;  // lanes 0-7 of the group, lanes 8-15
      for (const Split* const end = split + (leaf_counts_[t] - 1); split != end; ++split) {
        const __m128i bytes =
            _mm_load_si128(reinterpret_cast<const __m128i*>(&columns[split->column].bytes[lane]));
        const __m128i threshold = _mm_set1_epi8(static_cast<char>(split->threshold));
        const __m128i all_stay = _mm_cmpeq_epi8(_mm_max_epu8(bytes, threshold), threshold);
        const __m256i stay = _mm256_set1_epi32(static_cast<int>(split->stay));
        low = _mm256_and_si256(low, _mm256_or_si256(stay, _mm256_cvtepi8_epi32(all_stay)));
        high =
            _mm256_and_si256(high, _mm256_or_si256(stay, _mm256_cvtepi8_epi32(_mm_srli_si128(all_stay, 8))));
      }
      Alive alive;
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(&alive[0]), low);
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(&alive[8]), high);
      AddLeaves(alive, leaves_[t], sums->data() + lane);
    }
  }
}
#undef DECHAFF_AVX2

#define DECHAFF_WIDE __attribute__((target("avx512f,avx512bw,avx512vl,avx512cd")))

template <size_t kGroups>
DECHAFF_WIDE void Forest::SumGroups(const Column* columns, Sums* sums) const {
  __m512i total[kGroups];
  for (__m512i& t : total) t = _mm512_setzero_si512();
  const __m512i low_half = _mm512_set1_epi32(1);
  const Split* split = splits_.data();
  for (size_t t = 0; t < size(); ++t) {
    __m512i alive[kGroups];
    for (__m512i& a : alive) a = _mm512_set1_epi32(-1);
    for (const Split* const end = split + (leaf_counts_[t] - 1); split != end; ++split) {
      const uint8_t* const bytes = columns[split->column].bytes.data();
      const __m128i threshold = _mm_set1_epi8(static_cast<char>(split->threshold));
      const __m512i stay = _mm512_set1_epi32(static_cast<int>(split->stay));
      for (size_t k = 0; k < kGroups; ++k) {
        const __m128i group = _mm_load_si128(reinterpret_cast<const __m128i*>(bytes + kGroup * k));
        alive[k] = _mm512_mask_and_epi32(alive[k], _mm_cmpgt_epu8_mask(group, threshold), alive[k], stay);
      }
    }
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(leaves_[t].data()));
    const __m512i leaves = _mm512_cvtepi8_epi16(bytes);
    for (size_t k = 0; k < kGroups; ++k) {
      const __m512i leaf = _mm512_permutexvar_epi16(_mm512_lzcnt_epi32(alive[k]), leaves);
      total[k] = _mm512_add_epi32(total[k], _mm512_madd_epi16(leaf, low_half));
    }
  }
  for (size_t k = 0; k < kGroups; ++k) _mm512_storeu_si512(sums->data() + kGroup * k, total[k]);
}

DECHAFF_WIDE void Forest::SumByWideVectors(const Column* columns, size_t lanes, Sums* sums) const {
  static_assert(kLanes == 4 * kGroup);
  if (lanes > 3 * kGroup) return SumGroups<4>(columns, sums);
  if (lanes > 2 * kGroup) return SumGroups<3>(columns, sums);
  if (lanes > kGroup) return SumGroups<2>(columns, sums);
  return SumGroups<1>(columns, sums);
}
#undef DECHAFF_WIDE
#endif

std::vector<Forest::Way> Forest::Ways() {
  std::vector<Way> ways = {&Forest::SumPortably};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) ways.push_back(&Forest::SumByVectors);
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512cd")) {
    ways.push_back(&Forest::SumByWideVectors);
  }
#endif
  return ways;
}

void Forest::Sum(const Column* columns, size_t lanes, Sums* sums) const {
  static const Way fastest = Ways().back();
  (this->*fastest)(columns, lanes, sums);
}

void ToColumns(std::span<const uint8_t* const> rows, size_t size, Column* columns) {
  std::array<const uint8_t*, kSquare> square;
  for (size_t k = 0; k < rows.size(); k += kSquare) {
    for (size_t i = 0; i < kSquare; ++i) square[i] = rows[std::min(k + i, rows.size() - 1)];
    for (size_t i = 0; i < size; i += kSquare)
      Transpose(square.data(), i, &columns[i].bytes[k], sizeof(Column));
  }
}

}  // namespace dechaff::judge
