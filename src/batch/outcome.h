// What became of one input: what the order, the messages and the statistics of a run are made from.
#ifndef DECHAFF_BATCH_OUTCOME_H_
#define DECHAFF_BATCH_OUTCOME_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "batch/stages.h"
#include "dechaff/result.h"

namespace dechaff::batch {

// Which record of a dump it was, as the dump says, or which line.
struct RecordOrigin {
  uint64_t offset = 0;    // in the file; of the compressed member that holds it
  uint64_t line = 0;      // from 1; 0 = the dump is not made of lines
  bool is_entry = false;  // it is a whole file of an archive, whose header begins at `offset`
  std::string type;
  std::string id;
  std::string url;
  std::string date;
  std::string digest;
  std::string media_type;    // of the page
  uint64_t http_status = 0;  // 0 = no HTTP response
};

// How far a run has come: files that were begun, and things to clean that were taken from the last of them.
struct Position {
  uint64_t file = 0;
  uint64_t job = 0;
  // io::IdentityOf these files, one behind the other; follows from `file`. 0 if not asked for.
  uint64_t inputs = 0;
  auto operator<=>(const Position& other) const {
    return std::tie(file, job) <=> std::tie(other.file, other.job);
  }
};

// The bytes of something that could not be cleaned, as they stand in the input.
struct Reject {
  std::string bytes;
  ByteRange range;  // of the file that holds them, if they are not in `bytes`
};

struct Outcome {
  std::string file;   // its name for users
  std::string entry;  // of that archive, if it is one
  Position position;
  std::optional<RecordOrigin> record;
  DocumentStatus status = DocumentStatus::kOk;
  std::string reason;       // one line when status is not kOk
  bool fault = false;       // told as an error, and the exit status says so
  bool fatal = false;       // the run cannot go on
  bool listed = true;       // has a place among the records of jsonl
  bool is_document = true;  // false for what a dump says of the crawl, and for empty lines
  uint64_t bytes_in = 0;
  uint64_t bytes_out = 0;
  EditCounts edits{};
  Provenance provenance;
  StageSeconds seconds{};        // if they are measured
  std::optional<Reject> reject;  // if they are wanted

  // As it stands in messages.
  std::string Name() const {
    std::string name = Path();
    if (!record || record->is_entry) return name;
    return record->line ? name + ':' + std::to_string(record->line)
                        : name + '@' + std::to_string(record->offset);
  }
  std::string Path() const { return entry.empty() ? file : file + '/' + entry; }
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_OUTCOME_H_
