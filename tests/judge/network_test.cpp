// The network: whole or refused; each part of it says what it is there for.
#include "judge/network.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace dechaff::judge {
namespace {

constexpr size_t kWidth = Network::kWidth;
constexpr size_t kRow = 3, kPageAt = 2;  // two bytes of a block, one of the page

// A network whose unit 0 is the first byte of a row and which answers with it; the rest is 0.
struct Parts {
  std::vector<uint8_t> low = std::vector<uint8_t>(kRow, 0), high = std::vector<uint8_t>(kRow, 255);
  std::vector<int16_t> row = Zeros(4), first = Zeros(3 * kWidth), second = Zeros(3 * kWidth),
                       page = Zeros(2 * kWidth), last = Zeros(2 * kWidth), output = Zeros(1);
  Parts() {
    Weight(&row, 0, 0) = 1;
    Weight(&last, 0, 0) = 1;
    output[0] = 1;
  }
  static std::vector<int16_t> Zeros(size_t inputs) { return std::vector<int16_t>(inputs * kWidth); }
  // Of an input for a unit.
  static int16_t& Weight(std::vector<int16_t>* w, size_t input, size_t unit) {
    return (*w)[input / 2 * 2 * kWidth + 2 * unit + input % 2];
  }
  std::string Table() const {
    std::string table;
    const auto put = [&table](const void* data, size_t size) {
      table.append(static_cast<const char*>(data), size);
    };
    for (const auto* bytes : {&low, &high}) put(bytes->data(), kRow);
    const int32_t bias[kWidth] = {};
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

std::vector<float> Read(const Parts& parts, const std::vector<uint8_t>& rows) {
  const std::string table = parts.Table();
  std::string_view rest = table;
  const StatusOr<Network> network = Network::Take(&rest, kRow, kPageAt);
  EXPECT_TRUE(network.ok() && rest.empty());
  Network::Workspace workspace;
  std::vector<float> log_odds;
  network.value().Read(rows.data(), rows.size() / kRow, &workspace, &log_odds);
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
  Parts::Weight(&after.second, 2 * kWidth, 0) = 1;
  EXPECT_EQ(Read(before, {1, 0, 0, 10, 0, 0, 100, 0, 0}), (Odds{1, 11, 110}));
  EXPECT_EQ(Read(after, {1, 0, 0, 10, 0, 0, 100, 0, 0}), (Odds{11, 110, 100}));
}

TEST(NetworkTest, SeesTheMeanAndTheMaximumOfThePage) {
  Parts mean, most;
  for (Parts* parts : {&mean, &most}) Parts::Weight(&parts->last, kWidth + 3, 0) = 1;
  Parts::Weight(&mean.page, 0, 3) = 1;
  Parts::Weight(&most.page, kWidth, 3) = 1;
  EXPECT_EQ(Read(mean, {1, 0, 0, 2, 0, 0, 6, 0, 0}), (Odds{4, 5, 9}));
  EXPECT_EQ(Read(most, {1, 0, 0, 2, 0, 0, 6, 0, 0}), (Odds{7, 8, 12}));
}

TEST(NetworkTest, CutsActivationsOffBelowAndAbove) {
  Parts parts;
  Parts::Weight(&parts.row, 0, 0) = -1;
  Parts::Weight(&parts.row, 1, 0) = 100;
  EXPECT_EQ(Read(parts, {50, 0, 0, 0, 50, 0}), (Odds{0, 2047}));
}

TEST(NetworkTest, AllLayerFunctionsGiveTheSame) {
  std::mt19937 random(5);
  const auto numbers = [&](size_t count, int least, int most) {
    std::vector<int16_t> all(count);
    for (int16_t& n : all) n = static_cast<int16_t>(std::uniform_int_distribution(least, most)(random));
    return all;
  };
  for (const size_t pairs : {0u, 1u, 3u, 4u, 7u, 48u, 168u}) {
    const auto in = numbers(2 * pairs + 1, 0, 2047), weights = numbers(2 * pairs * kWidth + 1, -4095, 4095);
    const auto kept = numbers(kWidth, 0, 2047);
    std::vector<int32_t> bias(kWidth);
    for (int32_t& b : bias) b = std::uniform_int_distribution(-1'000'000, 1'000'000)(random);
    std::vector<int16_t> expected;
    for (const LayerFunction function : LayerFunctions()) {
      std::vector<int16_t> out(kWidth);
      function(in.data(), pairs, weights.data(), bias.data(), 1e-4f, kept.data(), out.data());
      if (expected.empty()) expected = out;
      EXPECT_EQ(out, expected) << pairs;
    }
  }
}

TEST(NetworkTest, RefusesWhatIsTooShort) {
  const std::string table = Parts().Table();
  for (size_t size = 0; size < table.size(); ++size) {
    std::string_view part = std::string_view(table).substr(0, size);
    EXPECT_FALSE(Network::Take(&part, kRow, kPageAt).ok()) << size;
  }
}

}  // namespace
}  // namespace dechaff::judge
