// Who wrote a page and when, as the page shows it to its readers: for pages that do not say so to machines.
#ifndef DECHAFF_CLEAN_SHOWN_BYLINE_H_
#define DECHAFF_CLEAN_SHOWN_BYLINE_H_

#include "dechaff/result.h"
#include "judge/phrases.h"
#include "page/page.h"

namespace dechaff {

// Fills in the author and the date where they are empty. An author is an element that is marked as one (rel,
// itemprop), else what follows a by-word of rules/phrases in a short line near the title, else a short line
// whose class says so. A date is one in a short line near the title, or in one whose class says that it holds
// one. Lines of comments, of the page's edges and of what is listed beside the text do not count. Time
// O(page).
void ReadShownByline(const page::Page& page, const judge::PhraseBook& phrases, Metadata* metadata);

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_SHOWN_BYLINE_H_
