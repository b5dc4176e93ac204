// What an author chose and a reader may want plainer: quotes, dashes, ellipses, width. On request only.
#ifndef DECHAFF_TEXT_TYPOGRAPHY_H_
#define DECHAFF_TEXT_TYPOGRAPHY_H_

#include "dechaff/options.h"
#include "text/rewrite.h"

namespace dechaff::text {

// Whether the character changes under `typography`, compatibility forms (nfc.h) aside.
bool IsPlainable(char32_t c, const Typography& typography);

// Curly quotes → straight ones, dashes → hyphens (a long one: two), ellipses → dots, full and half width →
// the common forms. What is to be composed after that is left to ComposeNfc. Linear. True if anything
// changed.
bool MakePlain(const Typography& typography, Rewriter* rewriter);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_TYPOGRAPHY_H_
