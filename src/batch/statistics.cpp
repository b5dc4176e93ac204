// What a run did; see statistics.h.
#include "batch/statistics.h"

#include <sys/resource.h>

#include <algorithm>

#include "dechaff/cleaner.h"
#include "io/json.h"

namespace dechaff::batch {
namespace {

constexpr std::string_view kStatusName = "status ";
constexpr std::string_view kReasonName = "reason ";
constexpr std::string_view kEditName = "edit ";

double InSeconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

std::string_view StatusName(size_t status) { return DocumentStatusName(static_cast<DocumentStatus>(status)); }
std::string_view EditName(size_t kind) { return EditKindName(static_cast<EditKind>(kind)); }

// These say what stands before them in general, and then something of one document.
constexpr std::string_view kParticulars[] = {"; bytes ", " of <", " of the file", ": /"};

}  // namespace

std::string ReasonKind(std::string_view reason) {
  for (const std::string_view particular : kParticulars) {
    reason = reason.substr(0, reason.find(particular));
  }
  std::string kind;
  for (const char c : reason.substr(0, 100)) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) kind += c;
    if (digit && !kind.ends_with('#')) kind += '#';
  }
  return kind;
}

void Statistics::Add(const Outcome& outcome) {
  documents_.fetch_add(outcome.is_document, std::memory_order_relaxed);
  others_ += !outcome.is_document;
  faults_.fetch_add(outcome.fault, std::memory_order_relaxed);
  const auto status = static_cast<size_t>(outcome.status);
  ++by_status_[status];
  if (!outcome.reason.empty()) {
    std::string kind = std::string(StatusName(status)) + ": " + ReasonKind(outcome.reason);
    if (by_reason_.size() >= kMostReasons && !by_reason_.contains(kind)) kind = "other reasons";
    ++by_reason_[std::move(kind)];
  }
  bytes_in_ += outcome.bytes_in;
  bytes_out_ += outcome.bytes_out;
  for (size_t kind = 0; kind < kEditKinds; ++kind) edits_[kind] += outcome.edits[kind];
  for (size_t stage = 0; stage < kStages; ++stage) stages_[stage] += outcome.seconds[stage];
}

double Statistics::Seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

Statistics::Counts Statistics::Save() const {
  Counts counts{{"documents", documents()},
                {"others", others_},
                {"faults", faults()},
                {"bytes_in", bytes_in_},
                {"bytes_out", bytes_out_}};
  const auto add = [&](std::string_view prefix, std::string_view name, uint64_t count) {
    counts[std::string(prefix).append(name)] = count;
  };
  for (size_t status = 0; status < kStatuses; ++status)
    add(kStatusName, StatusName(status), by_status_[status]);
  for (size_t kind = 0; kind < kEditKinds; ++kind) add(kEditName, EditName(kind), edits_[kind]);
  for (const auto& [kind, count] : by_reason_) add(kReasonName, kind, count);
  return counts;
}

void Statistics::Restore(const Counts& counts) {
  const auto get = [&](std::string_view prefix, std::string_view name) {
    const auto found = counts.find(std::string(prefix).append(name));
    return found == counts.end() ? 0 : found->second;
  };
  documents_ = get("", "documents");
  others_ = get("", "others");
  faults_ = get("", "faults");
  bytes_in_ = get("", "bytes_in");
  bytes_out_ = get("", "bytes_out");
  for (size_t status = 0; status < kStatuses; ++status)
    by_status_[status] = get(kStatusName, StatusName(status));
  for (size_t kind = 0; kind < kEditKinds; ++kind) edits_[kind] = get(kEditName, EditName(kind));
  for (const auto& [name, count] : counts) {
    if (name.starts_with(kReasonName)) by_reason_[name.substr(kReasonName.size())] = count;
  }
}

std::string Statistics::ToJson() const {
  constexpr std::string_view kStageNames[kStages] = {"read", "unpack", "clean", "form", "output"};
  std::string line;
  io::JsonObject all(&line);
  io::JsonObject documents = all.Nest("documents");
  documents.Add("total", total());
  for (size_t status = 0; status < kStatuses; ++status) documents.Add(StatusName(status), by_status_[status]);
  documents.Close();
  io::JsonObject reasons = all.Nest("reasons");
  for (const auto& [kind, count] : by_reason_) reasons.Add(kind, count);
  reasons.Close();
  all.Add("bytes_in", bytes_in_);
  all.Add("bytes_out", bytes_out_);
  io::JsonObject edits = all.Nest("edits");
  for (size_t kind = 0; kind < kEditKinds; ++kind) edits.Add(EditName(kind), edits_[kind]);
  edits.Close();

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  all.AddSeconds("seconds", Seconds());
  all.AddSeconds("cpu_seconds", InSeconds(usage.ru_utime) + InSeconds(usage.ru_stime));
  if (std::ranges::any_of(stages_, [](double seconds) { return seconds > 0; })) {
    io::JsonObject stages = all.Nest("cpu_seconds_by_stage");
    for (size_t stage = 0; stage < kStages; ++stage) stages.AddSeconds(kStageNames[stage], stages_[stage]);
    stages.Close();
  }
  all.Add("peak_rss_bytes", static_cast<uint64_t>(usage.ru_maxrss) * 1024);
  io::JsonObject versions = all.Nest("versions");
  versions.Add("dechaff", Version());
  versions.Add("rules", RulesVersion());
  versions.Add("gumbo", GumboVersion());
  versions.Add("icu", IcuVersion());
  versions.Close();
  all.Close();
  line += '\n';
  return line;
}

}  // namespace dechaff::batch
