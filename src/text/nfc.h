// Unicode normalisation forms C and KC, only where a text needs it.
#ifndef DECHAFF_TEXT_NFC_H_
#define DECHAFF_TEXT_NFC_H_

#include "text/rewrite.h"

namespace dechaff::text {

// True if no text changes under NFC because of this character alone: it neither composes with what
// stands before it nor is replaced or reordered.
bool IsNfcPlain(char32_t c);
bool IsNfkcPlain(char32_t c);

// Composes and reorders; with `compatibility`, also replaces compatibility characters. Runs of more than 32
// combining marks, which no writing system has and which take quadratic time to sort, are left as they are.
// Linear. True if anything changed.
bool ComposeNfc(bool compatibility, Rewriter* rewriter);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_NFC_H_
