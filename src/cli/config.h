// The configuration file: TOML whose keys are the long flags. The only file that knows toml++.
#ifndef DECHAFF_CLI_CONFIG_H_
#define DECHAFF_CLI_CONFIG_H_

#include <string>

#include "cli/settings.h"
#include "dechaff/status.h"

namespace dechaff::cli {

// Puts what the file says into the settings. Errors name the file and the line; unknown keys are errors.
Status LoadConfig(const std::string& path, Settings* settings);

// The settings as a file that LoadConfig reads back as the same settings.
std::string ShowConfig(const Settings& settings);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_CONFIG_H_
