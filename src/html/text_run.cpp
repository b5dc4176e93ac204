// White space at the start of text runs.
#include "html/text_run.h"

#include "html/attributes.h"
#include "html/scan.h"
#include "html/tree.h"
#include "text/swar.h"

namespace dechaff::html {
namespace {

// Marks the bytes of `word` that are no white space.
uint64_t NoSpace(uint64_t word) {
  const uint64_t low = word & ~text::kHighBits;
  const auto equal = [low](uint64_t byte) {
    return text::Bytes(0x80) - (low ^ text::Bytes(byte));
  };  // high bit
  const uint64_t controls = (low + text::Bytes(0x80 - '\t')) & ~(low + text::Bytes(0x7F - '\r'));
  const uint64_t spaces = (controls & ~equal('\v')) | equal(' ');
  return (word | ~spaces) & text::kHighBits;
}

// The first byte from `p` on that is no white space.
const char* SkipSpace(const char* p, const char* end) {
  for (; end - p >= 8; p += 8) {
    const uint64_t others = NoSpace(text::Load8(p));
    if (others != 0) return p + text::FirstByte(others);
  }
  while (p < end && IsSpace(*p)) ++p;
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
