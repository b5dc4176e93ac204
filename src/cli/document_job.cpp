// Cleaning one input; see document_job.h.
#include "cli/document_job.h"

#include <cerrno>
#include <filesystem>
#include <functional>

#include "cli/framing.h"
#include "cli/record.h"
#include "io/atomic_file.h"
#include "io/output.h"
#include "text/sniff.h"

namespace dechaff::cli {
namespace {

// How much of a document decides what it is.
constexpr size_t kBeginning = 4096;
// How much of a stream is read at a time.
constexpr size_t kChunk = size_t{256} << 10;

void Fail(std::string reason, batch::Outcome* outcome) {
  outcome->status = DocumentStatus::kFailed;
  outcome->reason = std::move(reason);
}

void Fail(const io::Output& output, batch::Outcome* outcome) {
  Fail(output.status().message(), outcome);
  outcome->fatal = true;
}

void Describe(const Result& result, batch::Outcome* outcome) {
  outcome->status = result.status;
  outcome->reason = result.reason;
  outcome->provenance = result.provenance;
  for (const Edit& edit : result.edits) ++outcome->edits[static_cast<size_t>(edit.kind)];
}

// Where under the output folder a document goes: its path without what would lead out of that folder.
// Empty if nothing is left.
std::filesystem::path PathBelow(const std::string& name) {
  std::filesystem::path below;
  for (const auto& part : std::filesystem::path(name).lexically_normal().relative_path()) {
    if (part != "." && part != "..") below /= part;
  }
  return below;
}

}  // namespace

// Takes a document's bytes; `write` and `flush` are false when the output takes no more.
struct DocumentJob::Sink {
  std::function<bool(std::string_view)> write;
  std::function<bool()> flush;
};

batch::Outcome DocumentJob::operator()(const io::Input& input, batch::JobOutput output) {
  batch::Outcome outcome;
  outcome.name = input.path == "-" ? settings_.label : input.path;
  Sink sink{[&](std::string_view bytes) { return output.Write(bytes); }, [&] { return output.Flush(); }};

  StatusOr<io::OpenFile> file = input.status.ok() ? io::OpenInput(input) : input.status;
  if (!file.ok()) {
    Fail(file.status().message(), &outcome);
  } else if (context_.output && file.value().regular && file.value().identity == *context_.output) {
    Fail("input file is also the output", &outcome);
    // A redirected output is spoilt already; a file that would replace its own input is not yet.
    outcome.fatal = !settings_.output.empty();
  } else if (settings_.output_dir.empty()) {
    CleanTo(file.value(), &sink, &outcome);
  } else {
    CleanToFile(file.value(), &outcome);
  }
  const bool needs_record = settings_.to == OutputForm::kJsonl && settings_.output_dir.empty();
  if (needs_record && outcome.status == DocumentStatus::kFailed && !outcome.fatal) {
    WriteRecord({}, &sink, &outcome);
  }
  return outcome;
}

void DocumentJob::CleanTo(const io::OpenFile& file, Sink* sink, batch::Outcome* outcome) {
  buffer_.Clear();
  Format format = settings_.cleaning.format;
  if (settings_.to == OutputForm::kText && format != Format::kHtml) {
    if (!ReadBeginning(file.fd.get(), format == Format::kAuto ? kBeginning : 1)) {
      return Fail(io::ErrorText(errno), outcome);
    }
    if (format == Format::kAuto) format = Cleaner::Detect(buffer_.bytes().substr(0, kBeginning));
    // What is no text at all is told by its beginning; a stream would not take it back.
    if (!text::BinaryKind(buffer_.bytes()).empty()) {
      outcome->bytes_in = buffer_.bytes().size();
      return Describe(context_.cleaner->Clean(buffer_.bytes()), outcome);
    }
    if (format == Format::kText) return CleanStream(file, sink, outcome);
  }
  CleanWhole(file, sink, outcome);
}

// Reads at least `enough` bytes, if there are so many, and gladly more.
bool DocumentJob::ReadBeginning(int fd, size_t enough) {
  while (buffer_.bytes().size() < enough) {
    const ssize_t got = buffer_.ReadSome(fd, kChunk);
    if (got <= 0) return got == 0;
  }
  return true;
}

void DocumentJob::CleanWhole(const io::OpenFile& file, Sink* sink, batch::Outcome* outcome) {
  const size_t limit = settings_.cleaning.max_document_bytes;
  if (!buffer_.ReadUpTo(file.fd.get(), limit + 1)) return Fail(io::ErrorText(errno), outcome);
  outcome->bytes_in = std::min(buffer_.bytes().size(), limit);
  const Result result = context_.cleaner->Clean(buffer_.bytes());
  Describe(result, outcome);
  if (settings_.to == OutputForm::kJsonl) return WriteRecord(result, sink, outcome);
  outcome->bytes_out = result.text.size();
  if (!result.text.empty()) sink->write(result.text);
}

void DocumentJob::CleanStream(const io::OpenFile& file, Sink* sink, batch::Outcome* outcome) {
  bool wanted = true;
  const std::unique_ptr<TextStream> stream = context_.cleaner->OpenText([&](std::string_view text) {
    outcome->bytes_out += text.size();
    wanted = wanted && sink->write(text);
  });
  ssize_t got = 0;
  do {
    outcome->bytes_in += buffer_.bytes().size();
    stream->Feed(buffer_.bytes());
    buffer_.Clear();
    // What a writer that pauses has sent so far should be seen.
    if (!file.regular && !io::IsReadable(file.fd.get())) wanted = wanted && sink->flush();
    got = wanted ? buffer_.ReadSome(file.fd.get(), kChunk) : 0;
  } while (got > 0);
  const int error = errno;
  Describe(stream->Finish(), outcome);
  if (got < 0) Fail(io::ErrorText(error), outcome);
}

// Cleans into a file of the document's own, which appears only when it is complete.
void DocumentJob::CleanToFile(const io::OpenFile& file, batch::Outcome* outcome) {
  const std::filesystem::path below = PathBelow(outcome->name);
  if (below.empty()) return Fail("has no name to be written under in --output-dir", outcome);
  std::filesystem::path path = settings_.output_dir / below;
  path += settings_.suffix.value_or(settings_.to == OutputForm::kText ? ".txt" : ".jsonl");

  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) return Fail(path.parent_path().string() + ": " + io::ErrorText(error.value()), outcome);
  using Existing = io::AtomicFile::Existing;
  StatusOr<io::AtomicFile> created = io::AtomicFile::Create(
      context_.files, path.string(), settings_.force ? Existing::kReplace : Existing::kRefuse);
  if (!created.ok()) return Fail(created.status().message(), outcome);
  if (created.value().old_file() == file.identity) return Fail("input file is also the output", outcome);

  io::Output output(created.value().fd(), path.string());
  Framing framing(settings_, &output);
  Sink sink{[&](std::string_view bytes) { return framing.Write(bytes); }, [&] { return output.Flush(); }};
  CleanTo(file, &sink, outcome);
  const bool unfit =
      outcome->status == DocumentStatus::kFailed || outcome->status == DocumentStatus::kSkipped;
  if (unfit && settings_.to == OutputForm::kText) return;
  if (!framing.EndDocument() || !framing.Finish()) return Fail(output, outcome);
  if (Status done = created.value().Commit(/*durable=*/false); !done.ok()) Fail(done.message(), outcome);
}

void DocumentJob::WriteRecord(const Result& result, Sink* sink, batch::Outcome* outcome) {
  record_.clear();
  AppendRecord(result, *outcome, &record_);
  outcome->bytes_out = record_.size();
  sink->write(record_);
}

}  // namespace dechaff::cli
