// TOML as users write it: toml++, without exceptions, and kept from keys that would take all of the stack.
#ifndef DECHAFF_RULES_TOML_H_
#define DECHAFF_RULES_TOML_H_

#include <cstddef>
#include <string_view>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace dechaff::rules {

inline constexpr size_t kMostKeyParts = 64;
inline constexpr char kDeepKey[] = "a key has more than 64 parts";

// The line, from one, of the first key of more than kMostKeyParts parts, or 0: ask before toml::parse, which
// goes one call deeper for each part. O(text).
size_t LineOfDeepKey(std::string_view text);

}  // namespace dechaff::rules

#endif  // DECHAFF_RULES_TOML_H_
