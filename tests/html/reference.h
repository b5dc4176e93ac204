// A slow, independent reference: the tree of a whole page as Gumbo has it, and the same page's compact
// tree, both written out line by line so that they can be compared and read.
#ifndef DECHAFF_TESTS_HTML_REFERENCE_H_
#define DECHAFF_TESTS_HTML_REFERENCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "html/tree.h"

namespace dechaff::html {

// One line a node, indented by two spaces for each level: `<name>` ("svg name", "math name" only as
// "foreign name"), `@name="value"` for each of its attributes (sorted), or the text in quotes. Neighbouring
// text nodes are one; names are in lower case; carriage returns and NULs are as decoded.
using Dump = std::vector<std::string>;

Dump DumpTree(const Tree& tree);

// Gumbo on the whole page, with unlimited memory; not for hostile input. Before it is parsed, the page is
// rewritten where Gumbo 0.10.1 is known to depart from the standard (see Mender in the .cpp).
Dump WholeGumbo(std::string_view source);

// Takes out control characters and U+FFFD: Gumbo 0.10.1 replaces the former by the latter, which the
// standard keeps.
void DropControls(Dump* dump);

// The first line in which the two differ, with its surroundings, for messages; empty if there is none.
std::string FirstDifference(const Dump& a, const Dump& b);

std::string Join(const Dump& dump);

// Bytes of the texts of a dump, without white space.
size_t TextSize(const Dump& dump);

}  // namespace dechaff::html

#endif  // DECHAFF_TESTS_HTML_REFERENCE_H_
