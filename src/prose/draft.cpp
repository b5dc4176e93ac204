// Anchors of a draft: offsets of its text back to offsets of the source.
#include "prose/draft.h"

#include <algorithm>

namespace dechaff::prose {

uint64_t Draft::SourceOf(uint32_t text_offset) const {
  auto after = std::upper_bound(anchors.begin(), anchors.end(), text_offset,
                                [](uint32_t offset, const Anchor& a) { return offset < a.text; });
  if (after == anchors.begin()) return 0;
  const Anchor& a = *(after - 1);
  return std::min(a.source + (text_offset - a.text), source_end);
}

}  // namespace dechaff::prose
