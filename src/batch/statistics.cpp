// What a run did; see statistics.h.
#include "batch/statistics.h"

#include <sys/resource.h>

#include "dechaff/cleaner.h"
#include "io/json.h"

namespace dechaff::batch {
namespace {

double InSeconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

}  // namespace

void Statistics::Add(const Outcome& outcome) {
  ++documents_;
  ++by_status_[static_cast<size_t>(outcome.status)];
  faults_ += outcome.fault;
  bytes_in_ += outcome.bytes_in;
  bytes_out_ += outcome.bytes_out;
  for (size_t kind = 0; kind < kEditKinds; ++kind) edits_[kind] += outcome.edits[kind];
}

double Statistics::Seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

std::string Statistics::ToJson() const {
  std::string line;
  io::JsonObject all(&line);
  io::JsonObject documents = all.Nest("documents");
  documents.Add("total", documents_);
  for (size_t status = 0; status < kStatuses; ++status) {
    documents.Add(DocumentStatusName(static_cast<DocumentStatus>(status)), by_status_[status]);
  }
  documents.Close();
  all.Add("bytes_in", bytes_in_);
  all.Add("bytes_out", bytes_out_);
  io::JsonObject edits = all.Nest("edits");
  for (size_t kind = 0; kind < kEditKinds; ++kind) {
    edits.Add(EditKindName(static_cast<EditKind>(kind)), edits_[kind]);
  }
  edits.Close();

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  all.AddSeconds("seconds", Seconds());
  all.AddSeconds("cpu_seconds", InSeconds(usage.ru_utime) + InSeconds(usage.ru_stime));
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
