// The tag stripper: the last resort, for pages on which even the guarded Gumbo would not stay in its
// bounds. Its tree is flat (blocks and links next to one another in the body), but no text is lost.
#ifndef DECHAFF_HTML_STRIP_H_
#define DECHAFF_HTML_STRIP_H_

#include "html/tree.h"

namespace dechaff::html {

// Builds the tree of tree->source. Linear; at most one node for three bytes.
void StripTags(Tree* tree);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_STRIP_H_
