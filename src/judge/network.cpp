// Rows and activations are padded to pairs, since machines multiply and add pairs of sixteen bits at a time.
#include "judge/network.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "judge/table_reader.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace dechaff::judge {
namespace {

constexpr size_t kWidth = Network::kWidth;
constexpr int kMostActive = 2047;  // with it no sum of a layer leaves 32 bits

size_t Even(size_t n) { return n + n % 2; }

// sums[j] += in[2p] × w[p][j][0] + in[2p + 1] × w[p][j][1], over all pairs p.
void AddPairs(const int16_t* in, size_t pairs, const int16_t* w, int32_t* sums) {
  for (size_t p = 0; p < pairs; ++p, in += 2, w += 2 * kWidth) {
    for (size_t j = 0; j < kWidth; ++j) sums[j] += in[0] * w[2 * j] + in[1] * w[2 * j + 1];
  }
}

int16_t Activation(int32_t sum, float scale) {
  const float value = std::max(static_cast<float>(sum) * scale, 0.0f);
  return static_cast<int16_t>(std::min(value, static_cast<float>(kMostActive)) + 0.5f);
}

// The activations of a layer whose sums begin with `bias`; to them `kept` is added.
void ForwardPlainly(const int16_t* in, size_t pairs, const int16_t* w, const int32_t* bias, float scale,
                    const int16_t* kept, int16_t* out) {
  std::array<int32_t, kWidth> sums;
  std::copy_n(bias, kWidth, sums.begin());
  AddPairs(in, pairs, w, sums.data());
  for (size_t j = 0; j < kWidth; ++j)
    out[j] = static_cast<int16_t>(std::min(Activation(sums[j], scale) + kept[j], kMostActive));
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) inline __m256i LoadVector(const void* at) {
  return _mm256_loadu_si256(static_cast<const __m256i*>(at));
}

__attribute__((target("avx2"))) inline __m256i ActivationOfEight(__m256i sums, __m256 scale) {
  const __m256 value = _mm256_max_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sums), scale), _mm256_setzero_ps());
  const __m256 held = _mm256_min_ps(value, _mm256_set1_ps(static_cast<float>(kMostActive)));
  return _mm256_cvttps_epi32(_mm256_add_ps(held, _mm256_set1_ps(0.5f)));
}

// Sixteen of them, in order, with `kept` added.
__attribute__((target("avx2"))) inline void Store(__m256i first, __m256i second, const int16_t* kept,
                                                  int16_t* out) {
  const __m256i packed = _mm256_permute4x64_epi64(_mm256_packs_epi32(first, second), 0xD8);
  const __m256i sum = _mm256_add_epi16(packed, LoadVector(kept));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_min_epi16(sum, _mm256_set1_epi16(kMostActive)));
}

__attribute__((target("avx2"))) void ForwardByVectors(const int16_t* in, size_t pairs, const int16_t* w,
                                                      const int32_t* bias, float scale, const int16_t* kept,
                                                      int16_t* out) {
  __m256i a = LoadVector(bias), b = LoadVector(bias + 8), c = LoadVector(bias + 16),
          d = LoadVector(bias + 24);
  const auto add = [&](const int16_t* pair, const int16_t* weights) __attribute__((target("avx2"))) {
    int32_t both;
    std::memcpy(&both, pair, sizeof both);
    const __m256i x = _mm256_set1_epi32(both);
    a = _mm256_add_epi32(a, _mm256_madd_epi16(x, LoadVector(weights)));
    b = _mm256_add_epi32(b, _mm256_madd_epi16(x, LoadVector(weights + 16)));
    c = _mm256_add_epi32(c, _mm256_madd_epi16(x, LoadVector(weights + 32)));
    d = _mm256_add_epi32(d, _mm256_madd_epi16(x, LoadVector(weights + 48)));
  };
  for (; pairs >= 4; pairs -= 4, in += 8, w += 8 * kWidth) {
    for (size_t k = 0; k < 4; ++k) add(in + 2 * k, w + 2 * kWidth * k);
  }
  for (; pairs > 0; --pairs, in += 2, w += 2 * kWidth) add(in, w);
  const __m256 scales = _mm256_set1_ps(scale);
  Store(ActivationOfEight(a, scales), ActivationOfEight(b, scales), kept, out);
  Store(ActivationOfEight(c, scales), ActivationOfEight(d, scales), kept + 16, out + 16);
}

