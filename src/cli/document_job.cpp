// Cleaning one input; see document_job.h.
#include "cli/document_job.h"

#include <cerrno>
#include <filesystem>

#include "cli/conversion.h"
#include "cli/destination.h"
#include "cli/framing.h"
#include "cli/record.h"
#include "cli/reject.h"
#include "io/atomic_file.h"
#include "io/output.h"
#include "text/sniff.h"

namespace dechaff::cli {
namespace {

using batch::Stage;

// How much of a document decides what it is.
constexpr size_t kBeginning = 4096;
// How much of a stream is read at a time.
constexpr size_t kChunk = size_t{256} << 10;

void Fail(std::string reason, batch::Outcome* outcome) {
  outcome->status = DocumentStatus::kFailed;
  outcome->reason = std::move(reason);
  outcome->fault = true;
}

void Skip(std::string reason, batch::Outcome* outcome) {
  outcome->status = DocumentStatus::kSkipped;
  outcome->reason = std::move(reason);
}

// What there is was cleaned, but the document is not whole.
void Truncate(std::string reason, batch::Outcome* outcome) {
  outcome->status = DocumentStatus::kTruncated;
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
  outcome->edits = result.edit_counts;
}

batch::RecordOrigin OriginOf(const crawl::Record& record) {
  batch::RecordOrigin origin;
  origin.offset = record.file_offset;
  origin.type = record.type;
  origin.id = record.id;
  origin.url = record.url;
  origin.date = record.date;
  origin.digest = record.digest;
  return origin;
}

// "no record begins here; bytes 120 to 180 belong to no record"
std::string DescribeDamage(const crawl::Damage& damage) {
  const uint64_t origin = damage.member.value_or(0);
  const std::string where = damage.layer == crawl::Damage::Layer::kFile ? " of the file are damaged"
                            : damage.member ? " behind the beginning of this member belong to no record"
                                            : " of the content belong to no record";
  return damage.reason + "; bytes " + std::to_string(damage.range.begin - origin) + " to " +
         std::to_string(damage.range.end - origin) + where;
}

// Damage that was met while a compressed file was read.
void TellDamage(batch::DamageLog* damages, batch::Outcome* outcome) {
  const std::optional<crawl::Damage> damage = damages ? damages->Take() : std::nullopt;
  if (!damage) return;
  if (outcome->status != DocumentStatus::kSkipped) Truncate(DescribeDamage(*damage), outcome);
  outcome->fault = true;
}

// Damage is known before its document is cleaned, and cleaning takes a record's content.
bool IsDamaged(const batch::Job& job) {
  const auto* record = std::get_if<crawl::Record>(&job.what);
  const auto* entry = std::get_if<batch::ArchiveEntry>(&job.what);
  return (entry && !entry->damage.empty()) || std::holds_alternative<crawl::Damage>(job.what) ||
         (record && (record->lost || !record->damage.empty()));
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

batch::Outcome DocumentJob::operator()(batch::Job& job, batch::JobOutput output) {
  batch::Outcome outcome;
  outcome.file = job.file;
  outcome.entry = job.entry;
  outcome.position = job.position;
  outcome.seconds[static_cast<size_t>(Stage::kRead)] = job.seconds;
  if (!settings_.rejects.empty() && IsDamaged(job)) outcome.reject = RejectOf(job);
  Sink sink(&compressor_,
            {[&](std::string_view bytes) { return output.Write(bytes); }, [&] { return output.Flush(); }},
            Measured(&outcome));
  std::visit([&](auto& what) { Do(&what, &sink, &outcome); }, job.what);
  const bool is_row = std::holds_alternative<io::Line>(job.what);
  const bool needs_record = settings_.output_dir.empty() && !outcome.fatal && !is_row;
  if (needs_record && outcome.status == DocumentStatus::kFailed) WriteResult({}, &sink, &outcome);
  if (is_row && outcome.fault && !settings_.rejects.empty()) outcome.reject = RejectOf(job);
  sink.End();
  return outcome;
}

void DocumentJob::Do(batch::Unreadable* unreadable, Sink*, batch::Outcome* outcome) {
  Fail(std::move(unreadable->reason), outcome);
  outcome->fatal = unreadable->fatal;
}

void DocumentJob::Do(batch::WholeFile* document, Sink* sink, batch::Outcome* outcome) {
  if (settings_.output_dir.empty()) {
    CleanTo(*document, sink, outcome);
  } else {
    CleanToFile(*document, outcome);
  }
  outcome->fault |= outcome->status == DocumentStatus::kSkipped && outcome->listed;
}

void DocumentJob::Do(crawl::Damage* damage, Sink*, batch::Outcome* outcome) {
  outcome->record.emplace().offset = damage->file_offset;
  Fail(DescribeDamage(*damage), outcome);
}

void DocumentJob::Do(io::Line* line, Sink* sink, batch::Outcome* outcome) {
  const Result result = rows_.Clean(*line, outcome);
  if (!outcome->listed || !IsWanted(result, outcome)) return;
  if (settings_.to != OutputForm::kJsonl) return WriteResult(result, sink, outcome);
  {
    const batch::StageTimer timer = Time(Stage::kForm, outcome);
    record_.clear();
    rows_.Append(result, *outcome, &record_);
    record_ += '\n';
  }
  WriteRecord(sink, outcome);
}

void DocumentJob::Do(crawl::Record* record, Sink* sink, batch::Outcome* outcome) {
  outcome->record = OriginOf(*record);
  outcome->bytes_in = record->content.size();
  if (record->lost) return Fail(record->damage, outcome);
  if (record->kind == crawl::RecordKind::kDocument) return CleanRecord(record, sink, outcome);
  Skip("a " + record->type + " record", outcome);
  outcome->listed = outcome->is_document = record->kind == crawl::RecordKind::kRevisit;
  if (!outcome->listed) return;
  if (!record->refers_to.empty()) outcome->reason += " of " + record->refers_to;
  WriteResult({}, sink, outcome);
}

// What a dump says of the page is believed where servers do not lie: a WET file holds text.
void DocumentJob::CleanRecord(crawl::Record* record, Sink* sink, batch::Outcome* outcome) {
  if (std::string refusal = context_.filter->RefuseUrl(record->url); !refusal.empty()) {
    outcome->listed = false;
    return Skip(std::move(refusal), outcome);
  }
  const bool is_text = record->type == "conversion" && record->media_type.starts_with("text/plain");
  crawl::Payload page;
  {
    const batch::StageTimer timer = Time(Stage::kUnpack, outcome);
    page = crawl::TakePayload(record, settings_.cleaning.max_document_bytes);
  }
  outcome->record->media_type = page.media_type;
  outcome->record->http_status = page.http_status;
  outcome->bytes_in = page.body.size();
  if (!crawl::MayBeProse(page.media_type)) {
    Skip("not a text: " + page.media_type, outcome);
    return WriteResult({}, sink, outcome);
  }
  const Result result =
      Clean(page.body, {record->url, page.charset, is_text ? Format::kText : Format::kAuto}, outcome);
  Describe(result, outcome);
  if (outcome->status != DocumentStatus::kSkipped) {
    if (!record->truncated.empty()) Truncate("cut by the crawler: " + record->truncated, outcome);
    if (!page.damage.empty()) Truncate(page.damage, outcome);
  }
  if (!record->damage.empty()) {
    Truncate(record->damage, outcome);
    outcome->fault = true;
  }
  if (IsWanted(result, outcome)) WriteResult(result, sink, outcome);
}

// A file of an archive, which may be compressed itself.
void DocumentJob::Do(batch::ArchiveEntry* entry, Sink* sink, batch::Outcome* outcome) {
  outcome->record.emplace();
  outcome->record->offset = entry->offset;
  outcome->record->is_entry = true;
  if (outcome->entry.empty()) return Fail(std::move(entry->damage), outcome);
  const auto damages = std::make_shared<batch::DamageLog>();
  const size_t limit = settings_.cleaning.max_document_bytes;
  std::string_view bytes = entry->content;
  if (crawl::DetectCoding(bytes) != crawl::Coding::kNone) {
    buffer_.Clear();
    if (!buffer_.ReadUpTo(batch::Decompressed(io::ReadFromMemory(bytes), damages), limit + 1))
      return Fail(io::ErrorText(errno), outcome);
    bytes = buffer_.bytes();
  }
  outcome->bytes_in = std::min(bytes.size(), limit);
  if (batch::IsArchive(bytes)) {
    outcome->fault = true;
    Skip("is an archive inside an archive; unpack it", outcome);
    return WriteResult({}, sink, outcome);
  }
  const Result result = Clean(bytes, {}, outcome);
  Describe(result, outcome);
  TellDamage(damages.get(), outcome);
  if (!entry->damage.empty()) {
    Truncate(entry->damage, outcome);
    outcome->fault = true;
  }
  outcome->fault |= outcome->status == DocumentStatus::kSkipped;
  if (IsWanted(result, outcome)) WriteResult(result, sink, outcome);
}

Result DocumentJob::Clean(std::string_view bytes, const DocumentHints& hints, batch::Outcome* outcome) {
  const batch::StageTimer timer = Time(Stage::kClean, outcome);
  return context_.cleaner->Clean(bytes, hints);
}

void DocumentJob::CleanTo(const batch::WholeFile& document, Sink* sink, batch::Outcome* outcome) {
  buffer_.Clear();
  Format format = settings_.cleaning.format;
  const bool streams = settings_.to == OutputForm::kText && !context_.filter->looks_at_results();
  if (streams && format != Format::kHtml) {
    if (!ReadBeginning(document.read, format == Format::kAuto ? kBeginning : 1)) {
      return Fail(io::ErrorText(errno), outcome);
    }
    if (format == Format::kAuto) format = Cleaner::Detect(buffer_.bytes().substr(0, kBeginning));
    // What is no text at all is told by its beginning; a stream would not take it back.
    if (!text::BinaryKind(buffer_.bytes()).empty()) {
      outcome->bytes_in = buffer_.bytes().size();
      return Describe(context_.cleaner->Clean(buffer_.bytes()), outcome);
    }
    if (format == Format::kText) return CleanStream(document, sink, outcome);
  }
  CleanWhole(document, sink, outcome);
}

// Reads at least `enough` bytes, if there are so many, and gladly more.
bool DocumentJob::ReadBeginning(const io::ReadBytes& read, size_t enough) {
  while (buffer_.bytes().size() < enough) {
    const ssize_t got = buffer_.ReadSome(read, kChunk);
    if (got <= 0) return got == 0;
  }
  return true;
}

void DocumentJob::CleanWhole(const batch::WholeFile& document, Sink* sink, batch::Outcome* outcome) {
  const size_t limit = settings_.cleaning.max_document_bytes;
  if (!buffer_.ReadUpTo(document.read, limit + 1)) return Fail(io::ErrorText(errno), outcome);
  outcome->bytes_in = std::min(buffer_.bytes().size(), limit);
  const Result result = Clean(buffer_.bytes(), {}, outcome);
  Describe(result, outcome);
  TellDamage(document.damages.get(), outcome);
  if (IsWanted(result, outcome)) WriteResult(result, sink, outcome);
}

// False, and the document has no place in the output, if the user does not want it.
bool DocumentJob::IsWanted(const Result& result, batch::Outcome* outcome) const {
  if (outcome->status == DocumentStatus::kSkipped || outcome->status == DocumentStatus::kFailed) return true;
  const std::string& url = outcome->record ? outcome->record->url : result.metadata.url.value;
  std::string refusal = context_.filter->RefuseUrl(url.empty() ? result.metadata.url.value : url);
  if (refusal.empty()) refusal = context_.filter->RefuseResult(result);
  if (refusal.empty()) return true;
  Skip(std::move(refusal), outcome);
  outcome->listed = settings_.worker;
  return outcome->listed;
}

void DocumentJob::CleanStream(const batch::WholeFile& document, Sink* sink, batch::Outcome* outcome) {
  bool wanted = true;
  const std::unique_ptr<TextStream> stream = context_.cleaner->OpenText([&](std::string_view text) {
    outcome->bytes_out += text.size();
    wanted = wanted && sink->Write(text);
  });
  const io::OpenFile& file = document.file;
  ssize_t got = 0;
  do {
    outcome->bytes_in += buffer_.bytes().size();
    stream->Feed(buffer_.bytes());
    buffer_.Clear();
    // What a writer that pauses has sent so far should be seen.
    if (!file.regular && !io::IsReadable(file.fd.get())) wanted = wanted && sink->Flush();
    got = wanted ? buffer_.ReadSome(document.read, kChunk) : 0;
  } while (got > 0);
  const int error = errno;
  Describe(stream->Finish(), outcome);
  TellDamage(document.damages.get(), outcome);
  if (got < 0) Fail(io::ErrorText(error), outcome);
}

// Cleans into a file of the document's own, which appears only when it is complete.
void DocumentJob::CleanToFile(const batch::WholeFile& document, batch::Outcome* outcome) {
  const std::filesystem::path below = PathBelow(outcome->file);
  if (below.empty()) return Fail("has no name to be written under in --output-dir", outcome);
  std::filesystem::path path = settings_.output_dir / below;
  path += SuffixOf(settings_);

  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) return Fail(path.parent_path().string() + ": " + io::ErrorText(error.value()), outcome);
  using Existing = io::AtomicFile::Existing;
  StatusOr<io::AtomicFile> created = io::AtomicFile::Create(
      context_.files, path.string(), settings_.force ? Existing::kReplace : Existing::kRefuse);
  if (!created.ok()) return Fail(created.status().message(), outcome);
  if (created.value().old_file() == document.file.identity)
    return Fail("input file is also the output", outcome);

  io::Output output(created.value().fd(), path.string());
  Framing framing(settings_, &output);
  Sink sink(&compressor_,
            {[&](std::string_view bytes) { return framing.Write(bytes); }, [&] { return output.Flush(); }},
            Measured(outcome));
  CleanTo(document, &sink, outcome);
  sink.End();
  const bool unfit =
      outcome->status == DocumentStatus::kFailed || outcome->status == DocumentStatus::kSkipped;
  if (unfit && settings_.to == OutputForm::kText) return;
  if (!framing.EndDocument() || !framing.Finish()) return Fail(output, outcome);
  if (Status done = created.value().Commit(/*durable=*/false); !done.ok()) Fail(done.message(), outcome);
}

// In the form of the output.
void DocumentJob::WriteResult(const Result& result, Sink* sink, batch::Outcome* outcome) {
  if (settings_.to == OutputForm::kText) {
    outcome->bytes_out = result.text.size();
    if (!result.text.empty()) sink->Write(result.text);
    return;
  }
  {
    const batch::StageTimer timer = Time(Stage::kForm, outcome);
    record_.clear();
    if (settings_.to == OutputForm::kJsonl) {
      AppendRecord(result, *outcome, settings_.fields, &record_);
      record_ += '\n';
    } else if (!result.text.empty()) {
      AppendConversion(result, *outcome, &record_);
    }
  }
  WriteRecord(sink, outcome);
}

void DocumentJob::WriteRecord(Sink* sink, batch::Outcome* outcome) {
  outcome->bytes_out = record_.size();
  if (!record_.empty()) sink->Write(record_);
}

}  // namespace dechaff::cli
