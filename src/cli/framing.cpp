// How the texts of many documents stand in one output; see framing.h.
#include "cli/framing.h"

namespace dechaff::cli {

Framing::Framing(const Settings& settings, io::Output* output) : output_(output) {
  if (settings.to == OutputForm::kJsonl) {
    after_each_ = "\n";
  } else if (settings.null) {
    after_each_.assign(1, '\0');
  } else {
    between_ = settings.separator;
    after_all_ = "\n";
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
  return output_->Flush();
}

bool Framing::Begin() {
  if (begun_) return true;
  begun_ = true;
  return std::exchange(first_, false) || output_->Write(between_);
}

}  // namespace dechaff::cli
