// Where the documents of a run come together in their order: output, messages, statistics, progress.
#ifndef DECHAFF_CLI_COLLECTOR_H_
#define DECHAFF_CLI_COLLECTOR_H_

#include <string_view>

#include "batch/ordered_output.h"
#include "batch/statistics.h"
#include "cli/checkpoint.h"
#include "cli/destination.h"
#include "cli/framing.h"
#include "cli/hadoop_reporter.h"
#include "cli/messages.h"
#include "cli/progress.h"

namespace dechaff::cli {

class Collector : public batch::Consumer {
 public:
  // The first three may be null.
  struct Targets {
    Destination* output = nullptr;  // null: documents go to files of their own
    Destination* rejects = nullptr;
    Checkpoint* checkpoint = nullptr;
    Messages* messages = nullptr;
    batch::Statistics* statistics = nullptr;
    const InputProgress* input = nullptr;
  };

  Collector(const Settings& settings, const Targets& targets);

  bool Write(std::string_view bytes) override;
  bool Flush() override;
  bool Finish(const batch::Outcome& outcome) override;

  // After the last document: completes the output and the rejects, unless the inputs' names could not be read
  // to their end. False when that could not be done, or something before was fatal.
  bool End(const Status& inputs);

 private:
  batch::StageTimer Time() {
    return {settings_.stats ? statistics_.stages() : nullptr, batch::Stage::kOutput};
  }
  bool Place(const batch::Outcome& outcome);
  bool MakeRoom();
  bool Reject(const batch::Outcome& outcome);
  bool Remember(bool done);
  bool Keep(bool written, Destination* target);
  bool Keep(const Status& status);
  void Report(const batch::Outcome& outcome);

  const Settings& settings_;
  Targets targets_;
  Framing framing_;
  batch::Statistics& statistics_;
  Progress progress_;
  HadoopReporter hadoop_;
  batch::Position position_;
  bool flush_each_;  // a person is watching
  bool fatal_ = false;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_COLLECTOR_H_
