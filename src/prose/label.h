// Labels in running text: what a line is by the phrases of rules/phrases, unless it is code.
#ifndef DECHAFF_PROSE_LABEL_H_
#define DECHAFF_PROSE_LABEL_H_

#include <string_view>

#include "judge/phrases.h"

namespace dechaff::prose {

// `"tags": {},` and `// Subscribe to the channel` say what labels say, and `__author__ = "Jane Doe"` what
// bylines say; they are none. O(line).
inline bool LooksLikeCode(std::string_view line) {
  return line.find_first_of("{}=;`\\\"") != std::string_view::npos || line.starts_with("//");
}

inline judge::PhraseMatch MatchLabel(std::string_view line, const judge::PhraseBook& phrases) {
  const judge::PhraseMatch match = phrases.Match(line);
  return match.cls != judge::PhraseClass::kNone && LooksLikeCode(line) ? judge::PhraseMatch{} : match;
}

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_LABEL_H_
