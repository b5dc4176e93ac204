// One paragraph of text → its normal form: NFC, no stray controls, one kind of blank. What is changed
// and why is listed in src/text/README.md.
#ifndef DECHAFF_TEXT_NORMALISE_H_
#define DECHAFF_TEXT_NORMALISE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/options.h"

namespace dechaff::text {

// A stretch of output that differs from its stretch of input.
struct Change {
  uint32_t out_begin, out_end;  // bytes of the output
  uint32_t in_begin, in_end;    // bytes of the input
};

struct NormaliseOptions {
  bool preformatted = false;  // keep line ends, tabs and runs of blanks
  bool html = false;          // mend character references that were escaped twice
  Typography typography = {};
};

// True if Normalise would change nothing. The fast path: about 1 GB/s over clean ASCII.
bool IsNormal(std::string_view text, const NormaliseOptions& options);

// Replaces `out` by the normal form of `text` (valid UTF-8) and, if `changes` is given, by the list
// of what differs, in order. Idempotent. Linear.
void Normalise(std::string_view text, const NormaliseOptions& options, std::string* out,
               std::vector<Change>* changes);

// The same, but false, with both left as they were, if `text` is normal already.
bool NormaliseIfNeeded(std::string_view text, const NormaliseOptions& options, std::string* out,
                       std::vector<Change>* changes);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_NORMALISE_H_
