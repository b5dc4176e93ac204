// The program behind main: does what the settings say.
#ifndef DECHAFF_CLI_RUN_H_
#define DECHAFF_CLI_RUN_H_

#include "cli/messages.h"
#include "cli/settings.h"

namespace dechaff::cli {

// Cleans, or prints a help, the version, the configuration or a generated file. Returns the exit status: 0
// all good, 1 some documents failed, 2 wrong usage or fatal.
int Run(const Settings& settings, Messages* messages);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_RUN_H_
