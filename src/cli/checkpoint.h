// How far a run has come, in a small file from which the same command can go on after any end, kill -9 too.
//
// It is written when all output up to a document is on the disk. What the files hold behind that is dropped
// when the run goes on, so that all runs together write the bytes that one would have.
#ifndef DECHAFF_CLI_CHECKPOINT_H_
#define DECHAFF_CLI_CHECKPOINT_H_

#include <cstdint>
#include <string>

#include "batch/outcome.h"
#include "batch/statistics.h"
#include "cli/settings.h"
#include "dechaff/status.h"
#include "io/temporary_files.h"

namespace dechaff::cli {

struct RunState {
  bool done = false;         // nothing is left to do
  batch::Position position;  // behind the last document that is in the output
  uint64_t part = 0;         // of the output
  uint64_t size = 0;         // of that part, bytes
  bool part_has_documents = false;
  uint64_t rejects_size = 0;
  batch::Statistics::Counts counts;
};

// Used by one thread at a time.
class Checkpoint {
 public:
  // `files` must outlive it. Reads the state if the file is there; kInvalid if it is none, or was made by a
  // run with other inputs or other settings that matter.
  static StatusOr<Checkpoint> Open(io::TemporaryFiles* files, const Settings& settings);

  // As it was read; all zero for a run that begins.
  const RunState& state() const { return state_; }

  // Whether it is a second since the last time.
  bool IsDue(double seconds) const { return seconds >= next_; }
  Status Save(const RunState& state, double seconds);

 private:
  Checkpoint(io::TemporaryFiles* files, std::string path, uint64_t run)
      : files_(files), path_(std::move(path)), run_(run) {}

  Status Read();

  io::TemporaryFiles* files_;
  std::string path_;
  uint64_t run_;  // hash of what is to be done
  RunState state_;
  double next_ = 1;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_CHECKPOINT_H_
