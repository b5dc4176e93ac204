// Ending by SIGINT, SIGTERM or SIGHUP without leaving temporary files; telling by SIGUSR1 how far the run is.
#ifndef DECHAFF_CLI_SIGNALS_H_
#define DECHAFF_CLI_SIGNALS_H_

#include <csignal>
#include <functional>
#include <thread>

namespace dechaff::cli {

// While it lives, such a signal first runs `clean_up`, on a thread of its own, and then ends the
// process the way it would have. Signals that the process was started to ignore stay ignored. Make it before
// any other thread, so that all leave these signals to it. SIGUSR1 runs `report` on that thread. Where the
// system gives no thread, signals do what they do by default.
class SignalGuard {
 public:
  SignalGuard(std::function<void()> clean_up, std::function<void()> report);
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;
  ~SignalGuard();

 private:
  void Wait();

  std::function<void()> clean_up_;
  std::function<void()> report_;
  sigset_t signals_;
  sigset_t old_mask_;
  std::thread thread_;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_SIGNALS_H_
