// How the texts of many documents stand in one output; see framing.h.
#include "cli/framing.h"

#include <utility>

#include "io/compressor.h"

namespace dechaff::cli {

Framing::Framing(const Settings& settings, io::Output* output, bool begun) : output_(output), first_(!begun) {
  if (settings.to != OutputForm::kText) return;
  io::Compressor compressor(settings.compression);
  if (settings.null) {
    compressor.Append(std::string(1, '\0'), &after_each_);
  } else {
    compressor.Append(settings.separator, &between_);
    compressor.Append("\n", &after_all_);
  }
}

bool Framing::Write(std::string_view bytes) { return Begin() && output_->Write(bytes); }

bool Framing::EndDocument() {
  if (!Begin()) return false;
  begun_ = false;
  return output_->Write(after_each_);
}

bool Framing::Finish() {
  if (output_->size() != 0) output_->Write(after_all_);
  first_ = true;
  return output_->Flush();
}

bool Framing::Begin() {
  if (begun_) return true;
  begun_ = true;
  return std::exchange(first_, false) || output_->Write(between_);
}

}  // namespace dechaff::cli
