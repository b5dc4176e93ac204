// White space at the start of text runs.
#include "html/text_run.h"

#include "html/attributes.h"
#include "html/scan.h"
#include "html/tree.h"
#include "text/swar.h"

namespace dechaff::html {
namespace {

// The first byte from `p` on that is no white space. Most of it is indentation: one blank again and again.
const char* SkipSpace(const char* p, const char* end) {
  for (; p < end && IsSpace(*p); ++p) {
    if (end - p <= 8) continue;
    const uint64_t same = text::Bytes(static_cast<unsigned char>(*p));
    while (end - p > 8 && text::Load8(p) == same) p += 8;
    if (!IsSpace(*p)) break;
  }
  return p;
}

}  // namespace

size_t BlankPrefix(std::string_view text, bool has_references) {
  size_t i = 0;
  for (;;) {
    i = static_cast<size_t>(SkipSpace(text.data() + i, text.data() + text.size()) - text.data());
    if (!has_references || i == text.size() || text[i] != '&') return i;
    char decoded[8];
    size_t decoded_size;
    size_t taken = DecodeReference(text.substr(i), false, decoded, &decoded_size);
    if (taken == 0 || !IsSpace(decoded[0])) return i;
    i += taken;
  }
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
