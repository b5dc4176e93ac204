// A part of a run's inputs; see input_range.h.
#include "batch/input_range.h"

#include <algorithm>
#include <utility>

namespace dechaff::batch {

InputRange InputRange::Shard(uint64_t index, uint64_t count, uint64_t size) {
  // size * i / count without overflow.
  const auto border = [&](uint64_t i) { return size / count * i + size % count * i / count; };
  return {border(index - 1), index == count ? kNoEnd : border(index)};
}

InputRange InputRange::Scaled(uint64_t size, uint64_t wanted) const {
  const double factor = static_cast<double>(wanted) / static_cast<double>(std::max<uint64_t>(size, 1));
  const auto place = [&](uint64_t p) {
    return p >= size ? kNoEnd : static_cast<uint64_t>(static_cast<double>(p) * factor);
  };
  return {place(begin), place(end)};
}

std::optional<InputRange> FileRanges::Next(uint64_t size) {
  const uint64_t begin = std::exchange(before_, before_ + size);
  // An empty file has a place, too: where it begins.
  const bool behind = all_.begin >= before_ && all_.begin > begin;
  if (behind || (all_.end != InputRange::kNoEnd && begin >= all_.end)) return std::nullopt;
  InputRange range;
  range.begin = all_.begin - std::min(all_.begin, begin);
  if (all_.end != InputRange::kNoEnd) range.end = all_.end - begin;
  return range;
}

}  // namespace dechaff::batch
