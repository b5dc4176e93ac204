// Text runs as tree construction sees them: how much of one is white space, and the newline that is
// left out after <pre>.
#ifndef DECHAFF_HTML_TEXT_RUN_H_
#define DECHAFF_HTML_TEXT_RUN_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "html/scan.h"
#include "html/tree.h"

namespace dechaff::html {

// The first byte from `p` on that is no HTML white space, or `end`.
const char* SkipSpace(const char* p, const char* end);

// Bytes of the longest prefix that is HTML white space, written as such or (if `has_references`) as
// character references.
size_t BlankPrefix(std::string_view text, bool has_references);

// The NodeFlags of a text node; `raw`: it has no character references.
inline uint8_t TextFlags(std::string_view text, bool raw) {
  const bool may_be_blank = text.empty() || IsSpace(text[0]) || (text[0] == '&' && !raw);
  const bool blank = may_be_blank && BlankPrefix(text, !raw) == text.size();
  return static_cast<uint8_t>((raw ? kRaw : 0) | (blank ? kBlank : 0));
}

// Bytes of the line break that `text` starts with: LF, CR, CRLF or a reference to LF; 0 if none.
size_t LeadingNewline(std::string_view text);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_TEXT_RUN_H_
