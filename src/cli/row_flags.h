// The flags of JSON lines, and of those who speak in them: a part of the one table, see flags.h.
#ifndef DECHAFF_CLI_ROW_FLAGS_H_
#define DECHAFF_CLI_ROW_FLAGS_H_

#include <span>

#include "cli/flags.h"

namespace dechaff::cli {

std::span<const Flag> RowFlags();

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_ROW_FLAGS_H_