#define DECHAFF_WIDE __attribute__((target("avx512f,avx512bw,avx512vnni")))

// Sixteen sums on which others go on; those of pairs 0, 4, 8 ... do not wait for those of 1, 5, 9 ...
struct WideSums {
  __m512i of[4];

  DECHAFF_WIDE void Begin(const int32_t* bias) {
    of[0] = _mm512_loadu_si512(bias);
    of[1] = of[2] = of[3] = _mm512_setzero_si512();
  }
  DECHAFF_WIDE void Add(size_t k, __m512i pair, const int16_t* weights) {
    of[k] = _mm512_dpwssd_epi32(of[k], pair, _mm512_loadu_si512(weights));
  }
  DECHAFF_WIDE void End(int32_t* sums) const {
    _mm512_storeu_si512(sums,
                        _mm512_add_epi32(_mm512_add_epi32(of[0], of[1]), _mm512_add_epi32(of[2], of[3])));
  }
};

DECHAFF_WIDE void ForwardByWideVectors(const int16_t* in, size_t pairs, const int16_t* w, const int32_t* bias,
                                       float scale, const int16_t* kept, int16_t* out) {
  WideSums low, high;
  low.Begin(bias);
  high.Begin(bias + 16);
  const auto add = [&](size_t k) DECHAFF_WIDE {
    int32_t both;
    std::memcpy(&both, in + 2 * k, sizeof both);
    const __m512i pair = _mm512_set1_epi32(both);
    low.Add(k, pair, w + 2 * kWidth * k);
    high.Add(k, pair, w + 2 * kWidth * k + kWidth);
  };
  for (; pairs >= 4; pairs -= 4, in += 8, w += 8 * kWidth) {
    for (size_t k = 0; k < 4; ++k) add(k);
  }
  for (; pairs > 0; --pairs, in += 2, w += 2 * kWidth) add(0);
  std::array<int32_t, kWidth> sums;
  low.End(sums.data());
  high.End(sums.data() + 16);
  const __m256 scales = _mm256_set1_ps(scale);
  for (size_t j = 0; j < kWidth; j += 16) {
    Store(ActivationOfEight(LoadVector(&sums[j]), scales),
          ActivationOfEight(LoadVector(&sums[j + 8]), scales), kept + j, out + j);
  }
}
#undef DECHAFF_WIDE
static_assert(kWidth == 32, "four vectors of eight sums, or two of sixteen");
#endif

constexpr std::array<int16_t, kWidth> kNothing{};

const LayerFunction Forward = LayerFunctions().back();

}  // namespace

std::vector<LayerFunction> LayerFunctions() {
  std::vector<LayerFunction> functions = {ForwardPlainly};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) functions.push_back(ForwardByVectors);
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni"))
    functions.push_back(ForwardByWideVectors);
#endif
  return functions;
}

StatusOr<Network::Layer> Network::TakeLayer(std::string_view* table, size_t inputs) {
  Layer layer;
  layer.weights.resize(Even(inputs) * kWidth);
  const size_t bytes = layer.weights.size() * sizeof(int16_t);
  if (table->size() < bytes + sizeof layer.bias + sizeof layer.scale)
    return Status::Invalid("ends within its network");
  std::memcpy(layer.weights.data(), table->data(), bytes);
  table->remove_prefix(bytes);
  layer.bias = judge::Take<Sums>(table);
  layer.scale = judge::Take<float>(table);
  return layer;
}

StatusOr<Network> Network::Take(std::string_view* table, size_t row_size, size_t page_at) {
  Network network;
  network.row_size_ = row_size;
  network.page_at_ = page_at;
  for (std::vector<uint8_t>* bytes : {&network.low_, &network.high_}) {
    if (table->size() < row_size) return Status::Invalid("ends within its network");
    bytes->assign(table->begin(), table->begin() + static_cast<ptrdiff_t>(row_size));
    table->remove_prefix(row_size);
  }
  const std::pair<Layer*, size_t> layers[] = {{&network.row_, Even(page_at) + row_size - page_at},
                                              {&network.first_, 3 * kWidth},
                                              {&network.second_, 3 * kWidth},
                                              {&network.page_, 2 * kWidth},
                                              {&network.last_, 2 * kWidth}};
  for (const auto& [layer, inputs] : layers) {
    StatusOr<Layer> taken = TakeLayer(table, inputs);
    if (!taken.ok()) return taken.status();
    *layer = std::move(taken.value());
  }
  if (table->size() < sizeof output_ + 2 * sizeof(float)) return Status::Invalid("ends within its network");
  network.output_ = judge::Take<decltype(output_)>(table);
  network.output_scale_ = judge::Take<float>(table);
  network.output_bias_ = judge::Take<float>(table);
  return network;
}

