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

// What Gumbo 0.10.1 does otherwise than the standard in ways that pages show, and what dechaff does otherwise
// on purpose. Before a page is given to Gumbo it can be rewritten so that the difference does not arise.
enum Mending : unsigned {
  kMendFormEnd = 1 << 0,     // text before </form> would move behind the form
  kMendSecondRoot = 1 << 1,  // a second <html> would open the head; attributes of a second <html> or <body>
                             // would be merged, for which the compact tree has no place
  kMendNames = 1 << 2,  // the end tag of any unknown element would close any other; <search>, <dialog> and
                        // <isindex> have rules that the standard has not, or none where it has
  kMendAttributes = 1 << 3,  // a '/' between attributes, or one that comes twice, would glue their names
  kMendQuirks = 1 << 4,      // a doctype's public identifier would never mean quirks mode
  kMendBreakout = 1 << 5,    // </p> and </br> would not end foreign content
  kMendTitle = 1 << 6,       // dechaff ends an unclosed <title> at the first tag; Gumbo takes the page for it
  kMendNul = 1 << 7,         // U+0000 would part texts or become U+FFFD
  kMendAll = (1 << 8) - 1,
};
const char* MendingName(Mending mending);

// Gumbo on the whole page, with unlimited memory; not for hostile input.
Dump WholeGumbo(std::string_view source, unsigned mendings = kMendAll);

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
