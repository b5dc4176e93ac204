// How a text begins and ends: what tells a paragraph that is whole from one that was broken off.
#ifndef DECHAFF_PROSE_EDGES_H_
#define DECHAFF_PROSE_EDGES_H_

#include <string_view>

namespace dechaff::prose {

// The last character that is no closing mark and no blank; 0 if there is none. `text` is valid UTF-8.
char32_t LastCharacter(std::string_view text);

// Whether the text ends as one does that nothing broke off: with a sentence's end or a colon, closing
// marks aside, or has no end at all.
bool IsClosed(std::string_view text);

// Whether the first character, but for those that cleaning removes, is a small letter.
bool BeginsLower(std::string_view text);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_EDGES_H_
