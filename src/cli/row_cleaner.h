// Cleaning one line of JSON: its text is found, cleaned and put back; all else stays as it is.
#ifndef DECHAFF_CLI_ROW_CLEANER_H_
#define DECHAFF_CLI_ROW_CLEANER_H_

#include <optional>
#include <string>
#include <string_view>

#include "batch/outcome.h"
#include "cli/settings.h"
#include "dechaff/cleaner.h"
#include "io/json_row.h"
#include "io/line_source.h"

namespace dechaff::cli {

// Keeps its buffers from one line to the next. Used by one thread at a time.
class RowCleaner {
 public:
  // Both must outlive it.
  RowCleaner(const Settings& settings, const Cleaner& cleaner) : settings_(settings), cleaner_(cleaner) {}

  // Cleans the page or the text of a line and says in `outcome` how that went. A worker answers every line;
  // else blank lines have no place in the output.
  Result Clean(const io::Line& line, batch::Outcome* outcome);

  // Appends the line that answers the last one cleaned, without its line end: its members in their order, the
  // text cleaned, the page left out, title and language if they were found and were not there, status and
  // reason, id and url if they were called otherwise; but for a worker's also where they come from. A line
  // that is no JSON object is answered by what is said of a document that failed.
  void Append(const Result& result, const batch::Outcome& outcome, std::string* out);

 private:
  // One of them.
  struct Document {
    std::string_view bytes;
    Format format = Format::kText;
    std::string fault;
  };

  Status Parse(std::string_view json, batch::StageSeconds* seconds);
  Document Find();
  void AddIfMissing(std::string_view name, const std::string& field);
  void Fail(std::string reason, batch::Outcome* outcome) const;

  const Settings& settings_;
  const Cleaner& cleaner_;
  io::JsonRow row_;
  std::optional<std::string> page_;
  std::string key_;      // before the tab, with it
  bool parsed_ = false;  // row_ is that of the last line
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_ROW_CLEANER_H_
