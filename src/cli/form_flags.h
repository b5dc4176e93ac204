// The flags that ask for a plainer form of the text: a part of the one table, see flags.h.
#ifndef DECHAFF_CLI_FORM_FLAGS_H_
#define DECHAFF_CLI_FORM_FLAGS_H_

#include <span>

#include "cli/flags.h"

namespace dechaff::cli {

std::span<const Flag> FormFlags();

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_FORM_FLAGS_H_
