// From the arguments of main to settings, by way of the flag table. The only file that knows CLI11.
#ifndef DECHAFF_CLI_PARSE_H_
#define DECHAFF_CLI_PARSE_H_

#include "cli/settings.h"
#include "dechaff/status.h"

namespace dechaff::cli {

// Reads the flags in their order (the last one wins), after the configuration file if one is given.
// Long flags cannot be abbreviated; "--" ends them. An error is one line that says what to do.
StatusOr<Settings> ParseArguments(int argc, const char* const* argv);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_PARSE_H_
