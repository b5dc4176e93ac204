// What kind of document the bytes are, from their content alone.
#ifndef DECHAFF_TEXT_SNIFF_H_
#define DECHAFF_TEXT_SNIFF_H_

#include <cstdint>
#include <string_view>

namespace dechaff::text {

// The name of a format that holds no text to clean ("pdf", "jpeg", "png", "gif", "zip", "gzip", "elf",
// "webp", "mp4", ...; "binary" when control characters give it away but no magic number names it), or
// empty. Looks at the first 8 KiB. Static storage.
std::string_view BinaryKind(std::string_view bytes);

// The byte order of UTF-16 text that has no byte order mark: "utf-16le", "utf-16be", or empty. Looks at
// the first 8 KiB.
std::string_view Utf16Kind(std::string_view bytes);

// True for HTML, and for XML (feeds, XHTML, SVG), whose tags must go likewise; false for prose, e-mail,
// Markdown, source code and JSON, though they mention tags. Looks at the first 32 KiB, in UTF-16 too.
bool LooksLikeHtml(std::string_view bytes);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_SNIFF_H_
