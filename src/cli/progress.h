// The progress line of a long run on a terminal.
#ifndef DECHAFF_CLI_PROGRESS_H_
#define DECHAFF_CLI_PROGRESS_H_

#include "batch/statistics.h"
#include "cli/messages.h"

namespace dechaff::cli {

// Used by one thread at a time; both pointers must outlive it.
class Progress {
 public:
  // Shows nothing when `when` says never or standard error is not a terminal.
  Progress(When when, const batch::Statistics* statistics, Messages* messages);

  // Shows the line when the run has taken a second and it is a fifth of one since the last time.
  void Update();

 private:
  const batch::Statistics* statistics_;
  Messages* messages_;
  bool enabled_;
  double next_ = 1;  // seconds since the start
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_PROGRESS_H_
