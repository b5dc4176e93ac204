// The manual page; see documentation.h.
#include "cli/documentation.h"
#include "dechaff/cleaner.h"

namespace dechaff::cli {
namespace {

// Text as roff reads it: backslashes and dashes escaped, no line that begins with a control character.
std::string Roff(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else if (c == '\'' || c == '.') {
      escaped += escaped.empty() ? std::string("\\&") + c : std::string(1, c);
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string Bold(std::string_view text) { return "\\fB" + Roff(text) + "\\fR"; }

// "\fB-f\fR, \fB--from\fR \fIFORMAT\fR"
std::string RoffSpelling(const Flag& flag) {
  std::string text;
  if (flag.letter) text = Bold(std::string("-") + flag.letter) + ", ";
  text += Bold((flag.kind == FlagKind::kSwitch ? "--[no-]" : "--") + std::string(flag.name));
  const std::string argument = "\\fI" + Roff(flag.argument) + "\\fR";
  if (flag.kind == FlagKind::kValue || flag.kind == FlagKind::kList) text += " " + argument;
  if (flag.kind == FlagKind::kOptionalValue) text += "[=" + argument + "]";
  return text;
}

void AppendOptions(std::string* page) {
  FlagGroup group = FlagGroup::kHidden;
  for (const Flag& flag : Flags()) {
    if (flag.group == FlagGroup::kHidden) continue;
    if (flag.group != group) page->append(".SS ").append(GroupTitle(group = flag.group)).append("\n");
    page->append(".TP\n").append(RoffSpelling(flag)).append("\n").append(Roff(flag.details)).append("\n");
    if (!flag.choices.empty()) page->append("One of: ").append(Bold(flag.choices)).append(".\n");
    if (!flag.initial.empty()) page->append("Default: ").append(Bold(flag.initial)).append(".\n");
  }
}

struct Section {
  std::string_view title;
  std::string_view text;
};

constexpr Section kSections[] = {
    {"LIMITS",
     "A document longer than --max-doc is cut there, with status truncated. The memory taken is a constant "
     "and a "
     "multiple of the largest document, for each job; it does not grow with the number of documents or the "
     "length of "
     "streamed text."},
    {"FILES", "No configuration file is read unless --config names it."},
    {"ENVIRONMENT",
     "NO_COLOR and TERM=dumb turn colours off. The locale and all other variables change nothing."},
};

}  // namespace

std::string ManPage() {
  std::string page = ".TH DECHAFF 1 \"\" \"dechaff " + Roff(Version()) + "\" \"User Commands\"\n";
  page += ".SH NAME\ndechaff \\- " + Roff(kPurpose) + "\n";
  page += ".SH SYNOPSIS\n.B dechaff\n[\\fIOPTION\\fR]... [\\fIFILE\\fR|\\fIDIR\\fR|\\-]...\n";
  page += ".SH DESCRIPTION\n" + Roff(kDescription) + "\n.PP\n" + Roff(kInputs) + "\n";
  page += ".SH OPTIONS\n";
  AppendOptions(&page);
  page += ".SH EXAMPLES\n";
  for (const Example& example : Examples()) {
    page.append(".TP\n")
        .append(Bold(example.command))
        .append("\n")
        .append(Roff(example.purpose))
        .append("\n");
  }
  page += ".SH EXIT STATUS\n";
  for (const ExitStatus& status : ExitStatuses()) {
    page.append(".TP\n")
        .append(std::to_string(status.code))
        .append("\n")
        .append(Roff(status.meaning))
        .append("\n");
  }
  page += "When standard output is a pipe that closes, dechaff dies of SIGPIPE as cat and grep do.\n";
  for (const Section& section : kSections) {
    page.append(".SH ").append(section.title).append("\n").append(Roff(section.text)).append("\n");
  }
  return page;
}

}  // namespace dechaff::cli
