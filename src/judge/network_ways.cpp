// Plain, AVX2 and AVX-512 with VNNI.
#include "judge/network_ways.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace dechaff::judge {
namespace {

// How rows are taken in, with room for one as it was taken in and for what changed in it since the one
// before.
struct Intake {
  Intake(const RowLayer& layer, std::vector<int16_t>* scratch)
      : low(layer.low.data()),
        high(layer.high.data()),
        weights(layer.layer.weights.data()),
        padded(layer.low.size()) {
    scratch->assign(2 * padded, 0);
    held = scratch->data();
    change = held + padded;
  }
  const uint8_t *low, *high;
  const int16_t* weights;
  size_t padded;
  int16_t *held, *change;
};

int16_t Activation(int32_t sum, float scale) {
  const float value = std::max(static_cast<float>(sum) * scale, 0.0f);
  return static_cast<int16_t>(std::min(value, static_cast<float>(kMostActive)) + 0.5f);
}

// sums[j] += in[0] × w[j][0] + in[1] × w[j][1].
void AddPair(const int16_t* in, const int16_t* w, int32_t* sums) {
  for (size_t j = 0; j < kHiddenUnits; ++j) sums[j] += in[0] * w[2 * j] + in[1] * w[2 * j + 1];
}

void ReadRowsPlainly(const RowLayer& rows_layer, const uint8_t* rows, size_t count,
                     std::vector<int16_t>* scratch, int16_t* out) {
  const auto& [layer, size, low, high] = rows_layer;
  const Intake intake(rows_layer, scratch);
  Bias sums = layer.bias;
  for (size_t i = 0; i < count; ++i, rows += size, out += kHiddenUnits) {
    for (size_t k = 0; k < size; ++k) {
      const int16_t held = std::min(std::max(rows[k], low[k]), high[k]);
      intake.change[k] = static_cast<int16_t>(held - intake.held[k]);
      intake.held[k] = held;
    }
    for (size_t k = 0; k < size; k += 2) {
      if ((intake.change[k] | intake.change[k + 1]) != 0)
        AddPair(intake.change + k, &layer.weights[k * kHiddenUnits], sums.data());
    }
    for (size_t j = 0; j < kHiddenUnits; ++j) out[j] = Activation(sums[j], layer.scale);
  }
}

void ForwardPlainly(const Layer& layer, const Bias& bias, const int16_t* in, const int16_t* kept,
                    size_t count, int16_t* out) {
  for (size_t i = 0; i < count; ++i) {
    Bias sums = bias;
    for (size_t p = 0; p < layer.pairs; ++p)
      AddPair(in + i * kHiddenUnits + 2 * p, &layer.weights[2 * kHiddenUnits * p], sums.data());
    for (size_t j = i * kHiddenUnits; j < (i + 1) * kHiddenUnits; ++j) {
      const int active = Activation(sums[j % kHiddenUnits], layer.scale);
      out[j] = static_cast<int16_t>(kept == nullptr ? active : std::min(active + kept[j], kMostActive));
    }
  }
}

#if defined(__x86_64__)
static_assert(kHiddenUnits == 32, "four vectors of eight sums, or two of sixteen");

int32_t LoadPair(const int16_t* pair) {
  int32_t both;
  std::memcpy(&both, pair, sizeof both);
  return both;
}

// The AVX2 way.
#define DECHAFF_AVX2 __attribute__((target("avx2,bmi"))) inline

DECHAFF_AVX2 __m256i Load(const void* at) { return _mm256_loadu_si256(static_cast<const __m256i*>(at)); }
DECHAFF_AVX2 void Store(__m256i vector, void* at) { _mm256_storeu_si256(static_cast<__m256i*>(at), vector); }

DECHAFF_AVX2 __m128i LoadBytes(const void* at) { return _mm_loadu_si128(static_cast<const __m128i*>(at)); }

// The sums of a block.
struct Sums {
  __m256i of[4];

