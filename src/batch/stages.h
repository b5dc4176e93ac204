// How long the stages of a run take, in processor time.
#ifndef DECHAFF_BATCH_STAGES_H_
#define DECHAFF_BATCH_STAGES_H_

#include <array>
#include <cstdint>
#include <ctime>

namespace dechaff::batch {

enum class Stage : uint8_t {
  kRead,    // reading, decompression, finding records and lines
  kUnpack,  // the codings of HTTP, members of JSON
  kClean,
  kForm,    // the record of the output, its compression
  kOutput,  // bringing records together and writing them
};
inline constexpr size_t kStages = static_cast<size_t>(Stage::kOutput) + 1;

// Seconds by Stage.
using StageSeconds = std::array<double, kStages>;

// Adds the processor time that its thread spends while it lives; null = none.
class StageTimer {
 public:
  StageTimer(StageSeconds* seconds, Stage stage)
      : seconds_(seconds ? &(*seconds)[static_cast<size_t>(stage)] : nullptr), begin_(seconds_ ? Now() : 0) {}
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;
  ~StageTimer() {
    if (seconds_) *seconds_ += Now() - begin_;
  }

 private:
  static double Now() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }

  double* seconds_;
  double begin_;
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_STAGES_H_
