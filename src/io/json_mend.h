// Lines that are nearly JSON, made JSON.
#ifndef DECHAFF_IO_JSON_MEND_H_
#define DECHAFF_IO_JSON_MEND_H_

#include <string>
#include <string_view>

namespace dechaff::io {

// Appends `line` to `out` with these faults mended: a byte order mark in front; in strings raw control
// characters, bytes that are not UTF-8 and halves of surrogate pairs (U+FFFD), escapes that are none (their
// backslash doubled); outside of them NaN and Infinity (null) and commas before a closing bracket. All else
// stays as it is, so what comes out may still not be JSON. Returns what was mended in a few words, empty if
// nothing. Time O(line).
std::string MendJson(std::string_view line, std::string* out);

}  // namespace dechaff::io

#endif  // DECHAFF_IO_JSON_MEND_H_
