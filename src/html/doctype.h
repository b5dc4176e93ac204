// Quirks mode, which decides whether a table may stand inside a paragraph.
#ifndef DECHAFF_HTML_DOCTYPE_H_
#define DECHAFF_HTML_DOCTYPE_H_

#include <string_view>

namespace dechaff::html {

// Whether a page whose doctype is `doctype` ("<!DOCTYPE ...>" as in the source) is shown in quirks mode
// (limited-quirks mode is not).
bool IsQuirky(std::string_view doctype);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_DOCTYPE_H_
