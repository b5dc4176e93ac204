// The one table of flags. The parser, the configuration file, both helps, the manual page and the shell
// completions are all made from it, so a flag that is added here is added everywhere.
#ifndef DECHAFF_CLI_FLAGS_H_
#define DECHAFF_CLI_FLAGS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/settings.h"
#include "dechaff/status.h"

namespace dechaff::cli {

enum class FlagKind : uint8_t {
  kSwitch,         // --name and --no-name; the values are "true" and "false"
  kRepeat,         // each --name counts; the value is "true"
  kValue,          // --name VALUE
  kList,           // --name VALUE, each adds one; an empty value empties the list. Shown one a line
  kOptionalValue,  // --name or --name=VALUE; the value of the bare flag is "-"
  kAction,         // --name does something else than cleaning; the value is "true"
};

enum class FlagGroup : uint8_t {
  kInput,
  kOutput,
  kCleaning,
  kChoice,
  kForm,
  kRows,
  kCrawl,
  kRunning,
  kMessages,
  kOther,
  kHidden
};

struct Flag {
  std::string_view name;  // without dashes
  char letter = 0;        // short form, 0 = none
  FlagKind kind;
  std::string_view argument = {};  // how the value is named in helps: "FILE"; empty = takes none
  std::string_view choices = {};   // the values allowed, parted by |; empty = `set` decides
  std::string_view initial = {};   // the default as shown to users; empty = none
  FlagGroup group;
  bool configurable = false;  // may stand in a configuration file
  std::string_view brief;     // one short phrase, for -h and the completions
  std::string_view details;   // whole sentences, for --help and the manual page
  // Puts a value into the settings; the message of an error says what is wrong with the value.
  Status (*set)(std::string_view value, Settings* settings);
  // The value that `set` would take to make these settings; null when not configurable.
  std::string (*show)(const Settings& settings) = nullptr;
};

// Whether -h shows flags of that group; for the others it names --help.
bool IsInShortHelp(FlagGroup group);

// All flags, in the order of the helps.
std::span<const Flag> Flags();

// Null if there is none of that name.
const Flag* FindFlag(std::string_view name);

// The parts of Flag::choices.
std::vector<std::string_view> Choices(const Flag& flag);

// Checks the value against the flag's kind and choices and puts it into the settings.
Status Apply(const Flag& flag, std::string_view value, Settings* settings);

// What cannot hold together, whichever flag or file said it.
Status CheckTogether(const Settings& settings);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_FLAGS_H_
