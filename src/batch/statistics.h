// What a run did, added up from its outcomes, as one JSON object.
#ifndef DECHAFF_BATCH_STATISTICS_H_
#define DECHAFF_BATCH_STATISTICS_H_

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "batch/outcome.h"
#include "batch/stages.h"

namespace dechaff::batch {

// What a reason says without what is peculiar to one document: its places, sizes and names.
std::string ReasonKind(std::string_view reason);

// Used by one thread at a time, but for what it says. The clock starts when it is made.
class Statistics {
 public:
  // All counts by a name each, such as "documents", "status ok" or "reason not a text: image/png": what a
  // later run goes on from.
  using Counts = std::map<std::string, uint64_t, std::less<>>;

  static constexpr size_t kStatuses = static_cast<size_t>(DocumentStatus::kFailed) + 1;

  void Add(const Outcome& outcome);
  // To be added to.
  StageSeconds* stages() { return &stages_; }

  // These three may be asked from any thread.
  uint64_t documents() const { return documents_.load(std::memory_order_relaxed); }
  // Documents, and what else was in the inputs: records of dumps that are none.
  uint64_t total() const { return documents() + others_; }
  // Outcomes that were told as errors.
  uint64_t faults() const { return faults_.load(std::memory_order_relaxed); }
  double Seconds() const;

  const std::array<uint64_t, kStatuses>& by_status() const { return by_status_; }
  uint64_t bytes_in() const { return bytes_in_; }

  Counts Save() const;
  void Restore(const Counts& counts);

  // One line with its line end: documents by status and by status and reason, bytes, edits by kind, seconds
  // of the wall clock, of the processor and (if they were measured) of each stage, peak resident memory,
  // versions.
  std::string ToJson() const;

 private:
  // More kinds of reasons than that are counted together.
  static constexpr size_t kMostReasons = 200;

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::atomic<uint64_t> documents_ = 0;
  std::atomic<uint64_t> faults_ = 0;
  uint64_t others_ = 0;
  uint64_t bytes_in_ = 0;
  uint64_t bytes_out_ = 0;
  std::array<uint64_t, kStatuses> by_status_{};
  Counts by_reason_;  // "skipped: not a text: image/png"
  EditCounts edits_{};
  StageSeconds stages_{};
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_STATISTICS_H_
