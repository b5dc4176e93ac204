// The helps and what the other texts share with them; see documentation.h.
#include <algorithm>

#include "cli/documentation.h"
#include "dechaff/cleaner.h"

namespace dechaff::cli {
namespace {

constexpr size_t kWidth = 80;

// `text` in lines of at most kWidth, each after `indent` blanks.
std::string Wrapped(std::string_view text, size_t indent) {
  std::string lines;
  size_t column = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (column != 0 && column + 1 + end <= kWidth) {
      lines += ' ';
      ++column;
    } else {
      if (column != 0) lines += '\n';
      lines.append(indent, ' ');
      column = indent;
    }
    lines.append(text.substr(0, end));
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines + '\n';
}

std::string Header() {
  std::string text = "Usage: ";
  return text.append(kUsage).append("\n");
}

// Calls `line(flag)` for all flags that are shown, `title(group)` before the first of each group.
template <typename Title, typename Line>
void ForEachShown(const Title& title, const Line& line) {
  FlagGroup group = FlagGroup::kHidden;
  for (const Flag& flag : Flags()) {
    if (flag.group == FlagGroup::kHidden) continue;
    if (flag.group != group) title(group = flag.group);
    line(flag);
  }
}

}  // namespace

std::span<const Example> Examples() {
  static constexpr Example kExamples[] = {
      {"curl -s https://example.org/page | dechaff", "the prose of a page"},
      {"dechaff page.html notes.txt saved/ > prose.txt", "files and whole folders into one text"},
      {"dechaff -t jsonl --files-from=list.txt -o prose.jsonl", "one record a document, for programs"},
      {"dechaff --output-dir clean/ saved/", "one clean file for each file, in the same tree"},
      {"find . -name '*.html' -print0 | dechaff --files0-from=-", "files that find chooses"},
      {"dechaff -f text --repair=bold < notes.txt", "plain text, glued sentences mended boldly"},
  };
  return kExamples;
}

std::span<const ExitStatus> ExitStatuses() {
  static constexpr ExitStatus kStatuses[] = {
      {0, "All documents were cleaned, be they empty or cut at --max-doc."},
      {1, "Some documents could not be read or are not text; all others were done."},
      {2,
       "Wrong usage, or the run could not go on: the output could not be written, or rules or lists not "
       "read."},
  };
  return kStatuses;
}

std::string_view GroupTitle(FlagGroup group) {
  switch (group) {
    case FlagGroup::kInput:
      return "Input";
    case FlagGroup::kOutput:
      return "Output";
    case FlagGroup::kCleaning:
      return "Cleaning";
    case FlagGroup::kChoice:
      return "Choice of main content";
    case FlagGroup::kForm:
      return "Form of the text";
    case FlagGroup::kRows:
      return "Lines of JSON";
    case FlagGroup::kCrawl:
      return "Crawls and long runs";
    case FlagGroup::kRunning:
      return "Running";
    case FlagGroup::kMessages:
      return "Messages";
    case FlagGroup::kOther:
      return "Other";
    case FlagGroup::kHidden:
      break;
  }
  return "";
}

std::string Spelling(const Flag& flag) {
  std::string text = flag.letter ? std::string("-") + flag.letter + ", " : "    ";
  text.append(flag.kind == FlagKind::kSwitch ? "--[no-]" : "--").append(flag.name);
  const std::string argument(flag.argument);
  if (flag.kind == FlagKind::kValue || flag.kind == FlagKind::kList) text.append(" ").append(argument);
  if (flag.kind == FlagKind::kOptionalValue) text.append("[=").append(argument).append("]");
  return text;
}

std::string ShortHelp() {
  constexpr size_t kColumn = 26;
  std::string text = Header() + Wrapped(kDescription, 0);
  ForEachShown([](FlagGroup) {},
               [&](const Flag& flag) {
                 if (!IsInShortHelp(flag.group)) return;
                 std::string line = "  " + Spelling(flag);
                 line.append(line.size() < kColumn ? kColumn - line.size() : 1, ' ').append(flag.brief);
                 if (!flag.choices.empty()) line.append(": ").append(flag.choices);
                 if (!flag.initial.empty()) line.append(" [").append(flag.initial).append("]");
                 text.append(line).append("\n");
               });
  return text +
         "dechaff --help explains these, and those for content, JSON lines and crawls.\n"
         "Exit status: 0 all good, 1 some documents failed, 2 wrong usage or fatal.\n";
}

std::string Help() {
  std::string text = Header() + "\n" + Wrapped(kDescription, 0) + "\n" + Wrapped(kInputs, 0);
  text += "\nExamples:\n";
  for (const Example& example : Examples()) {
    text.append("  ")
        .append(example.command)
        .append("\n")
        .append("      ")
        .append(example.purpose)
        .append("\n");
  }
  ForEachShown([&](FlagGroup group) { text.append("\n").append(GroupTitle(group)).append(":\n"); },
               [&](const Flag& flag) {
                 text.append("  ").append(Spelling(flag)).append("\n").append(Wrapped(flag.details, 10));
                 if (!flag.choices.empty())
                   text.append("          One of: ").append(flag.choices).append("\n");
                 if (!flag.initial.empty())
                   text.append("          Default: ").append(flag.initial).append("\n");
               });
  text += "\nExit status:\n";
  for (const ExitStatus& status : ExitStatuses()) {
    text.append("  ").append(std::to_string(status.code)).append("\n").append(Wrapped(status.meaning, 10));
  }
  return text;
}

std::string VersionText() {
  std::string text = "dechaff ";
  text.append(Version()).append("\nrules ").append(RulesVersion());
  text.append("\ngumbo ").append(GumboVersion()).append("\nicu ").append(IcuVersion());
  return text + "\n";
}

}  // namespace dechaff::cli
