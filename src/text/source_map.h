// Decoded offsets → input offsets: what a decoder notes down so that every character of the output can
// be traced to its bytes. Runs of characters of one shape (bytes out, bytes in) take 4 bytes each.
#ifndef DECHAFF_TEXT_SOURCE_MAP_H_
#define DECHAFF_TEXT_SOURCE_MAP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dechaff::text {

// A plain value. While nothing was added it is the identity plus the shift.
class SourceMap {
 public:
  // `shift`: bytes of the input before the first decoded one (a byte order mark).
  explicit SourceMap(uint64_t shift = 0) : out_end_(0), in_end_(shift), shift_(shift) {}

  // The offset in the input of the character that begins at the decoded byte `offset`. Monotone; what
  // lies past the end is mapped to the end. O(log n).
  uint64_t ToInput(uint64_t offset) const;

  // `count` more characters, each of `out` decoded bytes made from `in` bytes of the input.
  void Add(size_t out, size_t in, size_t count);

  // Lets go of what lies before the decoded `offset`; ToInput may answer too late for it from now on.
  void Forget(uint64_t offset);

 private:
  struct Run {
    uint16_t count;
    uint8_t out, in;
  };
  // Where every kStep-th run begins.
  struct Mark {
    uint64_t out, in;
  };
  static constexpr size_t kStep = 64;

  void Append(Run run);

  std::vector<Run> runs_;
  std::vector<Mark> marks_;
  uint64_t out_end_, in_end_, shift_;
};

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_SOURCE_MAP_H_
