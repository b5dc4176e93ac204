// Reads the table; leads a page through the layers.
#include "judge/network.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "judge/table_reader.h"

namespace dechaff::judge {
namespace {

const NetworkWay kWay = NetworkWays().back();

size_t Padded(size_t bytes, size_t to) { return (bytes + to - 1) / to * to; }

StatusOr<Layer> TakeLayer(std::string_view* table, size_t inputs) {
  Layer layer;
  layer.pairs = (inputs + 1) / 2;
  layer.weights.resize(2 * layer.pairs * kHiddenUnits);
  const size_t bytes = layer.weights.size() * sizeof(int16_t);
  if (table->size() < bytes + sizeof layer.bias + sizeof layer.scale)
    return Status::Invalid("ends within its network");
  std::memcpy(layer.weights.data(), table->data(), bytes);
  table->remove_prefix(bytes);
  layer.bias = Take<decltype(layer.bias)>(table);
  layer.scale = Take<float>(table);
  return layer;
}

}  // namespace

StatusOr<Network> Network::Take(std::string_view* table, size_t row_size) {
  Network network;
  const size_t padded = Padded(row_size, kRowPadding);
  network.row_.size = row_size;
  for (std::vector<uint8_t>* bytes : {&network.row_.low, &network.row_.high}) {
    if (table->size() < row_size) return Status::Invalid("ends within its network");
    bytes->assign(table->begin(), table->begin() + static_cast<ptrdiff_t>(row_size));
    bytes->resize(padded);
    table->remove_prefix(row_size);
  }
  const std::pair<Layer*, size_t> layers[] = {{&network.row_.layer, row_size},
                                              {&network.first_, 3 * kHiddenUnits},
                                              {&network.second_, 3 * kHiddenUnits},
                                              {&network.page_, 2 * kHiddenUnits},
                                              {&network.last_, 2 * kHiddenUnits}};
  for (const auto& [layer, inputs] : layers) {
    StatusOr<Layer> taken = TakeLayer(table, inputs);
    if (!taken.ok()) return taken.status();
    *layer = std::move(taken.value());
  }
  network.row_.layer.weights.resize(padded * kHiddenUnits);
  network.last_.pairs = kHiddenUnits / 2;  // see OfPage
  if (table->size() < sizeof output_ + 2 * sizeof(float)) return Status::Invalid("ends within its network");
  network.output_ = judge::Take<decltype(output_)>(table);
  network.output_scale_ = judge::Take<float>(table);
  network.output_bias_ = judge::Take<float>(table);
  return network;
}

Bias Network::OfPage(size_t count, const int16_t* blocks) const {
  constexpr size_t kStretch = 65535 / kMostActive;  // blocks whose sum stays within sixteen bits
  std::array<uint32_t, kHiddenUnits> sum{};
  std::array<int16_t, kHiddenUnits> most{};
  for (size_t i = 0; i < count;) {
    std::array<uint16_t, kHiddenUnits> part{};
    for (const size_t end = std::min(count, i + kStretch); i < end; ++i, blocks += kHiddenUnits) {
      for (size_t j = 0; j < kHiddenUnits; ++j) part[j] = static_cast<uint16_t>(part[j] + blocks[j]);
      for (size_t j = 0; j < kHiddenUnits; ++j) most[j] = blocks[j] > most[j] ? blocks[j] : most[j];
    }
    for (size_t j = 0; j < kHiddenUnits; ++j) sum[j] += part[j];
  }
  std::array<int16_t, 2 * kHiddenUnits> in;
  for (size_t j = 0; j < kHiddenUnits; ++j) in[j] = static_cast<int16_t>(sum[j] / count);
  std::copy(most.begin(), most.end(), in.begin() + kHiddenUnits);
  std::array<int16_t, kHiddenUnits> page;
  kWay.forward(page_, page_.bias, in.data(), nullptr, 1, page.data());
  Bias bias = last_.bias;
  const int16_t* w = &last_.weights[kHiddenUnits * kHiddenUnits];
  for (size_t k = 0; k < kHiddenUnits; k += 2, w += 2 * kHiddenUnits) {
    for (size_t j = 0; j < kHiddenUnits; ++j) bias[j] += page[k] * w[2 * j] + page[k + 1] * w[2 * j + 1];
  }
  return bias;
}

void Network::Read(const uint8_t* rows, size_t count, Workspace* w, std::vector<float>* log_odds) const {
  log_odds->assign(count, output_bias_);
  if (count == 0 || row_.size == 0) return;
  for (std::vector<int16_t>* blocks : {&w->before, &w->after}) {  // a block of nothing at either end
    blocks->resize((count + 2) * kHiddenUnits);
    std::fill_n(blocks->begin(), kHiddenUnits, 0);
    std::fill_n(blocks->end() - kHiddenUnits, kHiddenUnits, 0);
  }
  int16_t *before = w->before.data(), *after = w->after.data();
  kWay.read_rows(row_, rows, count, &w->row, before + kHiddenUnits);
  for (const Layer* layer : {&first_, &second_}) {
    kWay.forward(*layer, layer->bias, before, before + kHiddenUnits, count, after + kHiddenUnits);
    std::swap(before, after);
  }
  const Bias bias = OfPage(count, before + kHiddenUnits);
  kWay.forward(last_, bias, before + kHiddenUnits, nullptr, count, after);
  for (size_t i = 0; i < count; ++i, after += kHiddenUnits) {
    int32_t sum = 0;
    for (size_t j = 0; j < kHiddenUnits; ++j) sum += after[j] * output_[j];
    (*log_odds)[i] += output_scale_ * static_cast<float>(sum);
  }
}

}  // namespace dechaff::judge
