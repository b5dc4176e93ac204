// What a page says of its own charset: `meta` elements and an XML declaration at its beginning.
#ifndef DECHAFF_TEXT_PRESCAN_H_
#define DECHAFF_TEXT_PRESCAN_H_

#include <string_view>

namespace dechaff::text {

// How far the prescan reads. The HTML Standard's 1,024 bytes, and more, since heads have grown and
// browsers find a later `meta` by parsing.
inline constexpr size_t kPrescanBytes = 8192;

// The canonical charset that the page declares, or empty: "prescan a byte stream to determine its
// encoding" of the HTML Standard (13.2.3.2), with the XML declaration looked at last.
std::string_view PrescanCharset(std::string_view bytes);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_PRESCAN_H_
