// The run-length form of SourceMap, with a mark every 64 runs to start looking from.
#include "text/source_map.h"

#include <algorithm>
#include <limits>

namespace dechaff::text {

void SourceMap::Append(Run run) {
  if (runs_.size() % kStep == 0) marks_.push_back({out_end_, in_end_});
  runs_.push_back(run);
  out_end_ += size_t{run.count} * run.out;
  in_end_ += size_t{run.count} * run.in;
}

void SourceMap::Add(size_t out, size_t in, size_t count) {
  constexpr size_t kMaxCount = std::numeric_limits<uint16_t>::max();
  constexpr size_t kMaxSize = std::numeric_limits<uint8_t>::max();
  for (; in > kMaxSize; in -= kMaxSize) Append({1, 0, kMaxSize});
  if (!runs_.empty()) {
    Run& last = runs_.back();
    if (last.out == out && last.in == in && last.count + count <= kMaxCount) {
      last.count = static_cast<uint16_t>(last.count + count);
      out_end_ += count * out;
      in_end_ += count * in;
      return;
    }
  }
  for (; count > 0 && (out > 0 || in > 0); count -= std::min(count, kMaxCount)) {
    Append({static_cast<uint16_t>(std::min(count, kMaxCount)), static_cast<uint8_t>(out),
            static_cast<uint8_t>(in)});
  }
}

uint64_t SourceMap::ToInput(uint64_t offset) const {
  if (marks_.empty()) return offset + shift_;
  auto after = std::upper_bound(marks_.begin(), marks_.end(), offset,
                                [](uint64_t wanted, const Mark& mark) { return wanted < mark.out; });
  if (after != marks_.begin()) --after;
  uint64_t out = after->out, in = after->in;
  size_t first = static_cast<size_t>(after - marks_.begin()) * kStep;
  size_t last = std::min(first + kStep, runs_.size());
  for (size_t i = first; i < last; ++i) {
    const Run& run = runs_[i];
    uint64_t span = uint64_t{run.count} * run.out;
    if (offset < out + span) return offset < out ? in : in + (offset - out) / run.out * run.in;
    out += span;
    in += uint64_t{run.count} * run.in;
  }
  return in;
}

void SourceMap::Forget(uint64_t offset) {
  // Whole steps, and only when they are half of all, so that the cost is constant for each run added.
  size_t old = 0;
  while (old + 1 < marks_.size() && marks_[old + 1].out <= offset) ++old;
  if (old < 16 || old * 2 < marks_.size()) return;
  marks_.erase(marks_.begin(), marks_.begin() + static_cast<std::ptrdiff_t>(old));
  runs_.erase(runs_.begin(), runs_.begin() + static_cast<std::ptrdiff_t>(old * kStep));
}

}  // namespace dechaff::text
