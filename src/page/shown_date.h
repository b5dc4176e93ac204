// Finds a date among the words of a line that is meant for readers: "Posted on 3 mars 2024 by Jane".
#ifndef DECHAFF_PAGE_SHOWN_DATE_H_
#define DECHAFF_PAGE_SHOWN_DATE_H_

#include <string>
#include <string_view>

namespace dechaff::page {

// The first full date in `line`, as "2024-03-03"; empty if there is none. `lang` is the page's language tag,
// lower case, or empty: months are read by their names in that language, which ICU has, and in English;
// "3/4/2024" is read month first in en-us only, day first in all other languages, and not at all where it is
// not known which. Digits of any script. For lines of some hundred bytes; O(line).
std::string FindShownDate(std::string_view line, std::string_view lang);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_SHOWN_DATE_H_