  DECHAFF_AVX2 void Begin(const int32_t* bias) {
    for (size_t k = 0; k < 4; ++k) of[k] = Load(bias + 8 * k);
  }
  DECHAFF_AVX2 void Add(const int16_t* pair, const int16_t* weights) {
    const __m256i x = _mm256_set1_epi32(LoadPair(pair));
    for (size_t k = 0; k < 4; ++k)
      of[k] = _mm256_add_epi32(of[k], _mm256_madd_epi16(x, Load(weights + 16 * k)));
  }
  DECHAFF_AVX2 static __m256i Activations(__m256i sums, __m256 scale) {
    const __m256 value = _mm256_max_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sums), scale), _mm256_setzero_ps());
    const __m256 held = _mm256_min_ps(value, _mm256_set1_ps(static_cast<float>(kMostActive)));
    return _mm256_cvttps_epi32(_mm256_add_ps(held, _mm256_set1_ps(0.5f)));
  }
  DECHAFF_AVX2 void Finish(float scale, const int16_t* kept, int16_t* out) const {
    const __m256 scales = _mm256_set1_ps(scale);
    for (size_t k = 0; k < 4; k += 2) {
      __m256i active = _mm256_packs_epi32(Activations(of[k], scales), Activations(of[k + 1], scales));
      active = _mm256_permute4x64_epi64(active, 0xD8);  // packs goes by halves
      if (kept != nullptr) {
        active = _mm256_min_epi16(_mm256_add_epi16(active, Load(kept + 8 * k)),
                                  _mm256_set1_epi16(static_cast<int16_t>(kMostActive)));
      }
      Store(active, out + 8 * k);
    }
  }
};

// Takes the row in; returns a bit for each of the 64 pairs from `at` on that changed.
DECHAFF_AVX2 uint64_t TakeIn(const Intake& intake, const uint8_t* row, size_t at) {
  uint64_t changed = 0;
  const size_t end = std::min(at + 128, intake.padded);
  for (size_t k = at; k < end; k += 16) {
    const __m128i bytes = _mm_max_epu8(LoadBytes(row + k), LoadBytes(intake.low + k));
    const __m256i held = _mm256_cvtepu8_epi16(_mm_min_epu8(bytes, LoadBytes(intake.high + k)));
    const __m256i change = _mm256_sub_epi16(held, Load(intake.held + k));
    Store(held, intake.held + k);
    Store(change, intake.change + k);
    const __m256i same = _mm256_cmpeq_epi32(change, _mm256_setzero_si256());
    const auto bits = static_cast<uint64_t>(_mm256_movemask_ps(_mm256_castsi256_ps(same))) ^ 0xFF;
    changed |= bits << (k - at) / 2;
  }
  return changed;
}

DECHAFF_AVX2 void ReadRowsByVectors(const RowLayer& rows_layer, const uint8_t* rows, size_t count,
                                    std::vector<int16_t>* scratch, int16_t* out) {
  const Layer& layer = rows_layer.layer;
  const Intake intake(rows_layer, scratch);
  Sums sums;
  sums.Begin(layer.bias.data());
  for (size_t i = 0; i < count; ++i, rows += rows_layer.size, out += kHiddenUnits) {
    for (size_t at = 0; at < rows_layer.size; at += 128) {
      for (uint64_t bits = TakeIn(intake, rows, at); bits != 0; bits &= bits - 1) {
        const size_t k = at + 2 * static_cast<size_t>(std::countr_zero(bits));
        sums.Add(intake.change + k, &layer.weights[k * kHiddenUnits]);
      }
    }
    sums.Finish(layer.scale, nullptr, out);
  }
}

template <size_t kBlocks>
DECHAFF_AVX2 void ForwardTile(const Layer& layer, const Bias& bias, const int16_t* in, const int16_t* kept,
                              int16_t* out) {
  Sums sums[kBlocks];
  for (Sums& s : sums) s.Begin(bias.data());
  const int16_t* w = layer.weights.data();
  for (size_t p = 0; p < layer.pairs; ++p, w += 2 * kHiddenUnits) {
    for (size_t k = 0; k < kBlocks; ++k) sums[k].Add(in + k * kHiddenUnits + 2 * p, w);
  }
  for (size_t k = 0; k < kBlocks; ++k)
    sums[k].Finish(layer.scale, kept == nullptr ? nullptr : kept + k * kHiddenUnits, out + k * kHiddenUnits);
}

