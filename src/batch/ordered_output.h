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

#include "batch/outcome.h"

namespace dechaff::batch {

// Takes the output in order: for each job its bytes in any number of pieces, then Finish. Calls come
// one at a time, from changing threads. False from any of them stops the run.
class Consumer {
 public:
  virtual ~Consumer() = default;
  virtual bool Write(std::string_view bytes) = 0;
  // Called when the job at the head waits for its input: what was written should be seen.
  virtual bool Flush() = 0;
  virtual bool Finish(const Outcome& outcome) = 0;
};

// Thread safety: Open is called by one thread at a time and gives jobs their order; Write, Flush and
// Close of one job are called by the one thread that runs it, in parallel with those of other jobs.
class OrderedOutput {
 public:
  struct Limits {
    size_t window = 1;                // jobs open at a time, at least the number of threads
    size_t buffer = size_t{1} << 20;  // bytes held for a job that waits for its turn
  };

  OrderedOutput(Consumer* consumer, Limits limits);

  // The number of the next job, once the window has room for it; nothing when the run was stopped.
  std::optional<uint64_t> Open();

  // False when the run was stopped; the job should end soon then.
  bool Write(uint64_t job, std::string_view bytes);
  bool Flush(uint64_t job);
  // Ends the job. Outcomes reach the consumer in order, too.
  void Close(uint64_t job, Outcome outcome);

  // Waits until all jobs are closed; then what was written should be seen. Called as Open is.
  void Drain();

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
