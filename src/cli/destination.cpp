// Where the documents of a run go; see destination.h.
#include "cli/destination.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "io/fd.h"

namespace dechaff::cli {
namespace {

constexpr char kStandardOutput[] = "standard output";

// Where the suffixes of a file's name begin: those of a compression and of a form.
size_t SuffixesOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  const size_t name = slash == path.npos ? 0 : slash + 1;
  size_t end = path.size();
  if (path.ends_with(".gz") || path.ends_with(".zst")) end = path.rfind('.');
  const size_t point = path.substr(0, end).rfind('.');
  return point == path.npos || point <= name ? end : point;
}

std::optional<io::FileIdentity> RegularFile(int fd) {
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return io::FileIdentity(info);
}

}  // namespace

std::string PartName(const std::string& path, uint64_t part) {
  char number[24];
  std::snprintf(number, sizeof number, "-%05llu", static_cast<unsigned long long>(part));
  std::string name = path;
  return name.insert(SuffixesOf(path), number);
}

std::string SuffixOf(const Settings& settings) {
  constexpr std::string_view kSuffixes[] = {".txt", ".jsonl", ".warc.wet"};  // by OutputForm
  if (settings.suffix) return *settings.suffix;
  return std::string(kSuffixes[static_cast<size_t>(settings.to)])
      .append(io::CompressionSuffix(settings.compression));
}

bool Destination::IsStandardOutput(const std::string& path) {
  return path.empty() || path == "-" || path == "/dev/stdout";
}

Status Destination::Open(uint64_t part, uint64_t size) {
  part_ = part;
  if (is_standard_output()) {
    old_file_ = RegularFile(STDOUT_FILENO);
    output_.emplace(STDOUT_FILENO, kStandardOutput);
    return {};
  }
  StatusOr<io::AtomicFile> file =
      options_.over_runs ? io::AtomicFile::Continue(files_, Name(), size)
                         : io::AtomicFile::Create(files_, Name(), io::AtomicFile::Existing::kReplace);
  if (!file.ok()) return file.status();
  file_.emplace(std::move(file.value()));
  old_file_ = file_->old_file();
  output_.emplace(file_->fd(), Name(), size);
  return {};
}

Status Destination::NextPart() {
  if (Status closed = Close(); !closed.ok()) return closed;
  return Open(part_ + 1, 0);
}

Status Destination::Sync() {
  if (!output_->Flush()) return output_->status();
  if (fdatasync(file_->fd()) != 0) return Status::Io(Name() + ": " + io::ErrorText(errno));
  return {};
}

Status Destination::Close() {
  if (!output_->Flush()) return output_->status();
  if (file_) return file_->Commit(/*durable=*/true);
  // Some file systems tell of a full disk only here.
  if (!io::Fd(STDOUT_FILENO).Close())
    return Status::Io(std::string(kStandardOutput) + ": " + io::ErrorText(errno));
  return {};
}

}  // namespace dechaff::cli
