// The dechaff program: reads the arguments, runs, and gives back the exit status.
#include <csignal>
#include <new>

#include "cli/messages.h"
#include "cli/parse.h"
#include "cli/run.h"
#include "io/fd.h"

int main(int argc, char** argv) {
  std::set_new_handler(dechaff::cli::EndOutOfMemory);
  std::signal(SIGXFSZ, SIG_IGN);  // a limit of file sizes is then told by the write, as a full disk is
  dechaff::io::ReserveStandardDescriptors();
  const dechaff::StatusOr<dechaff::cli::Settings> settings = dechaff::cli::ParseArguments(argc, argv);
  if (!settings.ok()) {
    dechaff::cli::Messages(0, dechaff::cli::When::kAuto).Error("", settings.status().message());
    return 2;
  }
  dechaff::cli::Messages messages(settings.value().verbosity, settings.value().color);
  return dechaff::cli::Run(settings.value(), &messages);
}
