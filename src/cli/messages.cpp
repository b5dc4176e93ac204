// Messages on standard error; see messages.h.
#include "cli/messages.h"

#include <unistd.h>

#include <cstdlib>

#include "cli/values.h"
#include "io/fd.h"

namespace dechaff::cli {
namespace {

constexpr std::string_view kEraseLine = "\r\x1b[K";

bool WantsColor(When when) {
  if (when != When::kAuto) return when == When::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  if (no_color && *no_color) return false;
  return isatty(STDERR_FILENO) && term && std::string_view(term) != "dumb";
}

}  // namespace

Messages::Messages(int verbosity, When color) : verbosity_(verbosity), color_(WantsColor(color)) {}

void Messages::Error(std::string_view subject, std::string_view text) {
  if (verbosity_ > -2) Print(subject, text);
}

void Messages::Warning(std::string_view kind, std::string_view subject, std::string_view text) {
  if (verbosity_ < 0) return;
  auto entry = warnings_.find(kind);
  if (entry == warnings_.end()) entry = warnings_.emplace(kind, 0).first;
  if (++entry->second <= kShownOfAKind || verbosity_ > 0) Print(subject, text);
}

void Messages::Note(std::string_view subject, std::string_view text) {
  if (verbosity_ > 0) Print(subject, text);
}

void Messages::EndWarnings() {
  for (const auto& [kind, count] : warnings_) {
    if (verbosity_ > 0 || count <= kShownOfAKind) continue;
    Print("", std::to_string(count - kShownOfAKind) + " more warnings like it (" + kind + "); -v shows all");
  }
}

void Messages::ShowProgress(const std::string& line) {
  if (!progress_shown_ && line.empty()) return;
  io::WriteAll(STDERR_FILENO, std::string(kEraseLine) + line);
  progress_shown_ = !line.empty();
}

void Messages::Plain(std::string_view line) {
  ShowProgress("");
  io::WriteAll(STDERR_FILENO, line);
}

void Messages::Print(std::string_view subject, std::string_view text) {
  std::string line = color_ ? "\x1b[1mdechaff:\x1b[0m " : "dechaff: ";
  if (!subject.empty()) line.append(Escape(subject)).append(": ");
  Plain(line.append(text).append("\n"));
}

}  // namespace dechaff::cli
