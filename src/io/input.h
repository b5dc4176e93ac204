// Opening and reading one input.
#ifndef DECHAFF_IO_INPUT_H_
#define DECHAFF_IO_INPUT_H_

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "dechaff/status.h"
#include "io/fd.h"
#include "io/walk.h"

namespace dechaff::io {

// An input that is open for reading.
struct OpenFile {
  Fd fd;
  FileIdentity identity;
  bool regular = false;
  uint64_t size = 0;  // bytes; 0 unless it is regular
};

// Opens what may be read: regular files, FIFOs and the null device, and standard input whatever it
// is. Found files that have become something else since are refused. Messages leave out the name. May block
// on a FIFO.
StatusOr<OpenFile> OpenInput(const Input& input);

// As read(2): bytes read, 0 at the end, -1 with errno.
using ReadBytes = std::function<ssize_t(char* data, size_t size)>;

// The bytes of `fd`, which must stay open.
ReadBytes ReadFrom(int fd);

// Those bytes, which must live as long.
ReadBytes ReadFromMemory(std::string_view bytes);

// A buffer to read documents into, kept from one document to the next. Used by one thread at a time.
class ReadBuffer {
 public:
  // Forgets what was read.
  void Clear() { size_ = 0; }

  // Adds what one call of `read` gives, at most up to `limit` bytes in all: the bytes added, 0 at the
  // end (or at the limit), -1 with errno. A buffer grows by what is read, not by `limit`.
  ssize_t ReadSome(const ReadBytes& read, size_t limit);

  // Adds until there are `limit` bytes or the input ends; false with errno on failure.
  bool ReadUpTo(const ReadBytes& read, size_t limit);

  std::string_view bytes() const { return {data_.get(), size_}; }

 private:
  static constexpr size_t kFirstCapacity = size_t{256} << 10;

  void Grow();

  std::unique_ptr<char[]> data_;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_INPUT_H_
