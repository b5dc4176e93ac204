// The progress line; see progress.h.
#include "cli/progress.h"

#include <unistd.h>

#include <cstdio>

namespace dechaff::cli {

Progress::Progress(When when, const batch::Statistics* statistics, Messages* messages)
    : statistics_(statistics), messages_(messages), enabled_(when != When::kNever && isatty(STDERR_FILENO)) {}

void Progress::Update() {
  if (!enabled_) return;
  const double seconds = statistics_->Seconds();
  if (seconds < next_) return;
  next_ = seconds + 0.2;
  const auto documents = static_cast<double>(statistics_->documents());
  char line[128];
  std::snprintf(line, sizeof line, "%.0f documents, %.1f MB, %.0f documents/s, %.0f failures", documents,
                static_cast<double>(statistics_->bytes_in()) * 1e-6, documents / seconds,
                static_cast<double>(statistics_->faults()));
  messages_->ShowProgress(line);
}

}  // namespace dechaff::cli
