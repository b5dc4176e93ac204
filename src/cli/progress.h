// How far a run is: a line on a terminal while it goes, or when a signal asks for it.
#ifndef DECHAFF_CLI_PROGRESS_H_
#define DECHAFF_CLI_PROGRESS_H_

#include <atomic>
#include <cstdint>
#include <string>

#include "batch/statistics.h"
#include "cli/messages.h"

namespace dechaff::cli {

// What of the inputs was read. May be used from any thread.
struct InputProgress {
  std::atomic<uint64_t> bytes_read = 0;
  std::atomic<uint64_t> bytes_total = 0;  // 0 = not known
};

// "1200 documents, 12.0 of 96.0 MB, 350 documents/s, 0 failures, 0:24 left". May be called from any thread.
std::string DescribeProgress(const batch::Statistics& statistics, const InputProgress& input);

// Whether a progress line will be shown.
bool WantsProgress(When when);

// Used by one thread at a time; all pointers must outlive it.
class Progress {
 public:
  // Shows nothing when `when` says never or standard error is not a terminal.
  Progress(When when, const batch::Statistics* statistics, const InputProgress* input, Messages* messages)
      : statistics_(statistics), input_(input), messages_(messages), enabled_(WantsProgress(when)) {}

  // Shows the line when the run has taken a second and it is a fifth of one since the last time.
  void Update();

 private:
  const batch::Statistics* statistics_;
  const InputProgress* input_;
  Messages* messages_;
  bool enabled_;
  double next_ = 1;  // seconds since the start
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_PROGRESS_H_
