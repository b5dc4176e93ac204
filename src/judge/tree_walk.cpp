// The ways to walk; which one is settled once, by what the machine can do.
#include "judge/tree_walk.h"

#include "judge/table_reader.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace dechaff::judge {

StatusOr<Forest> Forest::Take(std::string_view* table, size_t row_size) {
  constexpr size_t kNodeBytes = 5;
  if (table->size() < sizeof(uint32_t)) return Status::Invalid("ends before its trees");
  Forest forest;
  for (auto trees = judge::Take<uint32_t>(table); trees > 0; --trees) {
    const size_t leaves = table->empty() ? 0 : judge::Take<uint8_t>(table);
    if (leaves == 0 || leaves > kMostLeaves) return Status::Invalid("a tree has no leaves or too many");
    if (table->size() < leaves + (leaves - 1) * kNodeBytes) return Status::Invalid("ends within a tree");
    forest.leaf_counts_.push_back(static_cast<uint8_t>(leaves));
    for (size_t i = 0; i < leaves; ++i) forest.leaves_.push_back(judge::Take<int8_t>(table));
    for (size_t i = leaves; i < 2 * leaves - 1; ++i) {
      TreeNode node{};
      node.column = judge::Take<uint16_t>(table);
      node.threshold = judge::Take<uint8_t>(table);
      node.left = judge::Take<uint8_t>(table);
      node.right = judge::Take<uint8_t>(table);
      if (node.column >= row_size) return Status::Invalid("asks for a feature that there is not");
      if (node.left >= i || node.right >= i) return Status::Invalid("a node stands before its child");
      forest.nodes_.push_back(node);
    }
  }
  return forest;
}

void Forest::SumPortably(const Column* columns, Sums* sums) const {
  sums->fill(0);
  const int8_t* leaves = leaves_.data();
  const TreeNode* nodes = nodes_.data();
  for (const uint8_t count : leaf_counts_) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      size_t at = 2 * size_t{count} - 2;
      while (at >= count) {
        const TreeNode& node = nodes[at - count];
        at = columns[node.column].bytes[lane] > node.threshold ? node.right : node.left;
      }
      (*sums)[lane] += leaves[at];
    }
    leaves += count;
    nodes += count - 1;
  }
}

namespace {

// The same for a part of the bytes and rows, one by one.
void ToColumnsPlainly(std::span<const uint8_t* const> rows, size_t first_byte, size_t size, size_t first_row,
                      Column* columns) {
  for (size_t k = first_row; k < rows.size(); ++k) {
    for (size_t i = first_byte; i < size; ++i) columns[i].bytes[k] = rows[k][i];
  }
}

}  // namespace

#if defined(__x86_64__)
namespace {

constexpr size_t kSquare = 16;  // bytes of a vector, and rows that are turned at a time

// Four perfect shuffles of sixteen rows of sixteen bytes turn them into columns.
void TurnSquare(const uint8_t* const* rows, size_t at, uint8_t* out) {
  __m128i a[kSquare], b[kSquare];
  for (size_t k = 0; k < kSquare; ++k) a[k] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(rows[k] + at));
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

}  // namespace

namespace {

constexpr size_t kBatch = 256;  // trees whose sums of bytes fit in sixteen bits

// Adds sixteen sums of sixteen bits to as many of thirty-two.
__attribute__((target("avx2"))) inline void AddTo(int32_t* sums, __m256i sixteen) {
  const auto add = [](int32_t * at, __m128i eight) __attribute__((target("avx2"))) {
    auto* const to = reinterpret_cast<__m256i*>(at);
    _mm256_storeu_si256(to, _mm256_add_epi32(_mm256_loadu_si256(to), _mm256_cvtepi16_epi32(eight)));
  };
  add(sums, _mm256_castsi256_si128(sixteen));
  add(sums + 8, _mm256_extracti128_si256(sixteen, 1));
}

}  // namespace

