// What a run did, added up from its outcomes, as one JSON object.
#ifndef DECHAFF_BATCH_STATISTICS_H_
#define DECHAFF_BATCH_STATISTICS_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

#include "batch/outcome.h"

namespace dechaff::batch {

// Used by one thread at a time. The clock starts when it is made.
class Statistics {
 public:
  void Add(const Outcome& outcome);

  static constexpr size_t kStatuses = static_cast<size_t>(DocumentStatus::kFailed) + 1;

  uint64_t documents() const { return documents_; }
  const std::array<uint64_t, kStatuses>& by_status() const { return by_status_; }
  uint64_t bytes_in() const { return bytes_in_; }
  // Outcomes that were told as errors.
  uint64_t faults() const { return faults_; }
  double Seconds() const;

  // One line with its line end: documents by status, bytes, edits by kind, seconds of the wall clock and of
  // the processor, peak resident memory, versions.
  std::string ToJson() const;

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  uint64_t documents_ = 0;
  uint64_t faults_ = 0;
  uint64_t bytes_in_ = 0;
  uint64_t bytes_out_ = 0;
  std::array<uint64_t, kStatuses> by_status_{};
  EditCounts edits_{};
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_STATISTICS_H_
