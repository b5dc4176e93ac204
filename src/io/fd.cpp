// File descriptors; see fd.h.
#include "io/fd.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dechaff::io {

Fd& Fd::operator=(Fd&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

bool Fd::Close() {
  if (fd_ < 0) return true;
  // Linux frees the descriptor even when close() is interrupted.
  return close(std::exchange(fd_, -1)) == 0 || errno == EINTR;
}

int Open(const char* path, int flags, mode_t mode) {
  int fd;
  do {
    fd = open(path, flags | O_CLOEXEC, mode);
  } while (fd < 0 && errno == EINTR);
  return fd;
}

ssize_t Read(int fd, char* data, size_t size) {
  ssize_t got;
  do {
    got = read(fd, data, size);
  } while (got < 0 && errno == EINTR);
  return got;
}

ssize_t ReadAt(int fd, char* data, size_t size, off_t place) {
  ssize_t got;
  do {
    got = pread(fd, data, size, place);
  } while (got < 0 && errno == EINTR);
  return got;
}

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

bool IsReadable(int fd) {
  pollfd request{fd, POLLIN, 0};
  return poll(&request, 1, 0) != 0;
}

std::string ErrorText(int error) {
  const char* text = strerrordesc_np(error);
  return text ? text : "error " + std::to_string(error);
}

void ReserveStandardDescriptors() {
  for (int fd = 0; fd <= 2; ++fd) {
    if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is `fd` itself, since all below are open.
    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace dechaff::io
