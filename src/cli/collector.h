// Where the documents of a run come together in their order: output, messages, statistics, progress.
#ifndef DECHAFF_CLI_COLLECTOR_H_
#define DECHAFF_CLI_COLLECTOR_H_

#include <string_view>

#include "batch/ordered_output.h"
#include "batch/statistics.h"
#include "cli/framing.h"
#include "cli/hadoop_reporter.h"
#include "cli/messages.h"
#include "cli/progress.h"
#include "io/output.h"

namespace dechaff::cli {

class Collector : public batch::Consumer {
 public:
  // `output` may be null: then documents go to files of their own.
  Collector(const Settings& settings, io::Output* output, Messages* messages);

  bool Write(std::string_view bytes) override;
  bool Flush() override;
  bool Finish(const batch::Outcome& outcome) override;

  // After the last document: the end of the output. False when it could not be written.
  bool End();

  const batch::Statistics& statistics() const { return statistics_; }
  bool fatal() const { return fatal_; }

 private:
  bool Keep(bool written);
  void Report(const batch::Outcome& outcome);

  Framing framing_;
  io::Output* output_;
  Messages* messages_;
  batch::Statistics statistics_;
  Progress progress_;
  HadoopReporter hadoop_;
  bool jsonl_;
  bool flush_each_;  // a person is watching
  bool fatal_ = false;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_COLLECTOR_H_
