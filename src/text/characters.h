// The passes that clean single characters and blanks. What goes and why: src/text/README.md.
#ifndef DECHAFF_TEXT_CHARACTERS_H_
#define DECHAFF_TEXT_CHARACTERS_H_

#include "text/rewrite.h"

namespace dechaff::text {

// True for characters that CleanCharacters removes or replaces, wherever they stand.
bool IsOddCharacter(char32_t c);

// All passes are linear and say whether they changed anything.

// Removes terminal escapes, controls, invisible characters that mean nothing; reads C1 controls as
// windows-1252; writes out ligatures; with `references`, decodes common character references.
bool CleanCharacters(bool references, Rewriter* rewriter);

// Each run of white space → one blank, none at the edges. No-break spaces stay where French and numbers
// need them.
bool FoldBlanks(Rewriter* rewriter);

// For preformatted text: line ends → LF, odd blanks → ordinary ones; empty lines at the edges and blanks
// at the end go.
bool TidyLines(Rewriter* rewriter);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_CHARACTERS_H_
