// The built-in rule files, written by embed.cmake at build time.
#ifndef DECHAFF_RULES_BUILTIN_H_
#define DECHAFF_RULES_BUILTIN_H_

#include <cstddef>
#include <string_view>

namespace dechaff::rules {

struct Builtin {
  std::string_view name;
  std::string_view text;
};
extern const Builtin kBuiltins[];
extern const size_t kBuiltinCount;
extern const char kBuiltinHash[];

}  // namespace dechaff::rules

#endif  // DECHAFF_RULES_BUILTIN_H_
