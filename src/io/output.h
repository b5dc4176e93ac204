// A buffered writer to a descriptor that remembers its first error.
#ifndef DECHAFF_IO_OUTPUT_H_
#define DECHAFF_IO_OUTPUT_H_

#include <string>
#include <string_view>

#include "dechaff/status.h"

namespace dechaff::io {

// Used by one thread at a time. Does not own the descriptor. Nothing is flushed by the destructor:
// the end of an output is a step that can fail, so it is the caller's.
class Output {
 public:
  // `name` stands in messages: "standard output: No space left on device".
  // `size` bytes are there already.
  Output(int fd, std::string name, uint64_t size = 0);

  // False after the first error; everything later is dropped.
  bool Write(std::string_view bytes);
  bool Flush();

  const Status& status() const { return status_; }
  // Bytes taken so far, written or not, with those that were there.
  uint64_t size() const { return size_; }

 private:
  static constexpr size_t kBufferSize = size_t{64} << 10;

  bool WriteOut(std::string_view bytes);

  int fd_;
  std::string name_;
  std::string buffer_;
  uint64_t size_ = 0;
  Status status_;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_OUTPUT_H_
