// A buffered writer; see output.h.
#include "io/output.h"

#include <cerrno>

#include "io/fd.h"

namespace dechaff::io {

Output::Output(int fd, std::string name, uint64_t size) : fd_(fd), name_(std::move(name)), size_(size) {
  buffer_.reserve(kBufferSize);
}

bool Output::Write(std::string_view bytes) {
  size_ += bytes.size();
  if (buffer_.size() + bytes.size() <= kBufferSize) {
    buffer_.append(bytes);
    return status_.ok();
  }
  if (!Flush()) return false;
  if (bytes.size() >= kBufferSize) return WriteOut(bytes);
  buffer_.assign(bytes);
  return true;
}

bool Output::Flush() {
  const bool written = WriteOut(buffer_);
  buffer_.clear();
  return written;
}

bool Output::WriteOut(std::string_view bytes) {
  if (status_.ok() && !WriteAll(fd_, bytes)) status_ = Status::Io(name_ + ": " + ErrorText(errno));
  return status_.ok();
}

}  // namespace dechaff::io