DECHAFF_AVX2 void ForwardByVectors(const Layer& layer, const Bias& bias, const int16_t* in,
                                   const int16_t* kept, size_t count, int16_t* out) {
  constexpr size_t kTile = 2;
  const auto from = [kept](size_t i) { return kept == nullptr ? nullptr : kept + i * kHiddenUnits; };
  size_t i = 0;
  for (; i + kTile <= count; i += kTile)
    ForwardTile<kTile>(layer, bias, in + i * kHiddenUnits, from(i), out + i * kHiddenUnits);
  for (; i < count; ++i) ForwardTile<1>(layer, bias, in + i * kHiddenUnits, from(i), out + i * kHiddenUnits);
}
#undef DECHAFF_AVX2

// The AVX-512 way.
#define DECHAFF_WIDE __attribute__((target("avx2,bmi,popcnt,avx512f,avx512bw,avx512vl,avx512vnni"))) inline

struct WideSums {
  __m512i low, high;

  DECHAFF_WIDE void Begin(const int32_t* bias) {
    low = _mm512_loadu_si512(bias);
    high = _mm512_loadu_si512(bias + 16);
  }
  DECHAFF_WIDE void Add(const int16_t* pair, __m512i low_weights, __m512i high_weights) {
    const __m512i x = _mm512_set1_epi32(LoadPair(pair));
    low = _mm512_dpwssd_epi32(low, x, low_weights);
    high = _mm512_dpwssd_epi32(high, x, high_weights);
  }
  DECHAFF_WIDE void Add(const WideSums& other) {
    low = _mm512_add_epi32(low, other.low);
    high = _mm512_add_epi32(high, other.high);
  }
  DECHAFF_WIDE void Finish(float scale, const int16_t* kept, int16_t* out) const {
    // Not by casts, of which GCC 12 says that they are uninitialized.
    const Sums halves = {
        {_mm512_maskz_extracti64x4_epi64(0xF, low, 0), _mm512_maskz_extracti64x4_epi64(0xF, low, 1),
         _mm512_maskz_extracti64x4_epi64(0xF, high, 0), _mm512_maskz_extracti64x4_epi64(0xF, high, 1)}};
    halves.Finish(scale, kept, out);
  }
};

// Takes the row in; writes the numbers of the pairs that changed to `changed`, which has room for sixteen
// more, and returns how many.
DECHAFF_WIDE size_t TakeInWidely(const Intake& intake, const uint8_t* row, size_t size, uint32_t* changed) {
  const __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  size_t count = 0;
  for (size_t k = 0; k < size; k += 32) {
    const __m256i bytes = _mm256_max_epu8(Load(row + k), Load(intake.low + k));
    const __m512i held = _mm512_cvtepu8_epi16(_mm256_min_epu8(bytes, Load(intake.high + k)));
    const __m512i change = _mm512_sub_epi16(held, _mm512_loadu_si512(intake.held + k));
    _mm512_storeu_si512(intake.held + k, held);
    _mm512_storeu_si512(intake.change + k, change);
    const __mmask16 differs = _mm512_test_epi32_mask(change, change);
    const __m512i pairs = _mm512_add_epi32(places, _mm512_set1_epi32(static_cast<int>(k / 2)));
    _mm512_storeu_si512(changed + count, _mm512_maskz_compress_epi32(differs, pairs));
    count += static_cast<size_t>(_mm_popcnt_u32(differs));
  }
  return count;
}

DECHAFF_WIDE void AddChange(const Intake& intake, uint32_t pair, WideSums* sums) {
  const int16_t* const weights = intake.weights + 2 * kHiddenUnits * size_t{pair};
  sums->Add(intake.change + 2 * size_t{pair}, _mm512_loadu_si512(weights),
            _mm512_loadu_si512(weights + kHiddenUnits));
}

// Adds the pairs that changed, in four sums, so that not all wait for each other.
DECHAFF_WIDE void AddChanges(const Intake& intake, const uint32_t* pairs, size_t count, WideSums* sums) {
  const WideSums none = {_mm512_setzero_si512(), _mm512_setzero_si512()};
  WideSums second = none, third = none, fourth = none;
  for (; count >= 4; count -= 4, pairs += 4) {
    AddChange(intake, pairs[0], sums);
    AddChange(intake, pairs[1], &second);
    AddChange(intake, pairs[2], &third);
    AddChange(intake, pairs[3], &fourth);
  }
  if (count > 0) AddChange(intake, pairs[0], sums);
  if (count > 1) AddChange(intake, pairs[1], &second);
  if (count > 2) AddChange(intake, pairs[2], &third);
  third.Add(fourth);
  second.Add(third);
  sums->Add(second);
}

