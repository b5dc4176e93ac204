// How the outputs of jobs that run at the same time become one.
#ifndef DECHAFF_BATCH_JOB_OUTPUTS_H_
#define DECHAFF_BATCH_JOB_OUTPUTS_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "batch/outcome.h"

namespace dechaff::batch {

// Takes the output: for each job its bytes in any number of pieces, then Finish. Calls come one at a time,
// from changing threads. False from any of them stops the run.
class Consumer {
 public:
  virtual ~Consumer() = default;
  virtual bool Write(std::string_view bytes) = 0;
  // Called when the job whose turn it is waits for its input: what was written should be seen.
  virtual bool Flush() = 0;
  virtual bool Finish(const Outcome& outcome) = 0;
};

// Thread safety: Open is called by one thread at a time; Write, Flush and Close of one job are called by the
// one thread that runs it, in parallel with those of other jobs.
class JobOutputs {
 public:
  virtual ~JobOutputs() = default;

  // A name for the next job, once there is room for it; nothing when the run was stopped.
  virtual std::optional<uint64_t> Open() = 0;

  // False when the run was stopped; the job should end soon then.
  virtual bool Write(uint64_t job, std::string_view bytes) = 0;
  virtual bool Flush(uint64_t job) = 0;
  // Ends the job; its outcome reaches the consumer behind its bytes.
  virtual void Close(uint64_t job, Outcome outcome) = 0;

  // Waits until all jobs are closed; then what was written should be seen. Called as Open is.
  virtual void Drain() = 0;
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_JOB_OUTPUTS_H_
