// The network: whole or refused; each part of it says what it is there for.
#include "judge/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace dechaff::judge {
namespace {

constexpr size_t kRow = 3;

// A network whose unit 0 is the first byte of a row and which answers with it; the rest is 0.
struct Parts {
  std::vector<uint8_t> low = std::vector<uint8_t>(kRow, 0), high = std::vector<uint8_t>(kRow, 255);
  std::vector<int16_t> row = Zeros(4), first = Zeros(3 * kHiddenUnits), second = Zeros(3 * kHiddenUnits),
                       page = Zeros(2 * kHiddenUnits), last = Zeros(2 * kHiddenUnits), output = Zeros(1);
  Parts() {
    Weight(&row, 0, 0) = 1;
    Weight(&last, 0, 0) = 1;
    output[0] = 1;
  }
  static std::vector<int16_t> Zeros(size_t inputs) { return std::vector<int16_t>(inputs * kHiddenUnits); }
  // Of an input for a unit.
  static int16_t& Weight(std::vector<int16_t>* w, size_t input, size_t unit) {
    return (*w)[input / 2 * 2 * kHiddenUnits + 2 * unit + input % 2];
  }
  std::string Table() const {
    std::string table;
    const auto put = [&table](const void* data, size_t size) {
      table.append(static_cast<const char*>(data), size);
    };
    for (const auto* bytes : {&low, &high}) put(bytes->data(), kRow);
    const int32_t bias[kHiddenUnits] = {};
    const float one = 1, none = 0;
    for (const auto* layer : {&row, &first, &second, &page, &last}) {
      put(layer->data(), layer->size() * sizeof(int16_t));
      put(bias, sizeof bias);
      put(&one, sizeof one);
    }
    put(output.data(), output.size() * sizeof(int16_t));
    put(&one, sizeof one);
    put(&none, sizeof none);
    return table;
  }
};

std::vector<float> Read(const Parts& parts, std::vector<uint8_t> rows) {
  const size_t count = rows.size() / kRow;
  rows.resize(rows.size() + kRowPadding);
  const std::string table = parts.Table();
  std::string_view rest = table;
  const StatusOr<Network> network = Network::Take(&rest, kRow);
  EXPECT_TRUE(network.ok() && rest.empty());
  Network::Workspace workspace;
  std::vector<float> log_odds;
  network.value().Read(rows.data(), count, &workspace, &log_odds);
  return log_odds;
}

using Odds = std::vector<float>;

TEST(NetworkTest, ReadsEachRow) {
  EXPECT_EQ(Read(Parts(), {}), Odds());
  EXPECT_EQ(Read(Parts(), {5, 1, 9, 6, 1, 9}), (Odds{5, 6}));
}

TEST(NetworkTest, HoldsBytesWithinBounds) {
  Parts parts;
  parts.low[0] = 4;
  parts.high[0] = 6;
  EXPECT_EQ(Read(parts, {1, 0, 0, 5, 0, 0, 200, 0, 0}), (Odds{4, 5, 6}));
}

TEST(NetworkTest, AddsWhatIsKnownOfThePage) {
  Parts parts;
  Parts::Weight(&parts.row, 2, 0) = 10;
  EXPECT_EQ(Read(parts, {5, 0, 9, 6, 0, 9}), (Odds{95, 96}));
}

TEST(NetworkTest, SeesTheBlocksBeforeAndAfter) {
  Parts before, after;
  Parts::Weight(&before.first, 0, 0) = 1;
  Parts::Weight(&after.second, 2 * kHiddenUnits, 0) = 1;
  EXPECT_EQ(Read(before, {1, 0, 0, 10, 0, 0, 100, 0, 0}), (Odds{1, 11, 110}));
  EXPECT_EQ(Read(after, {1, 0, 0, 10, 0, 0, 100, 0, 0}), (Odds{11, 110, 100}));
}

TEST(NetworkTest, SeesTheMeanAndTheMaximumOfThePage) {
  Parts mean, most;
  for (Parts* parts : {&mean, &most}) Parts::Weight(&parts->last, kHiddenUnits + 3, 0) = 1;
  Parts::Weight(&mean.page, 0, 3) = 1;
  Parts::Weight(&most.page, kHiddenUnits, 3) = 1;
  EXPECT_EQ(Read(mean, {1, 0, 0, 2, 0, 0, 6, 0, 0}), (Odds{4, 5, 9}));
  EXPECT_EQ(Read(most, {1, 0, 0, 2, 0, 0, 6, 0, 0}), (Odds{7, 8, 12}));
}

TEST(NetworkTest, CutsActivationsOffBelowAndAbove) {
  Parts parts;
  Parts::Weight(&parts.row, 0, 0) = -1;
  Parts::Weight(&parts.row, 1, 0) = 100;
  EXPECT_EQ(Read(parts, {50, 0, 0, 0, 50, 0}), (Odds{0, 2047}));
}

class Numbers {
 public:
  int Between(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  template <typename T>
  std::vector<T> Many(size_t count, int least, int most) {
    std::vector<T> all(count);
    for (T& n : all) n = static_cast<T>(Between(least, most));
    return all;
  }
  Layer RandomLayer(size_t pairs) {
    Layer layer{pairs, Many<int16_t>(2 * pairs * kHiddenUnits, -4095, 4095), {}, 1e-4f};
    for (int32_t& b : layer.bias) b = Between(-1'000'000, 1'000'000);
    return layer;
  }

 private:
  std::mt19937 random_{5};
};

// The sum of a unit before it is scaled, from one input after the other.
template <typename Input>
int16_t ActivationOf(const Layer& layer, const Bias& bias, const Input* in, size_t inputs, size_t unit) {
  int64_t sum = bias[unit];
  for (size_t k = 0; k < inputs; ++k)
    sum += in[k] * layer.weights[k / 2 * 2 * kHiddenUnits + 2 * unit + k % 2];
  const float value = static_cast<float>(static_cast<int32_t>(sum)) * layer.scale;
  return static_cast<int16_t>(std::clamp(value, 0.0f, static_cast<float>(kMostActive)) + 0.5f);
}

TEST(NetworkTest, EveryWayGoesForwardAsMeant) {
  Numbers numbers;
  for (const size_t pairs : {0u, 1u, 3u, 16u, 48u}) {
    const Layer layer = numbers.RandomLayer(pairs);
    const Bias other = numbers.RandomLayer(0).bias;
    for (const size_t count : {0u, 1u, 2u, 7u, 8u, 19u}) {
      const auto in = numbers.Many<int16_t>(count * kHiddenUnits + 2 * pairs, 0, kMostActive);
      const auto kept = numbers.Many<int16_t>(count * kHiddenUnits, 0, kMostActive);
      std::vector<int16_t> alone, added;
      for (size_t k = 0; k < count * kHiddenUnits; ++k) {
        alone.push_back(
            ActivationOf(layer, other, &in[k / kHiddenUnits * kHiddenUnits], 2 * pairs, k % kHiddenUnits));
        added.push_back(static_cast<int16_t>(std::min(alone.back() + kept[k], kMostActive)));
      }
      for (const NetworkWay& way : NetworkWays()) {
        std::vector<int16_t> out(count * kHiddenUnits);
        way.forward(layer, other, in.data(), nullptr, count, out.data());
        EXPECT_EQ(out, alone) << pairs << ' ' << count;
        way.forward(layer, other, in.data(), kept.data(), count, out.data());
        EXPECT_EQ(out, added) << pairs << ' ' << count;
      }
    }
  }
}

TEST(NetworkTest, EveryWayReadsRowsAsMeant) {
  constexpr size_t kCount = 40;
  Numbers numbers;
  for (const size_t size : {1u, 2u, 31u, 64u, 129u, 394u}) {
    const size_t padded = (size + kRowPadding - 1) / kRowPadding * kRowPadding;
    RowLayer rows_layer{numbers.RandomLayer(padded / 2), size, numbers.Many<uint8_t>(size, 0, 40),
                        numbers.Many<uint8_t>(size, 100, 255)};
    rows_layer.low.resize(padded), rows_layer.high.resize(padded);
    auto rows = numbers.Many<uint8_t>(size, 0, 255);
    for (size_t i = 1; i < kCount; ++i) {  // from none to all of the bytes are others
      for (size_t k = 0; k < size; ++k) {
        const bool same = numbers.Between(0, kCount) > static_cast<int>(i);
        rows.push_back(same ? rows[rows.size() - size] : static_cast<uint8_t>(numbers.Between(0, 255)));
      }
    }
    rows.resize(rows.size() + kRowPadding, 99);
    std::vector<int16_t> expected;
    for (size_t i = 0; i < kCount; ++i) {
      std::vector<int> held(rows.begin() + static_cast<ptrdiff_t>(i * size),
                            rows.begin() + static_cast<ptrdiff_t>((i + 1) * size));
      for (size_t k = 0; k < size; ++k)
        held[k] = std::clamp<int>(held[k], rows_layer.low[k], rows_layer.high[k]);
      for (size_t j = 0; j < kHiddenUnits; ++j)
        expected.push_back(ActivationOf(rows_layer.layer, rows_layer.layer.bias, held.data(), size, j));
    }
    for (const NetworkWay& way : NetworkWays()) {
      std::vector<int16_t> scratch, out(kCount * kHiddenUnits);
      way.read_rows(rows_layer, rows.data(), kCount, &scratch, out.data());
      EXPECT_EQ(out, expected) << size;
    }
  }
}

TEST(NetworkTest, RefusesWhatIsTooShort) {
  const std::string table = Parts().Table();
  for (size_t size = 0; size < table.size(); ++size) {
    std::string_view part = std::string_view(table).substr(0, size);
    EXPECT_FALSE(Network::Take(&part, kRow).ok()) << size;
  }
}

}  // namespace
}  // namespace dechaff::judge
