// A document's bytes on their way to the output; see sink.h.
#include "cli/sink.h"

namespace dechaff::cli {

bool Sink::Write(std::string_view bytes) {
  if (!compressor_->compresses()) return target_.write(bytes);
  waiting_.append(bytes);
  return waiting_.size() < kLongestMember || End();
}

bool Sink::End() {
  if (waiting_.empty()) return true;
  std::string member;
  return Compress(&member) && target_.write(member);
}

bool Sink::Compress(std::string* member) {
  const batch::StageTimer timer(seconds_, batch::Stage::kForm);
  const bool compressed = compressor_->Append(waiting_, member);
  waiting_.clear();
  return compressed;
}

}  // namespace dechaff::cli
