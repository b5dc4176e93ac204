// Where a piece of text came from.
#ifndef DECHAFF_TEXT_ANCHOR_H_
#define DECHAFF_TEXT_ANCHOR_H_

#include <cstdint>

namespace dechaff::text {

// Bytes of a text from `text` on came from bytes of the decoded source from `source` on, one to one,
// until the next anchor.
struct Anchor {
  uint32_t text;
  uint64_t source;
};

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_ANCHOR_H_
