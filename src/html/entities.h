// Named character references of HTML ("amp;", "copy", "NotEqualTilde;"): the longest one that a text
// starts with.
#ifndef DECHAFF_HTML_ENTITIES_H_
#define DECHAFF_HTML_ENTITIES_H_

#include <string_view>

namespace dechaff::html {

struct NamedReference {
  std::string_view name;  // without '&', with ';' where it has one
  std::string_view text;  // UTF-8, up to 6 bytes
};

// The longest name that `text` (what follows '&') starts with, or nullptr. Looks at most 32 bytes far.
const NamedReference* LongestNamedReference(std::string_view text);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_ENTITIES_H_
