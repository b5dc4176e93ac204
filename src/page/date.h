// Dates as pages write them for machines → ISO 8601.
#ifndef DECHAFF_PAGE_DATE_H_
#define DECHAFF_PAGE_DATE_H_

#include <string>
#include <string_view>

namespace dechaff::page {

// "2024-05-20", "2024-05-20T10:00", "2024-05-20T10:00:30Z", "...+02:00", from any of the forms of ISO 8601
// and RFC 2822, "20240520", "2024/5/20", "20.5.2024", "May 20, 2024" (months in English). Fractions of a
// second are left out. Empty for what is none of these, where day and month cannot be told apart, and for
// years before 1980 or after 2099, which are placeholders. O(1).
std::string IsoDate(std::string_view text);

// The date in the path of an address ("/2024/05/20/"), or empty. O(url).
std::string DateInAddress(std::string_view url);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_DATE_H_
