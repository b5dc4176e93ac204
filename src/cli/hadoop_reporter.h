// Tells Hadoop streaming how a task goes on: counters of documents by status, by lines on standard error.
#ifndef DECHAFF_CLI_HADOOP_REPORTER_H_
#define DECHAFF_CLI_HADOOP_REPORTER_H_

#include <array>

#include "batch/statistics.h"
#include "cli/messages.h"

namespace dechaff::cli {

// Used by one thread at a time; both pointers must outlive it.
class HadoopReporter {
 public:
  HadoopReporter(bool enabled, const batch::Statistics* statistics, Messages* messages)
      : enabled_(enabled), statistics_(statistics), messages_(messages) {}

  // Tells what was added since the last time, when that is ten seconds ago; a task that is silent for long
  // is killed.
  void Update();
  // Tells the rest.
  void End();

 private:
  static constexpr double kInterval = 10;

  bool enabled_;
  const batch::Statistics* statistics_;
  Messages* messages_;
  double next_ = kInterval;  // seconds since the start
  std::array<uint64_t, batch::Statistics::kStatuses> told_{};
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_HADOOP_REPORTER_H_
