// Gives on the output of each job as soon as it ends, in no order.
#ifndef DECHAFF_BATCH_UNORDERED_OUTPUT_H_
#define DECHAFF_BATCH_UNORDERED_OUTPUT_H_

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "batch/job_outputs.h"

namespace dechaff::batch {

// A job that has written more than its buffer holds takes the consumer for itself until it ends; so does one
// whose output should be seen. Memory: a buffer a job.
class UnorderedOutput : public JobOutputs {
 public:
  // `jobs`: open at a time, at least the number of threads.
  UnorderedOutput(Consumer* consumer, size_t jobs, size_t buffer = size_t{1} << 20);

  std::optional<uint64_t> Open() override;
  bool Write(uint64_t job, std::string_view bytes) override;
  bool Flush(uint64_t job) override;
  void Close(uint64_t job, Outcome outcome) override;
  void Drain() override;

 private:
  struct Slot {
    std::string waiting;
    bool has_turn = false;
  };

  bool TakeTurn(Slot* slot);
  bool Keep(bool consumed);

  Consumer* consumer_;
  const size_t buffer_limit_;
  std::vector<Slot> slots_;  // each belongs to its job's thread
  std::mutex turn_;          // held by who calls the consumer
  std::atomic<bool> stopped_{false};

  std::mutex mutex_;            // guards free_
  std::vector<uint64_t> free_;  // slots
  std::condition_variable freed_;
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_UNORDERED_OUTPUT_H_
