// The flags that say what of a page is its main content: a part of the one table, see flags.h.
#ifndef DECHAFF_CLI_CHOICE_FLAGS_H_
#define DECHAFF_CLI_CHOICE_FLAGS_H_

#include <span>

#include "cli/flags.h"

namespace dechaff::cli {

std::span<const Flag> ChoiceFlags();

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_CHOICE_FLAGS_H_
