// The program behind main: does what the settings say.
#ifndef DECHAFF_CLI_RUN_H_
#define DECHAFF_CLI_RUN_H_

#include "cli/messages.h"
#include "cli/settings.h"

namespace dechaff::cli {

// Cleans, or prints a help, the version, the configuration or a generated file. Returns the exit status: 0
// all good, 1 some documents failed, 2 wrong usage or fatal.
int Run(const Settings& settings, Messages* messages);

// For std::set_new_handler: says what happened, removes the temporary files of the run that goes on, and ends
// the process with status 2.
[[noreturn]] void EndOutOfMemory();

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_RUN_H_
