// Keys get numbers in the order of their first sight, and no choice of keys makes that slow.
#include "judge/id_table.h"

#include <gtest/gtest.h>

#include <chrono>

namespace dechaff::judge {
namespace {

TEST(IdTableTest, NumbersKeysInTheirOrder) {
  IdTable ids;
  ids.Reset(3);
  EXPECT_EQ(ids.Id(7), 0u);
  EXPECT_EQ(ids.Id(0), 1u);
  EXPECT_EQ(ids.Id(7), 0u);
  EXPECT_EQ(ids.Id(uint64_t{1} << 63), 2u);
  EXPECT_EQ(ids.size(), 3u);
}

// All of one slot if keys were multiplied by the golden ratio, whose inverse this is.
TEST(IdTableTest, IsQuickWhateverTheKeys) {
  constexpr uint64_t kGolden = 0x9E3779B97F4A7C15, kInverse = 0xF1DE83E19937733D;
  static_assert(kGolden * kInverse == 1);
  constexpr uint64_t kKeys = 200'000;
  IdTable ids;
  ids.Reset(kKeys);
  const auto begin = std::chrono::steady_clock::now();
  for (uint64_t i = 0; i < kKeys; ++i) EXPECT_EQ(ids.Id((2 * i + 1) * kInverse), i);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace dechaff::judge
