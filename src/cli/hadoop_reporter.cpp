// Counters for Hadoop streaming; see hadoop_reporter.h.
#include "cli/hadoop_reporter.h"

#include <string>

namespace dechaff::cli {

void HadoopReporter::Update() {
  if (!enabled_ || statistics_->Seconds() < next_) return;
  next_ = statistics_->Seconds() + kInterval;
  End();
}

void HadoopReporter::End() {
  if (!enabled_) return;
  for (size_t status = 0; status < told_.size(); ++status) {
    const uint64_t now = statistics_->by_status()[status];
    if (now == told_[status]) continue;
    const std::string name(DocumentStatusName(static_cast<DocumentStatus>(status)));
    messages_->Plain("reporter:counter:dechaff," + name + "," + std::to_string(now - told_[status]) + "\n");
    told_[status] = now;
  }
}

}  // namespace dechaff::cli
