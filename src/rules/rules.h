// The rule files of rules/: built into the library, replaceable by files of the same name in a folder.
#ifndef DECHAFF_RULES_RULES_H_
#define DECHAFF_RULES_RULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"

namespace dechaff::rules {

// A rule file: its name below rules/ ("phrases/en.txt") and what is in it.
struct File {
  std::string name;
  std::string text;
};

// All rule files below `folder` ("phrases"), sorted by name: those of `rules_dir` if that has the
// folder, else the built-in ones. Fails with kIo or kInvalid, naming the file.
StatusOr<std::vector<File>> Load(const std::string& rules_dir, std::string_view folder);

// 16 hexadecimal digits that change when any built-in rule file does.
std::string_view BuiltinHash();

}  // namespace dechaff::rules

#endif  // DECHAFF_RULES_RULES_H_
