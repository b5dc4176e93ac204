// Where the documents of a run come together; see collector.h.
#include "cli/collector.h"

#include <unistd.h>

#include "cli/reject.h"

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

Collector::Collector(const Settings& settings, const Targets& targets)
    : settings_(settings),
      targets_(targets),
      framing_(settings, targets.output ? targets.output->output() : nullptr,
               targets.checkpoint && targets.checkpoint->state().part_has_documents),
      statistics_(*targets.statistics),
      progress_(settings.progress, targets.statistics, targets.input, targets.messages),
      hadoop_(settings.hadoop_counters, targets.statistics, targets.messages),
      flush_each_(IsTerminalOutput(settings)) {
  if (!targets.checkpoint) return;
  position_ = targets.checkpoint->state().position;
  statistics_.Restore(targets.checkpoint->state().counts);
}

bool Collector::Write(std::string_view bytes) {
  progress_.Update();
  const batch::StageTimer timer = Time();
  return MakeRoom() && Keep(framing_.Write(bytes), targets_.output);
}

bool Collector::Flush() { return Keep(targets_.output->output()->Flush(), targets_.output); }

bool Collector::Finish(const batch::Outcome& outcome) {
  const batch::StageTimer timer = Time();
  const bool placed =
      outcome.fatal || ((!targets_.output || Place(outcome)) && (!outcome.reject || Reject(outcome)));
  position_ = outcome.position;
  statistics_.Add(outcome);
  Report(outcome);
  progress_.Update();
  hadoop_.Update();
  fatal_ |= outcome.fatal;
  if (fatal_ || !placed) return false;
  const bool due = targets_.checkpoint && targets_.checkpoint->IsDue(statistics_.Seconds());
  return !due || Remember(/*done=*/false);
}

// Ends the document's place in the output.
bool Collector::Place(const batch::Outcome& outcome) {
  const bool unfit = outcome.status == DocumentStatus::kFailed || outcome.status == DocumentStatus::kSkipped;
  const bool has_place = outcome.listed && (settings_.to == OutputForm::kJsonl || !unfit);
  if (has_place && !MakeRoom()) return false;
  const bool ended = has_place ? framing_.EndDocument() : framing_.DropDocument();
  return Keep(ended && (!flush_each_ || targets_.output->output()->Flush()), targets_.output);
}

// Begins the next part of the output before a document, if this one is full.
bool Collector::MakeRoom() {
  if (framing_.in_document() || !targets_.output->IsFull()) return true;
  if (!Keep(framing_.Finish(), targets_.output) || !Keep(targets_.output->NextPart())) return false;
  return !targets_.checkpoint || Remember(/*done=*/false);
}

bool Collector::Reject(const batch::Outcome& outcome) {
  return Keep(WriteReject(outcome, targets_.rejects->output()), targets_.rejects);
}

// Puts on the disk what there is, and then how far that is.
bool Collector::Remember(bool done) {
  RunState state;
  state.done = done;
  state.position = position_;
  state.part = targets_.output->part();
  state.size = targets_.output->output()->size();
  state.part_has_documents = framing_.has_documents();
  state.rejects_size = targets_.rejects ? targets_.rejects->output()->size() : 0;
  state.counts = statistics_.Save();
  if (!done && !Keep(targets_.output->Sync())) return false;
  if (!done && targets_.rejects && !Keep(targets_.rejects->Sync())) return false;
  return Keep(targets_.checkpoint->Save(state, statistics_.Seconds()));
}

bool Collector::End(const Status& inputs) {
  targets_.messages->ShowProgress("");
  targets_.messages->EndWarnings();
  hadoop_.End();
  if (fatal_ || !Keep(inputs)) return false;
  if (targets_.output && (!Keep(framing_.Finish(), targets_.output) || !Keep(targets_.output->Close())))
    return false;
  if (targets_.rejects && !Keep(targets_.rejects->Close())) return false;
  return !targets_.checkpoint || Remember(/*done=*/true);
}

bool Collector::Keep(bool written, Destination* target) {
  return written || Keep(target->output()->status());
}

// The first failure is told here, once, and ends the run.
bool Collector::Keep(const Status& status) {
  if (!status.ok() && !fatal_) {
    fatal_ = true;
    targets_.messages->Error("", status.message());
  }
  return status.ok();
}

void Collector::Report(const batch::Outcome& outcome) {
  if (outcome.fault) return targets_.messages->Error(outcome.Name(), outcome.reason);
  if (outcome.status == DocumentStatus::kTruncated || outcome.status == DocumentStatus::kDegraded) {
    targets_.messages->Warning(DocumentStatusName(outcome.status), outcome.Name(), outcome.reason);
  }
  if (targets_.messages->verbose()) targets_.messages->Note(outcome.Name(), HowRead(outcome));
}

}  // namespace dechaff::cli
