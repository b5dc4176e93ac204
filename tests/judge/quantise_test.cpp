// The scales, each against the way it is told; columns turned into rows.
#include "judge/quantise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include "judge/transpose.h"

namespace dechaff::judge {
namespace {

// Numbers of every length, and those around powers of two.
std::vector<uint32_t> Numbers() {
  std::mt19937 random(3);
  std::vector<uint32_t> numbers;
  for (int bits = 0; bits < 31; ++bits) {
    for (uint32_t k = 0; k < 3; ++k) numbers.push_back((uint32_t{1} << bits) - 1 + k);
    for (int k = 0; k < 20; ++k) numbers.push_back(static_cast<uint32_t>(random()) >> 1 >> (30 - bits));
  }
  numbers.push_back(0x7FFFFFFF);
  return numbers;
}

TEST(QuantiseTest, LogHasEightStepsForEachDoubling) {
  for (const uint32_t n : Numbers()) {
    const uint64_t m = std::min<uint64_t>(n, 0x7FFFFFFE) + 1;
    const auto exponent = static_cast<uint64_t>(std::bit_width(m) - 1);
    EXPECT_EQ(Log(n), 8 * exponent + (m * 8 / (uint64_t{1} << exponent) - 8)) << n;
  }
  EXPECT_EQ(Log(0), 0);
  EXPECT_EQ(Log(1), 8);
}

TEST(QuantiseTest, MeanIsALogOfSixteenths) {
  for (const uint32_t sum : Numbers()) {
    EXPECT_EQ(Mean(sum, 0), 0);
    for (const uint32_t count : Numbers()) {
      if (sum >= 1u << 27 || count == 0) continue;
      EXPECT_EQ(Mean(sum, count), Log(sum * 16 / count)) << sum << ' ' << count;
    }
  }
}

TEST(QuantiseTest, RatioAndShareHave254Steps) {
  EXPECT_EQ(Ratio(1, 0), 0);
  EXPECT_EQ(Share(1, 0), 0);
  for (uint32_t whole = 1; whole <= 100; ++whole) {
    for (uint32_t part = 0; part <= 2 * whole; ++part) {
      const uint32_t least = std::min(part, whole);
      EXPECT_EQ(Ratio(part, whole), 254 * least / whole);
      EXPECT_NEAR(Share(part, whole), 254 * std::sqrt(static_cast<double>(least) / whole), 1);
    }
  }
}

TEST(QuantiseTest, DistanceHasFourStepsForEachDoublingEitherWay) {
  for (const uint32_t n : Numbers()) {
    const auto d = static_cast<int32_t>(n);
    EXPECT_EQ(Distance(d), 128 + std::min(Log(n) / 2, 126));
    EXPECT_EQ(Distance(-d), 128 - Log(n) / 2);
  }
}

TEST(TransposeTest, TurnsRunsIntoRuns) {
  constexpr size_t kStride = 21, kOffset = 3;
  std::vector<uint8_t> bytes(kSquare * kStride), turned(kSquare * kStride);
  const uint8_t* from[kSquare];
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * 7 + i / 256);
  for (size_t i = 0; i < kSquare; ++i) from[i] = &bytes[i * kStride];
  Transpose(from, kOffset, turned.data(), kStride);
  for (size_t i = 0; i < kSquare; ++i) {
    for (size_t k = 0; k < kSquare; ++k) EXPECT_EQ(turned[k * kStride + i], from[i][kOffset + k]);
  }
}

}  // namespace
}  // namespace dechaff::judge
