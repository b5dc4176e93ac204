// Tells pages that have no content: what a server gives instead of a page, walls, redirects, shells that
// scripts would fill.
#ifndef DECHAFF_CLEAN_EMPTY_PAGE_H_
#define DECHAFF_CLEAN_EMPTY_PAGE_H_

#include <string>
#include <string_view>

#include "judge/phrases.h"
#include "page/page.h"

namespace dechaff {

// From this many kept tokens on a page has content, whatever its title.
inline constexpr uint32_t kLeastContent = 100;

// How much of a page is kept; a block of signs alone, as emoji, has no tokens.
struct Kept {
  uint32_t blocks = 0, tokens = 0;
};

// Why a page has no content: "an error page: Page not found", "a consent wall", "a redirect"; and, if no
// token was kept, "drawn by scripts", "no text" or "no main content". Empty if the page has content. `title`
// is the page's. Linear in the page, and called for pages with little text only.
std::string WhyEmpty(const page::Page& page, std::string_view title, Kept kept,
                     const judge::PhraseBook& phrases);

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_EMPTY_PAGE_H_
