// The title of a page without the name of its site.
#ifndef DECHAFF_PAGE_TITLE_H_
#define DECHAFF_PAGE_TITLE_H_

#include <string>
#include <string_view>
#include <vector>

#include "dechaff/result.h"

namespace dechaff::page {

// What a page offers as its title, white space folded; any may be empty.
struct TitleCandidates {
  std::string title;                       // the title element
  std::string open_graph;                  // og:title
  std::string headline;                    // of the linked data
  std::string site;                        // name of the site
  std::string url;                         // canonical address
  std::vector<std::string_view> headings;  // in the order of trust: h1 first, then lower levels
};

// A heading that one of the other titles repeats word for word is the title, unless it only names the
// site; else og:title or the title element, with the site's name cut off: a part at the edge that is
// the site's name or stands in its host, or, if there is none, a last part no longer than what is
// before it. O(total length of the candidates).
Stated ChooseTitle(const TitleCandidates& candidates);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_TITLE_H_
