// Places of a paragraph where text may have been lost: a capital, or an opening mark before one, that
// stands right behind something that can end a sentence. One linear pass; most places are no gaps.
#ifndef DECHAFF_PROSE_REPAIR_SCAN_H_
#define DECHAFF_PROSE_REPAIR_SCAN_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace dechaff::prose {

struct Candidate {
  uint32_t offset;  // byte before which something may be missing
  bool after_stop;  // a terminator (and perhaps closing marks) stands there: only a space is missing
};

// Marks that may follow a terminator, and marks that may open a sentence. `'` counts as closing only.
bool IsTerminator(char32_t c);
bool IsClosingMark(char32_t c);
bool IsOpeningMark(char32_t c);

// Appends the candidates of `text` (valid UTF-8), in order.
void FindCandidates(std::string_view text, std::vector<Candidate>* candidates);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_SCAN_H_
