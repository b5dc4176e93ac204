// Opening and reading one input; see input.h.
#include "io/input.h"

#include <fcntl.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace dechaff::io {
namespace {

bool IsNullDevice(const struct stat& info) { return S_ISCHR(info.st_mode) && info.st_rdev == makedev(1, 3); }

}  // namespace

StatusOr<OpenFile> OpenInput(const Input& input) {
  const bool standard = input.path == "-";
  // A found file must not make us wait, should it have become a FIFO.
  const int flags = O_RDONLY | O_NOCTTY | (input.named ? 0 : O_NONBLOCK);
  OpenFile file;
  file.fd = Fd(standard ? fcntl(0, F_DUPFD_CLOEXEC, 3) : Open(input.path.c_str(), flags));
  if (!file.fd.valid() && errno == ENXIO) return Status::Invalid("is a socket or a device");
  struct stat info;
  if (!file.fd.valid() || fstat(file.fd.get(), &info) != 0) return Status::Io(ErrorText(errno));
  file.identity = FileIdentity(info);
  file.regular = S_ISREG(info.st_mode);
  file.size = file.regular ? static_cast<uint64_t>(info.st_size) : 0;
  if (S_ISDIR(info.st_mode)) return Status::Invalid("is a directory");
  if (standard || file.regular || IsNullDevice(info)) return file;
  if (S_ISFIFO(info.st_mode) && input.named) return file;
  return Status::Invalid(S_ISFIFO(info.st_mode) ? "is a FIFO" : "is a device");
}

ReadBytes ReadFrom(int fd) {
  return [fd](char* data, size_t size) { return Read(fd, data, size); };
}

ReadBytes ReadFromMemory(std::string_view bytes) {
  return [bytes](char* data, size_t size) mutable {
    size = bytes.copy(data, size);
    bytes.remove_prefix(size);
    return static_cast<ssize_t>(size);
  };
}

ssize_t ReadBuffer::ReadSome(const ReadBytes& read, size_t limit) {
  if (size_ >= limit) return 0;
  if (size_ == capacity_) Grow();
  const ssize_t got = read(data_.get() + size_, std::min(capacity_, limit) - size_);
  if (got > 0) size_ += static_cast<size_t>(got);
  return got;
}

bool ReadBuffer::ReadUpTo(const ReadBytes& read, size_t limit) {
  while (size_ < limit) {
    const ssize_t got = ReadSome(read, limit);
    if (got <= 0) return got == 0;
  }
  return true;
}

void ReadBuffer::Grow() {
  const size_t capacity = std::max(kFirstCapacity, 2 * capacity_);
  auto data = std::make_unique_for_overwrite<char[]>(capacity);
  if (size_) std::memcpy(data.get(), data_.get(), size_);
  data_ = std::move(data);
  capacity_ = capacity;
}

}  // namespace dechaff::io
