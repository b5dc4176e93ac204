// Where the documents of a run go: standard output, a file, or parts of a bounded size one after the other.
#ifndef DECHAFF_CLI_DESTINATION_H_
#define DECHAFF_CLI_DESTINATION_H_

#include <cstdint>
#include <optional>
#include <string>

#include "cli/settings.h"
#include "dechaff/status.h"
#include "io/atomic_file.h"
#include "io/output.h"
#include "io/temporary_files.h"

namespace dechaff::cli {

// "out.jsonl.gz" is in parts "out-00000.jsonl.gz", "out-00001.jsonl.gz" and so on.
std::string PartName(const std::string& path, uint64_t part);

// What names of files in --output-dir end in.
std::string SuffixOf(const Settings& settings);

// Each file takes its name only when it is complete. Used by one thread at a time.
class Destination {
 public:
  struct Options {
    std::string path;        // empty or "-" = standard output
    uint64_t part_size = 0;  // bytes after which a part ends; 0 = all in one file
    bool over_runs = false;  // a later run may go on with it
  };

  // `files` must outlive it.
  Destination(io::TemporaryFiles* files, Options options) : files_(files), options_(std::move(options)) {}

  static bool IsStandardOutput(const std::string& path);
  bool is_standard_output() const { return IsStandardOutput(options_.path); }

  // Begins, or goes on behind the first `size` bytes of a part. Call once before all others.
  Status Open(uint64_t part = 0, uint64_t size = 0);

  // Its address stays the same when parts change.
  io::Output* output() { return &*output_; }
  // The file that would be replaced, or the one that standard output is, if there is one.
  const std::optional<io::FileIdentity>& old_file() const { return old_file_; }
  uint64_t part() const { return part_; }

  bool IsFull() const { return options_.part_size != 0 && output_->size() >= options_.part_size; }
  // Completes this part and begins the next.
  Status NextPart();
  // Puts all that was written on the disk.
  Status Sync();
  // Completes the last file.
  Status Close();

 private:
  std::string Name() const { return options_.part_size ? PartName(options_.path, part_) : options_.path; }

  io::TemporaryFiles* files_;
  Options options_;
  uint64_t part_ = 0;
  std::optional<io::AtomicFile> file_;
  std::optional<io::Output> output_;
  std::optional<io::FileIdentity> old_file_;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_DESTINATION_H_
