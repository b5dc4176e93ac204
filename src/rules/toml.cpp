// Counts the dots between what parts keys and values.
#include "rules/toml.h"

#include <algorithm>

namespace dechaff::rules {

size_t LineOfDeepKey(std::string_view text) {
  size_t line = 1, dots = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\'') {  // to the string's end, or the line's
      while (++i < text.size() && text[i] != c && text[i] != '\n') i += c == '"' && text[i] == '\\';
    } else if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (c == '.' && ++dots >= kMostKeyParts) {
      return line;
    }
    if (i >= text.size()) break;
    if (std::string_view("\n=,[]{}").find(text[i]) != std::string_view::npos) dots = 0;
    line += text[i] == '\n';
  }
  return 0;
}

}  // namespace dechaff::rules
