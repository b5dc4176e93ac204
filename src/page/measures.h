// Counts what the blocks of a page hold: tokens, sentence ends, capitals, and how much of it is links.
#ifndef DECHAFF_PAGE_MEASURES_H_
#define DECHAFF_PAGE_MEASURES_H_

#include <span>
#include <string_view>

#include "page/page.h"

namespace dechaff::page {

// A link's bytes in the text of the page.
struct LinkSpan {
  uint32_t begin, end;
};

// Adds to the measures of each block how many tokens (of them in links, beginning with digits, with
// capitals), stops and commas it has. `text` is valid UTF-8; blocks and links are in order, and no token or
// character goes on from one block to the next. Linear.
void CountBlocks(std::string_view text, std::span<const Block> blocks, std::span<const LinkSpan> links,
                 std::span<Measures> measures);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_MEASURES_H_
