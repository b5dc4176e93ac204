// Brings the output of jobs that run at the same time into the order of the jobs.
//
// The job at the head of the line writes straight through; those behind it fill a buffer of bounded
// size each, and wait for their turn when it is full. At most `window` jobs are open at a time, so the
// memory is bounded by window * buffer, whatever the number of jobs.
#ifndef DECHAFF_BATCH_ORDERED_OUTPUT_H_
#define DECHAFF_BATCH_ORDERED_OUTPUT_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/job_outputs.h"

namespace dechaff::batch {

// Open gives jobs their order.
class OrderedOutput : public JobOutputs {
 public:
  struct Limits {
    size_t window = 1;                // jobs open at a time, at least the number of threads
    size_t buffer = size_t{1} << 20;  // bytes held for a job that waits for its turn
  };

  OrderedOutput(Consumer* consumer, Limits limits);

  std::optional<uint64_t> Open() override;
  bool Write(uint64_t job, std::string_view bytes) override;
  bool Flush(uint64_t job) override;
  void Close(uint64_t job, Outcome outcome) override;
  void Drain() override;

  bool stopped() const { return stopped_.load(std::memory_order_acquire); }

 private:
  struct Slot {
    std::string waiting;  // belongs to the job's thread until it closes
    Outcome outcome;
    bool closed = false;
  };

  Slot& SlotOf(uint64_t job) { return slots_[job % slots_.size()]; }
  bool IsHead(uint64_t job) const { return head_.load(std::memory_order_acquire) == job; }
  bool WaitForTurn(uint64_t job);
  bool PassOn(Slot* slot);
  bool Stop();

  Consumer* consumer_;
  const size_t buffer_limit_;
  std::vector<Slot> slots_;  // a ring
  uint64_t next_ = 0;        // touched by Open only
  // The job whose turn it is. Whoever runs it, or moves the head past closed ones, owns the consumer.
  std::atomic<uint64_t> head_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;  // guards `closed` of all slots, every move of the head, and stopping
  std::condition_variable moved_;
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_ORDERED_OUTPUT_H_
