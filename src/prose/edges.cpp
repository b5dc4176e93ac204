// Looks at the first or the last characters.
#include "prose/edges.h"

#include "prose/repair_scan.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace dechaff::prose {

char32_t LastCharacter(std::string_view text) {
  for (const char *begin = text.data(), *p = begin + text.size(); p > begin;) {
    int size;
    const char32_t c = text::DecodeBefore(begin, p, &size);
    if (!IsClosingMark(c) && c != ' ') return c;
    p -= size;
  }
  return 0;
}

bool IsClosed(std::string_view text) {
  const char32_t c = LastCharacter(text);
  const bool ideographic = c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1A;  // 。！？：
  const bool other = c == 0x61F || c == 0x6D4 || c == 0x964;                          // ؟ ۔ ।
  return c == 0 || c == U':' || ideographic || other || IsTerminator(c);
}

bool BeginsLower(std::string_view text) {
  while (!text.empty()) {
    int size;
    const char32_t c = text::DecodeAt(text.data(), text.data() + text.size(), &size);
    if (text::IsLower(c) || !text::IsOddCharacter(c)) return text::IsLower(c);
    text.remove_prefix(static_cast<size_t>(size));
  }
  return false;
}

}  // namespace dechaff::prose
