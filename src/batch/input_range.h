// A part of a run's inputs: bytes of all files as if they stood one behind the other, so that the outputs of
// parts that meet, one behind the other, are the output of the whole.
#ifndef DECHAFF_BATCH_INPUT_RANGE_H_
#define DECHAFF_BATCH_INPUT_RANGE_H_

#include <cstdint>
#include <limits>
#include <optional>

namespace dechaff::batch {

// What begins in [begin, end) belongs to the part.
struct InputRange {
  static constexpr uint64_t kNoEnd = std::numeric_limits<uint64_t>::max();

  uint64_t begin = 0;
  uint64_t end = kNoEnd;
  bool is_all() const { return begin == 0 && end == kNoEnd; }

  // Part `index` (from 1) of `count` of inputs of `size` bytes; the last has no end.
  static InputRange Shard(uint64_t index, uint64_t count, uint64_t size);

  // Where this range of `size` bytes is in what they become, `wanted` bytes. Ranges that meet still do.
  InputRange Scaled(uint64_t size, uint64_t wanted) const;
};

// Gives each file its part of a range. Used by one thread at a time.
class FileRanges {
 public:
  explicit FileRanges(InputRange all) : all_(all) {}

  // The part of the next file, which has `size` bytes; nothing if none of it belongs to the range.
  std::optional<InputRange> Next(uint64_t size);

 private:
  InputRange all_;
  uint64_t before_ = 0;  // bytes of the files so far
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_INPUT_RANGE_H_
