// Parts of blocks are loaded as they are, with zeros behind them and nothing read beyond.
#include "text/byte_mask.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>

namespace dechaff::text {
namespace {

TEST(ByteMaskTest, LoadsPartsOfBlocks) {
  for (size_t size = 1; size <= Block::kSize; ++size) {
    // Memory of its own for each size, so that a sanitizer sees what is read beyond it.
    const auto bytes = std::make_unique<char[]>(size);
    for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>('!' + i);
    std::string expected(bytes.get(), size);
    expected.resize(Block::kSize, '\0');
    const Block block = BlockAt({bytes.get(), size}, 0);
    EXPECT_EQ(std::memcmp(&block, expected.data(), Block::kSize), 0) << size;
    const Lanes lanes = LanesUpTo16(bytes.get(), size);
    EXPECT_EQ(std::memcmp(&lanes, expected.data(), sizeof lanes), 0) << size;
  }
}

TEST(ByteMaskTest, CountsBits) {
  EXPECT_EQ(CountBits(0), 0u);
  EXPECT_EQ(CountBits(~uint64_t{0}), 64u);
  EXPECT_EQ(CountBits(0x8000000000000101), 3u);
}

TEST(ByteMaskTest, FindsWordsWhereverTheyStand) {
  for (size_t size = 0; size < 80; ++size) {
    const std::string filling(size, 'a');
    EXPECT_FALSE(Contains(filling + "autho", "author")) << size;
    EXPECT_FALSE(Contains("uthor" + filling, "author")) << size;
    for (size_t at = 0; at <= size; ++at) {
      EXPECT_TRUE(Contains(std::string(filling).insert(at, "author"), "author")) << size << " " << at;
    }
  }
}

}  // namespace
}  // namespace dechaff::text
