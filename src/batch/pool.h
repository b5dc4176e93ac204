// Runs jobs on several threads, with their output in the order of the jobs or as they end.
#ifndef DECHAFF_BATCH_POOL_H_
#define DECHAFF_BATCH_POOL_H_

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include "batch/ordered_output.h"
#include "batch/unordered_output.h"

namespace dechaff::batch {

// Where a job writes.
class JobOutput {
 public:
  JobOutput(JobOutputs* output, uint64_t job) : output_(output), job_(job) {}
  // False when the run was stopped.
  bool Write(std::string_view bytes) { return output_->Write(job_, bytes); }
  bool Flush() { return output_->Flush(job_); }

 private:
  JobOutputs* output_;
  uint64_t job_;
};

enum class Order : uint8_t { kOfInputs, kNone };

// What asking for the next input gave.
enum class Taken : uint8_t {
  kNone,   // there is none
  kAlone,  // one behind which no other is asked for until a thread has begun with it
  kSmall,  // one that may be held ready, and others behind it
};

// Takes inputs one after the other from `next` until it has none or the consumer stops the run.
//   next(Input*)   gives the next input, and says what it gave; called by one thread at a time
//   make_worker()  makes what one thread needs; called once on each thread. What it gives is called
//                  as worker(input, JobOutput) and returns the Outcome
// Small inputs are held ready, so that threads need not wait for the one that asks for the next. The calling
// thread is one of the `threads`; each of the others starts when an input has been taken, if the system gives
// one. Run returns when all have ended.
template <typename Input, typename Next, typename MakeWorker>
class Pool {
 public:
  Pool(size_t threads, Order order, Consumer* consumer, Next next, MakeWorker make_worker)
      : output_(MakeOutputs(threads, order, consumer)),
        next_(std::move(next)),
        make_worker_(std::move(make_worker)),
        threads_(threads) {}

  // Waits until all inputs before this one are done and what they wrote is seen. Called from `next`, of which
  // none is held ready: all were given alone.
  void Drain() { output_->Drain(); }

  void Run() {
    Work();
    // No thread starts another after the first of them has found nothing left to do.
    for (std::thread& thread : started_) thread.join();
  }

 private:
  // Finished jobs that may wait behind a slow one, for each thread.
  static constexpr size_t kJobsAhead = 16;
  // Inputs held ready, for each thread.
  static constexpr size_t kInputsAhead = 4;

  static std::unique_ptr<JobOutputs> MakeOutputs(size_t threads, Order order, Consumer* consumer) {
    if (order == Order::kNone) return std::make_unique<UnorderedOutput>(consumer, threads);
    return std::make_unique<OrderedOutput>(consumer, OrderedOutput::Limits{.window = kJobsAhead * threads});
  }

  void Work() {
    auto worker = make_worker_();
    Input input{};
    while (const std::optional<uint64_t> job = Take(&input)) {
      output_->Close(*job, worker(input, JobOutput(output_.get(), *job)));
    }
  }

  // The next input and its place in the order.
  std::optional<uint64_t> Take(Input* input) {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (WantsMore()) {
        GetNext(&lock);
      } else if (ready_.empty() && !ended_) {
        changed_.wait(lock);
      } else {
        break;
      }
    }
    if (ready_.empty()) return std::nullopt;
    *input = std::move(ready_.front());
    ready_.pop_front();
    const std::optional<uint64_t> job = output_->Open();
    if (!job) End();
    if (job && started_.size() + 1 < threads_) StartThread();
    return job;
  }

  // A thread that is the only one would hold up what it has got by waiting for more.
  bool WantsMore() const {
    if (getting_ || ended_) return false;
    const size_t most = started_.empty() || last_ == Taken::kAlone ? 1 : kInputsAhead * threads_;
    return ready_.size() < most;
  }

  void GetNext(std::unique_lock<std::mutex>* lock) {
    getting_ = true;
    lock->unlock();
    Input input{};
    const Taken taken = next_(&input);
    lock->lock();
    getting_ = false;
    if (taken == Taken::kNone) ended_ = true;
    if (ended_) return changed_.notify_all();
    last_ = taken;
    ready_.push_back(std::move(input));
    changed_.notify_one();
  }

  void End() {
    ended_ = true;
    ready_.clear();
    changed_.notify_all();
  }

  // A system without threads to spare (a limit of processes or memory) is no reason not to do the work.
  void StartThread() {
    try {
      started_.emplace_back([this] { Work(); });
    } catch (const std::system_error&) {
      threads_ = started_.size() + 1;
    }
  }

  std::unique_ptr<JobOutputs> output_;
  Next next_;
  MakeWorker make_worker_;
  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  size_t threads_;
  std::deque<Input> ready_;
  Taken last_ = Taken::kAlone;  // how the last of these was given
  bool getting_ = false;        // a thread is in next_
  bool ended_ = false;          // there are no inputs but those in ready_
  std::vector<std::thread> started_;
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_POOL_H_
