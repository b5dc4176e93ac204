// The lines of an input, of any length.
#ifndef DECHAFF_IO_LINE_SOURCE_H_
#define DECHAFF_IO_LINE_SOURCE_H_

#include <cstdint>
#include <string>

#include "dechaff/status.h"
#include "io/input.h"

namespace dechaff::io {

struct Line {
  std::string text;     // without its line end, LF or CR LF
  uint64_t number = 0;  // from 1
  uint64_t offset = 0;  // of its first byte in the input
  uint64_t size = 0;    // bytes in the input, with its line end
  bool cut = false;     // it was longer than the limit; the rest was passed over
};

// Never asks `read` for more while it holds a whole line, so that a writer who waits for an answer gets it.
// Used by one thread at a time. Memory: the limit and a buffer.
class LineSource {
 public:
  // `limit`: bytes of a line. `read` begins behind `offset` bytes of the input, and `number` lines.
  LineSource(ReadBytes read, size_t limit, uint64_t offset = 0, uint64_t number = 0)
      : read_(std::move(read)), limit_(limit), offset_(offset), number_(number) {}

  // The next line; false at the end. A last line needs no line end.
  bool Next(Line* line);
  // After the end: not ok if the input could not be read to its end.
  const Status& status() const { return status_; }

 private:
  static constexpr size_t kChunk = size_t{64} << 10;

  bool Fill();

  ReadBytes read_;
  size_t limit_;
  std::string buffer_;
  size_t next_ = 0;  // of the buffer
  uint64_t offset_;
  uint64_t number_;
  Status status_;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_LINE_SOURCE_H_
