// Parts of inputs: each byte, and each empty file, belongs to one of them.
#include "batch/input_range.h"

#include <gtest/gtest.h>

#include <vector>

namespace dechaff::batch {
namespace {

TEST(InputRange, ShardsMeetAndCoverAll) {
  for (const uint64_t size : {uint64_t{0}, uint64_t{1}, uint64_t{7}, uint64_t{1000}, uint64_t{1} << 62}) {
    for (const uint64_t count : {1, 2, 3, 10, 1000}) {
      uint64_t end = 0;
      for (uint64_t i = 1; i <= count; ++i) {
        const InputRange shard = InputRange::Shard(i, count, size);
        EXPECT_EQ(shard.begin, end);
        EXPECT_GE(shard.end, shard.begin);
        end = shard.end;
      }
      EXPECT_EQ(end, InputRange::kNoEnd);
    }
  }
}

TEST(InputRange, ScaledRangesMeetAndCoverAll) {
  for (const uint64_t size : {1, 7, 1000}) {
    for (const uint64_t wanted : {0, 1, 3, 999, 123456}) {
      uint64_t end = 0;
      for (uint64_t i = 1; i <= 5; ++i) {
        const InputRange part = InputRange::Shard(i, 5, size).Scaled(size, wanted);
        EXPECT_EQ(part.begin, end);
        EXPECT_GE(part.end, part.begin);
        end = part.end;
      }
      EXPECT_EQ(end, InputRange::kNoEnd);
    }
  }
}

TEST(FileRanges, EveryPlaceOfEveryFileIsInOneShard) {
  const std::vector<uint64_t> sizes = {0, 5, 0, 0, 13, 1, 0, 200, 0};
  uint64_t total = 0;
  for (const uint64_t size : sizes) total += size;
  for (const uint64_t count : {1, 2, 3, 7, 50, 500}) {
    std::vector<std::vector<int>> taken;
    for (const uint64_t size : sizes) taken.emplace_back(size == 0 ? 1 : size, 0);
    for (uint64_t i = 1; i <= count; ++i) {
      FileRanges ranges(InputRange::Shard(i, count, total));
      for (size_t file = 0; file < sizes.size(); ++file) {
        const std::optional<InputRange> range = ranges.Next(sizes[file]);
        if (!range) continue;
        for (uint64_t at = range->begin; at < std::min<uint64_t>(range->end, taken[file].size()); ++at)
          ++taken[file][at];
      }
    }
    for (const auto& file : taken) {
      for (const int times : file) EXPECT_EQ(times, 1);
    }
  }
}

}  // namespace
}  // namespace dechaff::batch
