// White space at the start of text runs.
#include "html/text_run.h"

#include "html/attributes.h"
#include "html/scan.h"
#include "html/tree.h"

namespace dechaff::html {

size_t BlankPrefix(std::string_view text, bool has_references) {
  size_t i = 0;
  for (;;) {
    while (i < text.size() && IsSpace(text[i])) ++i;
    if (!has_references || i == text.size() || text[i] != '&') return i;
    char decoded[8];
    size_t decoded_size;
    size_t taken = DecodeReference(text.substr(i), false, decoded, &decoded_size);
    if (taken == 0 || !IsSpace(decoded[0])) return i;
    i += taken;
  }
}

uint8_t TextFlags(std::string_view text, bool raw) {
  bool blank = BlankPrefix(text, !raw) == text.size();
  return static_cast<uint8_t>((raw ? kRaw : 0) | (blank ? kBlank : 0));
}

size_t LeadingNewline(std::string_view text) {
  if (text.starts_with("\r\n")) return 2;
  if (text.starts_with('\n') || text.starts_with('\r')) return 1;
  char decoded[8];
  size_t decoded_size;
  if (!text.starts_with('&')) return 0;
  size_t taken = DecodeReference(text, false, decoded, &decoded_size);
  return taken != 0 && decoded[0] == '\n' ? taken : 0;
}

}  // namespace dechaff::html
