// Runs jobs on several threads, with their output in the order of the jobs or as they end.
#ifndef DECHAFF_BATCH_POOL_H_
#define DECHAFF_BATCH_POOL_H_

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
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

// Takes inputs one after the other from `next` until it has none or the consumer stops the run.
//   next(Input*)   gives the next input, false at the end; called by one thread at a time
//   make_worker()  makes what one thread needs; called once on each thread. What it gives is called
//                  as worker(input, JobOutput) and returns the Outcome
// The calling thread is one of the `threads`; each of the others starts when an input has been taken, if
// the system gives one. Run returns when all have ended.
template <typename Input, typename Next, typename MakeWorker>
class Pool {
 public:
  Pool(size_t threads, Order order, Consumer* consumer, Next next, MakeWorker make_worker)
      : output_(MakeOutputs(threads, order, consumer)),
        next_(std::move(next)),
        make_worker_(std::move(make_worker)),
        threads_(threads) {}

  // Waits until all inputs that were taken are done and what they wrote is seen. Called from `next`.
  void Drain() { output_->Drain(); }

  void Run() {
    Work();
    // No thread starts another after the first of them has found the end of the inputs.
    for (std::thread& thread : started_) thread.join();
  }

 private:
  // Finished jobs that may wait behind a slow one, for each thread.
  static constexpr size_t kJobsAhead = 16;

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
    const std::lock_guard lock(mutex_);
    if (ended_ || !next_(input)) {
      ended_ = true;
      return std::nullopt;
    }
    const std::optional<uint64_t> job = output_->Open();
    ended_ = !job;
    if (job && started_.size() + 1 < threads_) StartThread();
    return job;
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
  std::mutex mutex_;  // guards next_ and all below
  size_t threads_;
  bool ended_ = false;
  std::vector<std::thread> started_;
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_POOL_H_
