// All that the program says about itself, made from the flag table: helps, manual page, completions.
#ifndef DECHAFF_CLI_DOCUMENTATION_H_
#define DECHAFF_CLI_DOCUMENTATION_H_

#include <span>
#include <string>
#include <string_view>

#include "cli/flags.h"

namespace dechaff::cli {

std::string ShortHelp();    // -h: one screen
std::string Help();         // --help: examples first, then every flag in full
std::string VersionText();  // --version
std::string ManPage();      // roff (man macros)
std::string BashCompletion();
std::string ZshCompletion();
std::string FishCompletion();

// "man", "bash", "zsh" or "fish".
std::string Generate(std::string_view what);

// What the texts share.
inline constexpr std::string_view kUsage = "dechaff [OPTION]... [FILE|DIR|-]...";
inline constexpr std::string_view kPurpose = "turn scraped HTML or text into clean prose";
inline constexpr std::string_view kDescription =
    "Reads web pages or plain text and writes the prose in them: advertising, navigation and other "
    "boilerplate are "
    "left out, glued sentences mended, characters normalised.";
inline constexpr std::string_view kInputs =
    "Without FILE, or where FILE is -, standard input is read. Folders are walked in the order of their "
    "names; "
    "symbolic links in them are left out. The output comes in the order of the inputs.";

struct Example {
  std::string_view command;
  std::string_view purpose;
};
std::span<const Example> Examples();

struct ExitStatus {
  int code;
  std::string_view meaning;
};
std::span<const ExitStatus> ExitStatuses();

std::string_view GroupTitle(FlagGroup group);

// "-f, --from FORMAT", "    --stats[=FILE]", "-F, --[no-]force".
std::string Spelling(const Flag& flag);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_DOCUMENTATION_H_
