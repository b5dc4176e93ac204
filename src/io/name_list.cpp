// File names from a list; see name_list.h.
#include "io/name_list.h"

#include <fcntl.h>

#include <cerrno>

namespace dechaff::io {

NameList::NameList(Fd fd, std::string path, char delimiter)
    : fd_(std::move(fd)), path_(std::move(path)), delimiter_(delimiter) {}

StatusOr<NameList> NameList::Open(const std::string& path, char delimiter) {
  if (path == "-") return NameList(Fd(0), "standard input", delimiter);
  Fd fd(io::Open(path.c_str(), O_RDONLY));
  if (!fd.valid()) return Status::Io(path + ": " + ErrorText(errno));
  return NameList(std::move(fd), path, delimiter);
}

bool NameList::Next(std::string* name) {
  while (true) {
    const size_t end = buffer_.find(delimiter_, position_);
    if (end != std::string::npos) {
      name->assign(buffer_, position_, end - position_);
      position_ = end + 1;
    } else if (Fill()) {
      continue;
    } else if (status_.ok() && position_ < buffer_.size()) {  // a last name without its delimiter
      name->assign(buffer_, position_);
      position_ = buffer_.size();
    } else {
      return false;
    }
    if (name->find('\0') != std::string::npos) {
      status_ = Status::Invalid(path_ + ": has a NUL in a name; for lists parted by NUL use --files0-from");
      return false;
    }
    if (!name->empty()) return true;
  }
}

bool NameList::Fill() {
  if (at_end_ || !status_.ok()) return false;
  buffer_.erase(0, position_);
  position_ = 0;
  if (buffer_.size() > kMaxName) {
    status_ = Status::Invalid(path_ + ": has a name longer than 64 KiB");
    return false;
  }
  char chunk[16 << 10];
  const ssize_t got = Read(fd_.get(), chunk, sizeof chunk);
  if (got < 0) status_ = Status::Io(path_ + ": " + ErrorText(errno));
  at_end_ = got <= 0;
  if (!at_end_) buffer_.append(chunk, static_cast<size_t>(got));
  return !at_end_;
}

}  // namespace dechaff::io
