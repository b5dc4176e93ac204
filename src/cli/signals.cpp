// Ending by a signal without leaving temporary files; see signals.h.
#include "cli/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <system_error>
#include <utility>

namespace dechaff::cli {
namespace {

// Ends the waiting thread; sent by no one else, since it reaches one thread only.
constexpr int kEnd = SIGUSR2;

bool IsIgnored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

SignalGuard::SignalGuard(std::function<void()> clean_up, std::function<void()> report)
    : clean_up_(std::move(clean_up)), report_(std::move(report)) {
  sigemptyset(&signals_);
  sigaddset(&signals_, kEnd);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1}) {
    if (!IsIgnored(signal)) sigaddset(&signals_, signal);
  }
  pthread_sigmask(SIG_BLOCK, &signals_, &old_mask_);
  try {
    thread_ = std::thread([this] { Wait(); });
  } catch (const std::system_error&) {
    pthread_sigmask(SIG_SETMASK, &old_mask_, nullptr);
  }
}

SignalGuard::~SignalGuard() {
  if (!thread_.joinable()) return;
  pthread_kill(thread_.native_handle(), kEnd);
  thread_.join();
  pthread_sigmask(SIG_SETMASK, &old_mask_, nullptr);
}

void SignalGuard::Wait() {
  int received = 0;
  do {
    if (sigwait(&signals_, &received) != 0 || received == kEnd) return;
    if (received == SIGUSR1) report_();
  } while (received == SIGUSR1);
  clean_up_();
  signal(received, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
  kill(getpid(), received);
}

}  // namespace dechaff::cli
