// Cleaning one document, be it a file or a record of a dump: see what it is, clean it, write what comes out.
#ifndef DECHAFF_CLI_DOCUMENT_JOB_H_
#define DECHAFF_CLI_DOCUMENT_JOB_H_

#include <string>
#include <string_view>

#include "batch/feed.h"
#include "batch/outcome.h"
#include "batch/pool.h"
#include "cli/document_filter.h"
#include "cli/row_cleaner.h"
#include "cli/settings.h"
#include "cli/sink.h"
#include "dechaff/cleaner.h"
#include "io/compressor.h"
#include "io/input.h"
#include "io/temporary_files.h"

namespace dechaff::cli {

// What all jobs of a run share; all that is pointed to outlives them.
struct JobContext {
  const Settings* settings = nullptr;
  const Cleaner* cleaner = nullptr;
  const DocumentFilter* filter = nullptr;
  io::TemporaryFiles* files = nullptr;
};

// One a thread; keeps its buffers from one document to the next.
class DocumentJob {
 public:
  explicit DocumentJob(const JobContext& context)
      : context_(context),
        settings_(*context.settings),
        rows_(settings_, *context.cleaner),
        compressor_(settings_.compression) {}

  // Cleans one job. A file of plain text that is to come out as text is streamed; all else is read whole, at
  // most max_document_bytes and one more byte.
  batch::Outcome operator()(batch::Job& job, batch::JobOutput output);

 private:
  void Do(batch::Unreadable* unreadable, Sink* sink, batch::Outcome* outcome);
  void Do(batch::WholeFile* document, Sink* sink, batch::Outcome* outcome);
  void Do(crawl::Record* record, Sink* sink, batch::Outcome* outcome);
  void Do(crawl::Damage* damage, Sink* sink, batch::Outcome* outcome);
  void Do(io::Line* line, Sink* sink, batch::Outcome* outcome);
  void Do(batch::ArchiveEntry* entry, Sink* sink, batch::Outcome* outcome);

  void CleanTo(const batch::WholeFile& document, Sink* sink, batch::Outcome* outcome);
  void CleanToFile(const batch::WholeFile& document, batch::Outcome* outcome);
  void CleanWhole(const batch::WholeFile& document, Sink* sink, batch::Outcome* outcome);
  void CleanStream(const batch::WholeFile& document, Sink* sink, batch::Outcome* outcome);
  void CleanRecord(crawl::Record* record, Sink* sink, batch::Outcome* outcome);
  Result Clean(std::string_view bytes, const DocumentHints& hints, batch::Outcome* outcome);
  bool IsWanted(const Result& result, batch::Outcome* outcome) const;
  void WriteResult(const Result& result, Sink* sink, batch::Outcome* outcome);
  void WriteRecord(Sink* sink, batch::Outcome* outcome);
  // Where its seconds go; null = they are not measured.
  batch::StageSeconds* Measured(batch::Outcome* outcome) const {
    return settings_.stats ? &outcome->seconds : nullptr;
  }
  batch::StageTimer Time(batch::Stage stage, batch::Outcome* outcome) const {
    return {Measured(outcome), stage};
  }
  bool ReadBeginning(const io::ReadBytes& read, size_t enough);

  JobContext context_;
  const Settings& settings_;
  RowCleaner rows_;
  io::Compressor compressor_;
  io::ReadBuffer buffer_;
  std::string record_;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_DOCUMENT_JOB_H_
