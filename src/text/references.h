// The character references that are left over in text which was escaped twice ("&amp;amp;nbsp;").
#ifndef DECHAFF_TEXT_REFERENCES_H_
#define DECHAFF_TEXT_REFERENCES_H_

#include <string>
#include <string_view>

namespace dechaff::text {

// If `text`, which begins with '&', begins with a numeric reference or one of the common names, both
// ended by ';', writes what it stands for to `out` and returns its size in bytes; else 0. A small table,
// since what is escaped twice is typed by programs: not the 2,231 names of HTML.
size_t DecodeCommonReference(std::string_view text, std::string* out);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_REFERENCES_H_
