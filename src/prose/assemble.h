// Judged blocks of a page → drafts of paragraphs: rows of small cells become one line, lines that `br`
// made become paragraphs or stay lines, and labels are passed on so that what they broke can be joined.
#ifndef DECHAFF_PROSE_ASSEMBLE_H_
#define DECHAFF_PROSE_ASSEMBLE_H_

#include <vector>

#include "judge/judge.h"
#include "page/page.h"
#include "prose/draft.h"

namespace dechaff::prose {

// Hands the drafts of the kept blocks to `sink` in order. REQUIRES: a verdict for each block. Linear.
void Assemble(const page::Page& page, const std::vector<judge::Verdict>& verdicts, DraftSink* sink);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_ASSEMBLE_H_
