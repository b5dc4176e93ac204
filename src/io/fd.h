// File descriptors: an owner, reads and writes that survive interruption, the identity of a file.
//
// Thread safety: free functions are safe; an Fd belongs to one thread at a time.
#ifndef DECHAFF_IO_FD_H_
#define DECHAFF_IO_FD_H_

#include <sys/stat.h>
#include <sys/types.h>

#include <string>
#include <string_view>
#include <utility>

namespace dechaff::io {

// Owns an open descriptor and closes it. -1 = none.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept;
  ~Fd() { Close(); }

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  // Closes now; false (with errno) when the system reports a late write error.
  bool Close();
  // Gives the descriptor to the caller.
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

// What makes two names one file.
struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;

  FileIdentity() = default;
  explicit FileIdentity(const struct stat& info) : device(info.st_dev), inode(info.st_ino) {}
  bool operator==(const FileIdentity&) const = default;
};

// open() that retries when a signal interrupts it. Always close-on-exec. -1 with errno on failure.
int Open(const char* path, int flags, mode_t mode = 0);

// read() that retries when a signal interrupts it: bytes read, 0 at the end, -1 with errno.
ssize_t Read(int fd, char* data, size_t size);

// As Read, from a place of a regular file and without moving the descriptor's own.
ssize_t ReadAt(int fd, char* data, size_t size, off_t place);

// Writes all of `bytes`, however often the system takes only a part. False with errno on failure.
bool WriteAll(int fd, std::string_view bytes);

// True when a read would return at once (data, end or error).
bool IsReadable(int fd);

// "No such file or directory" for ENOENT, and so on; does not depend on the locale.
std::string ErrorText(int error);

// Fills closed standard descriptors (0 to 2) so that no file opened later takes their number: each is
// opened in the wrong direction, so that using it still fails with EBADF. Call first in main.
void ReserveStandardDescriptors();

}  // namespace dechaff::io

#endif  // DECHAFF_IO_FD_H_