DECHAFF_WIDE void ReadRowsByWideVectors(const RowLayer& rows_layer, const uint8_t* rows, size_t count,
                                        std::vector<int16_t>* scratch, int16_t* out) {
  const Intake intake(rows_layer, scratch);
  const size_t size = rows_layer.size;
  const float scale = rows_layer.layer.scale;
  std::vector<uint32_t> changed(intake.padded / 2 + 16);
  WideSums sums;
  sums.Begin(rows_layer.layer.bias.data());
  for (size_t i = 0; i < count; ++i, rows += size, out += kHiddenUnits) {
    AddChanges(intake, changed.data(), TakeInWidely(intake, rows, size, changed.data()), &sums);
    sums.Finish(scale, nullptr, out);
  }
}

// The sums of several blocks, without arrays, which compilers keep in memory.
template <size_t kBlocks>
struct WideTile {
  WideSums first;
  WideTile<kBlocks - 1> rest;

  DECHAFF_WIDE void Begin(const int32_t* bias) {
    first.Begin(bias);
    rest.Begin(bias);
  }
  DECHAFF_WIDE void Add(const int16_t* pair, __m512i low_weights, __m512i high_weights) {
    first.Add(pair, low_weights, high_weights);
    rest.Add(pair + kHiddenUnits, low_weights, high_weights);
  }
  DECHAFF_WIDE void Finish(float scale, const int16_t* kept, int16_t* out) const {
    first.Finish(scale, kept, out);
    rest.Finish(scale, kept == nullptr ? nullptr : kept + kHiddenUnits, out + kHiddenUnits);
  }
};
template <>
struct WideTile<0> {
  void Begin(const int32_t*) {}
  DECHAFF_WIDE void Add(const int16_t*, __m512i, __m512i) {}
  void Finish(float, const int16_t*, int16_t*) const {}
};

template <size_t kBlocks>
DECHAFF_WIDE void ForwardWideTile(const Layer& layer, const Bias& bias, const int16_t* in,
                                  const int16_t* kept, int16_t* out) {
  WideTile<kBlocks> sums;
  sums.Begin(bias.data());
  const int16_t* w = layer.weights.data();
  for (size_t p = 0; p < layer.pairs; ++p, in += 2, w += 2 * kHiddenUnits)
    sums.Add(in, _mm512_loadu_si512(w), _mm512_loadu_si512(w + kHiddenUnits));
  sums.Finish(layer.scale, kept, out);
}

DECHAFF_WIDE void ForwardByWideVectors(const Layer& layer, const Bias& bias, const int16_t* in,
                                       const int16_t* kept, size_t count, int16_t* out) {
  constexpr size_t kTile = 8;
  const auto from = [kept](size_t i) { return kept == nullptr ? nullptr : kept + i * kHiddenUnits; };
  if (count < kTile) {
    for (size_t i = 0; i < count; ++i)
      ForwardWideTile<1>(layer, bias, in + i * kHiddenUnits, from(i), out + i * kHiddenUnits);
    return;
  }
  for (size_t i = 0; i < count; i += kTile) {
    i = std::min(i, count - kTile);  // the last tile may begin before the one before it ends
    ForwardWideTile<kTile>(layer, bias, in + i * kHiddenUnits, from(i), out + i * kHiddenUnits);
  }
}
#undef DECHAFF_WIDE
#endif

}  // namespace

std::vector<NetworkWay> NetworkWays() {
  std::vector<NetworkWay> ways = {{ReadRowsPlainly, ForwardPlainly}};
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
  if (avx2) ways.push_back({ReadRowsByVectors, ForwardByVectors});
  if (avx2 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vnni")) {
    ways.push_back({ReadRowsByWideVectors, ForwardByWideVectors});
  }
#endif
  return ways;
}

}  // namespace dechaff::judge
