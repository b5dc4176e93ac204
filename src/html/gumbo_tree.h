// Gumbo's tree of a skeleton → compact tree of the page.
#ifndef DECHAFF_HTML_GUMBO_TREE_H_
#define DECHAFF_HTML_GUMBO_TREE_H_

#include <gumbo.h>

#include "html/skeleton.h"
#include "html/tree.h"

namespace dechaff::html {

// Fills tree->nodes; tree->source is the source that the skeleton was built from. Linear.
void ConvertGumboTree(const GumboOutput& output, const Skeleton& skeleton, Tree* tree);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_GUMBO_TREE_H_
