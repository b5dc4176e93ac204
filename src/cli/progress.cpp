// How far a run is; see progress.h.
#include "cli/progress.h"

#include <unistd.h>

#include <cstdio>

namespace dechaff::cli {

std::string DescribeProgress(const batch::Statistics& statistics, const InputProgress& input) {
  constexpr double kMega = 1e-6;
  const double seconds = statistics.Seconds();
  const auto documents = static_cast<double>(statistics.documents());
  const auto read = static_cast<double>(input.bytes_read.load(std::memory_order_relaxed));
  const auto total = static_cast<double>(input.bytes_total.load(std::memory_order_relaxed));
  char of[32] = "";
  char left[32] = "";
  if (total > 0) std::snprintf(of, sizeof of, " of %.1f", total * kMega);
  if (read > 0 && total >= read) {
    const auto rest = static_cast<long long>(seconds * (total - read) / read);
    std::snprintf(left, sizeof left, ", %lld:%02lld left", rest / 60, rest % 60);
  }
  char line[192];
  std::snprintf(line, sizeof line, "%.0f documents, %.1f%s MB, %.0f documents/s, %.0f failures%s", documents,
                read * kMega, of, documents / seconds, static_cast<double>(statistics.faults()), left);
  return line;
}

bool WantsProgress(When when) { return when != When::kNever && isatty(STDERR_FILENO); }

void Progress::Update() {
  if (!enabled_) return;
  const double seconds = statistics_->Seconds();
  if (seconds < next_) return;
  next_ = seconds + 0.2;
  messages_->ShowProgress(DescribeProgress(*statistics_, *input_));
}

}  // namespace dechaff::cli
