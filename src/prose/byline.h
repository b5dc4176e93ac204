// Tells lines that say who wrote a text and when ("By Jane Doe | 3 May 2024") from lines of the text.
#ifndef DECHAFF_PROSE_BYLINE_H_
#define DECHAFF_PROSE_BYLINE_H_

#include <string_view>

#include "judge/phrases.h"

namespace dechaff::prose {

// True if `line` is short, no sentence, and a byline (begins with a word such as "by", then a name) or a
// dateline (a date with few words beside it). The words are those of rules/phrases. O(line).
bool IsByline(std::string_view line, const judge::PhraseBook& phrases);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_BYLINE_H_
