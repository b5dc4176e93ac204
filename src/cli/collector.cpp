// Where the documents of a run come together; see collector.h.
#include "cli/collector.h"

#include <unistd.h>

#include "cli/values.h"

namespace dechaff::cli {
namespace {

bool IsTerminalOutput(const Settings& settings) {
  return (settings.output.empty() || settings.output == "-") && isatty(STDOUT_FILENO);
}

// "html, utf-8 (meta), straight, 1234 bytes"
std::string HowRead(const batch::Outcome& outcome) {
  const Provenance& read = outcome.provenance;
  std::string text(DocumentStatusName(outcome.status));
  if (outcome.status == DocumentStatus::kSkipped) return text + ", " + outcome.reason;
  text += read.format == Format::kHtml ? ", html" : ", text";
  if (!read.charset.empty()) text += ", " + read.charset + " (" + read.charset_source + ")";
  if (!read.parser.empty()) text += ", " + read.parser;
  return text + ", " + std::to_string(outcome.bytes_in) + " bytes";
}

}  // namespace

Collector::Collector(const Settings& settings, io::Output* output, Messages* messages)
    : framing_(settings, output),
      output_(output),
      messages_(messages),
      progress_(settings.progress, &statistics_, messages),
      hadoop_(settings.hadoop_counters, &statistics_, messages),
      jsonl_(settings.to == OutputForm::kJsonl),
      flush_each_(IsTerminalOutput(settings)) {}

bool Collector::Write(std::string_view bytes) {
  progress_.Update();
  return Keep(framing_.Write(bytes));
}

bool Collector::Flush() { return Keep(output_->Flush()); }

bool Collector::Finish(const batch::Outcome& outcome) {
  statistics_.Add(outcome);
  Report(outcome);
  progress_.Update();
  hadoop_.Update();
  if (outcome.fatal) {
    fatal_ = true;
    return false;
  }
  if (!output_) return true;
  const bool has_place =
      outcome.listed &&
      (jsonl_ || (outcome.status != DocumentStatus::kFailed && outcome.status != DocumentStatus::kSkipped));
  const bool written = has_place ? framing_.EndDocument() : framing_.DropDocument();
  return Keep(written && (!flush_each_ || output_->Flush()));
}

bool Collector::End() {
  messages_->ShowProgress("");
  messages_->EndWarnings();
  hadoop_.End();
  return !output_ || fatal_ || Keep(framing_.Finish());
}

// The first failure of the output is told here, once, and ends the run.
bool Collector::Keep(bool written) {
  if (!written && !fatal_) {
    fatal_ = true;
    messages_->Error("", output_->status().message());
  }
  return written;
}

void Collector::Report(const batch::Outcome& outcome) {
  if (outcome.fault) return messages_->Error(outcome.Name(), outcome.reason);
  if (outcome.status == DocumentStatus::kTruncated || outcome.status == DocumentStatus::kDegraded) {
    messages_->Warning(DocumentStatusName(outcome.status), outcome.Name(), outcome.reason);
  }
  if (messages_->verbose()) messages_->Note(outcome.Name(), HowRead(outcome));
}

}  // namespace dechaff::cli
