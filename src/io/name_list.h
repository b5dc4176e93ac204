// File names from a list: one a line, or each ended by NUL.
#ifndef DECHAFF_IO_NAME_LIST_H_
#define DECHAFF_IO_NAME_LIST_H_

#include <string>

#include "dechaff/status.h"
#include "io/fd.h"

namespace dechaff::io {

// Reads names as they are asked for, so that a list of any length takes constant memory and may be
// produced while it is read. Empty names are passed over. Used by one thread at a time.
class NameList {
 public:
  // `path` may be "-" for standard input.
  static StatusOr<NameList> Open(const std::string& path, char delimiter);

  // The next name; false at the end or after an error, which status() tells.
  bool Next(std::string* name);

  const Status& status() const { return status_; }
  bool reads_standard_input() const { return fd_.get() == 0; }

 private:
  // A name longer than this is not a name but the wrong file.
  static constexpr size_t kMaxName = size_t{1} << 16;

  NameList(Fd fd, std::string path, char delimiter);
  bool Fill();

  Fd fd_;
  std::string path_;
  char delimiter_;
  std::string buffer_;
  size_t position_ = 0;
  bool at_end_ = false;
  Status status_;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_NAME_LIST_H_
