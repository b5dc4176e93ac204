// The one place that prints to standard error: a line a message, and the progress line below them.
#ifndef DECHAFF_CLI_MESSAGES_H_
#define DECHAFF_CLI_MESSAGES_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "cli/settings.h"

namespace dechaff::cli {

// Lines have the form "dechaff: SUBJECT: text"; control bytes in a subject are escaped. Used by one thread at
// a time.
class Messages {
 public:
  Messages(int verbosity, When color);

  // Printed unless all messages are off. An empty subject is left out.
  void Error(std::string_view subject, std::string_view text);
  // Printed unless warnings are off. After the first five of a kind the others are only counted.
  void Warning(std::string_view kind, std::string_view subject, std::string_view text);
  // Printed only when the user asked for more.
  void Note(std::string_view subject, std::string_view text);
  bool verbose() const { return verbosity_ > 0; }
  // A line that was asked for, as it is.
  void Plain(std::string_view line);

  // Tells how many warnings were not printed.
  void EndWarnings();

  // Shows a line that the next message or progress line takes the place of; empty = none.
  void ShowProgress(const std::string& line);

 private:
  static constexpr uint64_t kShownOfAKind = 5;

  void Print(std::string_view subject, std::string_view text);

  int verbosity_;
  bool color_;
  bool progress_shown_ = false;
  std::map<std::string, uint64_t, std::less<>> warnings_;  // by kind
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_MESSAGES_H_