__attribute__((target("avx2"))) void Forest::SumByBlending(const Column* columns, Sums* sums) const {
  constexpr size_t kHalf = kLanes / 2;
  sums->fill(0);
  __m256i values[2 * kMostLeaves];
  for (size_t lane = 0; lane < kLanes; lane += kHalf) {
    const int8_t* leaves = leaves_.data();
    const TreeNode* nodes = nodes_.data();
    for (size_t first = 0; first < leaf_counts_.size(); first += kBatch) {
      __m256i low = _mm256_setzero_si256(), high = low;  // lanes 0-15 of the half, lanes 16-31
      const size_t end = first + kBatch < leaf_counts_.size() ? first + kBatch : leaf_counts_.size();
      for (size_t t = first; t < end; ++t) {
        const size_t count = leaf_counts_[t];
        for (size_t i = 0; i < count; ++i) values[i] = _mm256_set1_epi8(leaves[i]);
        for (size_t i = 0; i + 1 < count; ++i) {
          const TreeNode& node = nodes[i];
          const __m256i bytes =
              _mm256_load_si256(reinterpret_cast<const __m256i*>(&columns[node.column].bytes[lane]));
          const __m256i threshold = _mm256_set1_epi8(static_cast<char>(node.threshold));
          const __m256i not_above = _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, threshold), threshold);
          values[count + i] = _mm256_blendv_epi8(values[node.right], values[node.left], not_above);
        }
        const __m256i root = values[2 * count - 2];
        low = _mm256_add_epi16(low, _mm256_cvtepi8_epi16(_mm256_castsi256_si128(root)));
        high = _mm256_add_epi16(high, _mm256_cvtepi8_epi16(_mm256_extracti128_si256(root, 1)));
        leaves += count;
        nodes += count - 1;
      }
      AddTo(sums->data() + lane, low);
      AddTo(sums->data() + lane + kHalf / 2, high);
    }
  }
}

__attribute__((target("avx512f,avx512bw"))) void Forest::SumByWideBlending(const Column* columns,
                                                                           Sums* sums) const {
  sums->fill(0);
  __m512i values[2 * kMostLeaves];
  const int8_t* leaves = leaves_.data();
  const TreeNode* nodes = nodes_.data();
  alignas(kLanes) int8_t root[kLanes];
  for (size_t first = 0; first < leaf_counts_.size(); first += kBatch) {
    __m256i quarters[4] = {};
    const size_t end = first + kBatch < leaf_counts_.size() ? first + kBatch : leaf_counts_.size();
    for (size_t t = first; t < end; ++t) {
      const size_t count = leaf_counts_[t];
      for (size_t i = 0; i < count; ++i) values[i] = _mm512_set1_epi8(leaves[i]);
      for (size_t i = 0; i + 1 < count; ++i) {
        const TreeNode& node = nodes[i];
        const __mmask64 above = _mm512_cmpgt_epu8_mask(_mm512_load_si512(&columns[node.column]),
                                                       _mm512_set1_epi8(static_cast<char>(node.threshold)));
        values[count + i] = _mm512_mask_blend_epi8(above, values[node.left], values[node.right]);
      }
      _mm512_store_si512(root, values[2 * count - 2]);
      for (size_t k = 0; k < 4; ++k) {
        const __m128i bytes = _mm_load_si128(reinterpret_cast<const __m128i*>(root + 16 * k));
        quarters[k] = _mm256_add_epi16(quarters[k], _mm256_cvtepi8_epi16(bytes));
      }
      leaves += count;
      nodes += count - 1;
    }
    for (size_t k = 0; k < 4; ++k) AddTo(sums->data() + 16 * k, quarters[k]);
  }
}

void ToColumns(std::span<const uint8_t* const> rows, size_t size, Column* columns) {
  const size_t whole_rows = rows.size() - rows.size() % kSquare, whole_bytes = size - size % kSquare;
  for (size_t k = 0; k < whole_rows; k += kSquare) {
    for (size_t i = 0; i < whole_bytes; i += kSquare) TurnSquare(&rows[k], i, &columns[i].bytes[k]);
  }
  ToColumnsPlainly(rows.first(whole_rows), whole_bytes, size, 0, columns);
  ToColumnsPlainly(rows, 0, size, whole_rows, columns);
}

std::vector<Forest::Walk> Forest::Walks() {
  std::vector<Walk> walks = {&Forest::SumPortably};
  if (__builtin_cpu_supports("avx2")) walks.push_back(&Forest::SumByBlending);
  if (__builtin_cpu_supports("avx512bw")) walks.push_back(&Forest::SumByWideBlending);
  return walks;
}
#else
void ToColumns(std::span<const uint8_t* const> rows, size_t size, Column* columns) {
  ToColumnsPlainly(rows, 0, size, 0, columns);
}

std::vector<Forest::Walk> Forest::Walks() { return {&Forest::SumPortably}; }
#endif

void Forest::Sum(const Column* columns, Sums* sums) const {
  static const Walk fastest = Walks().back();
  (this->*fastest)(columns, sums);
}

}  // namespace dechaff::judge
