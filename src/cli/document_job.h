// Cleaning one input: open it, see what it is, read it, clean it, write what comes out.
#ifndef DECHAFF_CLI_DOCUMENT_JOB_H_
#define DECHAFF_CLI_DOCUMENT_JOB_H_

#include <optional>
#include <string>

#include "batch/outcome.h"
#include "batch/pool.h"
#include "cli/settings.h"
#include "dechaff/cleaner.h"
#include "io/fd.h"
#include "io/input.h"
#include "io/temporary_files.h"
#include "io/walk.h"

namespace dechaff::cli {

// What all jobs of a run share; all that is pointed to outlives them.
struct JobContext {
  const Settings* settings = nullptr;
  const Cleaner* cleaner = nullptr;
  io::TemporaryFiles* files = nullptr;
  std::optional<io::FileIdentity> output;  // of the one output, if it is a regular file
};

// One a thread; keeps its buffers from one document to the next.
class DocumentJob {
 public:
  explicit DocumentJob(const JobContext& context) : context_(context), settings_(*context.settings) {}

  // Cleans one input. Plain text that is to come out as text is streamed; all else is read whole, at
  // most max_document_bytes and one more byte.
  batch::Outcome operator()(const io::Input& input, batch::JobOutput output);

 private:
  struct Sink;

  void CleanTo(const io::OpenFile& file, Sink* sink, batch::Outcome* outcome);
  void CleanToFile(const io::OpenFile& file, batch::Outcome* outcome);
  void CleanWhole(const io::OpenFile& file, Sink* sink, batch::Outcome* outcome);
  void CleanStream(const io::OpenFile& file, Sink* sink, batch::Outcome* outcome);
  void WriteRecord(const Result& result, Sink* sink, batch::Outcome* outcome);
  bool ReadBeginning(int fd, size_t enough);

  JobContext context_;
  const Settings& settings_;
  io::ReadBuffer buffer_;
  std::string record_;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_DOCUMENT_JOB_H_