void Network::Hold(const uint8_t* row, size_t from, size_t to, int16_t* out) const {
  for (size_t i = from; i < to; ++i) out[i - from] = std::min(std::max(row[i], low_[i]), high_[i]);
}

// Into `before`, with a margin of one block of nothing at either end.
void Network::ReadRows(const uint8_t* rows, size_t count, Workspace* w) const {
  const size_t own = Even(page_at_), page = Even(row_size_ - page_at_);
  w->row.assign(own + page, 0);
  w->before.resize((count + 2) * kWidth);
  w->after.resize((count + 2) * kWidth);
  for (std::vector<int16_t>* blocks : {&w->before, &w->after}) {
    std::fill_n(blocks->begin(), kWidth, 0);
    std::fill_n(blocks->end() - kWidth, kWidth, 0);
  }
  Hold(rows, page_at_, row_size_, &w->row[own]);
  Sums of_page = row_.bias;
  AddPairs(&w->row[own], page / 2, &row_.weights[own * kWidth], of_page.data());
  for (size_t i = 0; i < count; ++i) {
    Hold(rows + i * row_size_, 0, page_at_, w->row.data());
    Forward(w->row.data(), own / 2, row_.weights.data(), of_page.data(), row_.scale, kNothing.data(),
            &w->before[(i + 1) * kWidth]);
  }
}

// Of `before` into `after`, then swaps the two.
void Network::Convolve(const Layer& layer, size_t count, Workspace* w) {
  for (size_t i = 0; i < count; ++i) {
    const int16_t* const around = &w->before[i * kWidth];
    Forward(around, 3 * kWidth / 2, layer.weights.data(), layer.bias.data(), layer.scale, around + kWidth,
            &w->after[(i + 1) * kWidth]);
  }
  w->before.swap(w->after);
}

Network::Sums Network::OfPage(size_t count, const std::vector<int16_t>& blocks) const {
  std::array<int32_t, kWidth> sum{};     // of up to a million blocks
  std::array<int16_t, 2 * kWidth> in{};  // means, then maxima
  for (size_t i = 1; i <= count; ++i) {
    const int16_t* const at = &blocks[i * kWidth];
    for (size_t j = 0; j < kWidth; ++j) sum[j] += at[j];
    for (size_t j = 0; j < kWidth; ++j) in[kWidth + j] = std::max(in[kWidth + j], at[j]);
  }
  for (size_t j = 0; j < kWidth; ++j) in[j] = static_cast<int16_t>(sum[j] / static_cast<int32_t>(count));
  std::array<int16_t, kWidth> page;
  Forward(in.data(), kWidth, page_.weights.data(), page_.bias.data(), page_.scale, kNothing.data(),
          page.data());
  Sums added = last_.bias;
  AddPairs(page.data(), kWidth / 2, &last_.weights[kWidth * kWidth], added.data());
  return added;
}

void Network::Read(const uint8_t* rows, size_t count, Workspace* w, std::vector<float>* log_odds) const {
  log_odds->assign(count, output_bias_);
  if (count == 0 || row_size_ == 0) return;
  ReadRows(rows, count, w);
  Convolve(first_, count, w);
  Convolve(second_, count, w);
  const Sums of_page = OfPage(count, w->before);
  std::array<int16_t, kWidth> last;
  for (size_t i = 0; i < count; ++i) {
    Forward(&w->before[(i + 1) * kWidth], kWidth / 2, last_.weights.data(), of_page.data(), last_.scale,
            kNothing.data(), last.data());
    int32_t sum = 0;
    for (size_t j = 0; j < kWidth; ++j) sum += last[j] * output_[j];
    (*log_odds)[i] += output_scale_ * static_cast<float>(sum);
  }
}

}  // namespace dechaff::judge
