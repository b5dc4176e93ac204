// Counts the dots between what parts keys and values.
#include "rules/toml.h"

#include <algorithm>
#include <string>

namespace dechaff::rules {
namespace {

// One past the string that begins at `at`: it ends with its line, unless three quotes begin it.
size_t StringEnd(std::string_view text, size_t at) {
  const char quote = text[at];
  const bool lines = text.substr(at, 3) == std::string(3, quote);
  const std::string_view end = text.substr(at, lines ? 3 : 1);
  for (size_t i = at + end.size(); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text.substr(i).starts_with(end)) {
      return i + end.size();
    } else if (text[i] == '\n' && !lines) {
      return i;
    }
  }
  return text.size();
}

}  // namespace

size_t LineOfDeepKey(std::string_view text) {
  size_t dots = 0;
  for (size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = StringEnd(text, i);
    } else if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else {
      if (c == '.' && ++dots >= kMostKeyParts)
        return 1 + static_cast<size_t>(std::ranges::count(text.substr(0, i), '\n'));
      if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos) dots = 0;
      ++i;
    }
  }
  return 0;
}

}  // namespace dechaff::rules
