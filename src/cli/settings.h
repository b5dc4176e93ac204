// What the program was told to do, as a plain value.
#ifndef DECHAFF_CLI_SETTINGS_H_
#define DECHAFF_CLI_SETTINGS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/record.h"
#include "dechaff/options.h"
#include "io/compressor.h"

namespace dechaff::cli {

enum class InputForm : uint8_t { kAuto, kHtml, kText, kWarc, kArc, kWet, kJsonl, kTar, kZip };
enum class OutputForm : uint8_t { kText, kJsonl, kWet };
enum class When : uint8_t { kAuto, kAlways, kNever };
enum class Task : uint8_t { kClean, kShortHelp, kHelp, kVersion, kPrintConfig, kGenerate };

// How many failures are no failure of the run.
struct Tolerance {
  uint64_t count = 0;
  double percent = 0;  // of the documents
  bool Allows(uint64_t failures, uint64_t documents) const {
    return failures <= count ||
           static_cast<double>(failures) * 100 <= percent * static_cast<double>(documents);
  }
};

// What the members of a JSON line are called; a name with a dot is that of a member of a member.
struct RowFields {
  std::string text = "text";  // plain text in, clean text out
  std::string html = "html";  // a page; goes before `text`
  std::string url = "url";
  std::string id = "id";
};

// The defaults here are those of the program; the flag table shows them.
struct Settings {
  Task task = Task::kClean;
  std::string generate;  // kGenerate: "man", "bash", "zsh" or "fish"

  std::vector<std::string> inputs;  // files, folders, "-"; empty = standard input unless there are lists
  std::string files_from;           // lists of names; empty = none, "-" = standard input
  std::string files0_from;
  std::string label = "-";  // names standard input in messages and records
  bool follow_links = false;

  InputForm from = InputForm::kAuto;  // cleaning.format goes with it
  RowFields row_fields;               // of lines of JSON
  bool worker = false;
  bool key_tab = false;
  bool hadoop_counters = false;
  OutputForm to = OutputForm::kText;
  FieldSet fields = DefaultFields();  // of a record
  std::string output;                 // empty or "-" = standard output
  std::string output_dir;             // empty = none
  std::optional<std::string> suffix;  // for files in output_dir; none = by form
  bool force = false;
  std::string separator = "\n\f\n";  // between documents in text form
  bool null = false;                 // end each with NUL instead

  io::Compression compression = io::Compression::kNone;
  uint64_t split_size = 0;  // of the output's parts, bytes; 0 = one file
  std::string rejects;      // file for what failed; empty = none
  std::string resume;       // file to go on from; empty = none
  bool unordered = false;
  Tolerance tolerate;       // failures that leave the exit status 0
  std::string filter_lang;  // languages, parted by commas; empty = all
  uint64_t min_words = 0;
  std::string url_include;  // regular expressions; empty = none
  std::string url_exclude;
  uint64_t shard = 1;              // from 1
  uint64_t shards = 1;             // parts of the inputs, of which `shard` is cleaned
  uint64_t offset = 0;             // where in the one input reading begins
  std::optional<uint64_t> length;  // how much of it belongs to this run

  Options cleaning;

  size_t jobs = 0;                   // threads; 0 = one a core
  std::string config;                // empty = none
  int verbosity = 0;                 // -2 nothing, -1 errors only, 0 errors and warnings, 1 a line a document
  std::optional<std::string> stats;  // "-" = standard error, else a file
  When color = When::kAuto;
  When progress = When::kAuto;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_SETTINGS_H_
