// Counts what a stretch of text holds: tokens, sentence ends, capitals, and how much of it is links.
#ifndef DECHAFF_PAGE_MEASURES_H_
#define DECHAFF_PAGE_MEASURES_H_

#include <span>
#include <string_view>

#include "page/page.h"

namespace dechaff::page {

// A link's bytes in the text that is counted.
struct LinkSpan {
  uint32_t begin, end;
};

// Adds the counts of `text` (valid UTF-8) to `m`. `links` are in order, relative to `text`. Linear.
void Count(std::string_view text, std::span<const LinkSpan> links, Measures* m);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_MEASURES_H_
