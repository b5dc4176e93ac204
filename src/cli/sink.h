// A document's bytes on their way to the output: as they are, or compressed.
#ifndef DECHAFF_CLI_SINK_H_
#define DECHAFF_CLI_SINK_H_

#include <functional>
#include <string>
#include <string_view>

#include "batch/stages.h"
#include "io/compressor.h"

namespace dechaff::cli {

// Each document is one compressed member; one of more than a MiB is a row of them. Used by one thread at a
// time.
class Sink {
 public:
  // Both are false when the output takes no more. `compressor` must outlive the sink.
  struct Target {
    std::function<bool(std::string_view)> write;
    std::function<bool()> flush;
  };

  // `seconds` is given those that compression takes; null = they are not measured.
  Sink(io::Compressor* compressor, Target target, batch::StageSeconds* seconds)
      : compressor_(compressor), target_(std::move(target)), seconds_(seconds) {}

  bool Write(std::string_view bytes);
  // What was written so far should be seen.
  bool Flush() { return End() && target_.flush(); }
  // Ends the document.
  bool End();

 private:
  bool Compress(std::string* member);

  static constexpr size_t kLongestMember = size_t{1} << 20;

  io::Compressor* compressor_;
  Target target_;
  batch::StageSeconds* seconds_;
  std::string waiting_;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_SINK_H_
