// White space at the start of text runs.
#include "html/text_run.h"

#include "html/attributes.h"
#include "html/scan.h"
#include "html/tree.h"
#include "text/byte_mask.h"
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
// A bit for each of sixteen bytes that are no white space.
uint64_t NoSpace(text::Lanes bytes) {
  const auto spaces = (bytes == ' ') | ((bytes - '\t' < 5) & (bytes != '\v'));
  return text::HighBits(reinterpret_cast<text::Lanes>(spaces)) ^ 0xFFFF;
}

}  // namespace

// What is not looked at in whole steps is looked at in one that begins before it.
const char* SkipSpace(const char* p, const char* end) {
  const std::ptrdiff_t size = end - p;
  if (size >= 16) {
    for (;; p += 16) {
      if (end - p < 16) p = end - 16;
      text::Lanes bytes;
      std::memcpy(&bytes, p, sizeof bytes);
      if (const uint64_t others = NoSpace(bytes)) return p + std::countr_zero(others);
      if (end - p == 16) return end;
    }
  }
  if (size >= 8) {
    for (const char* step : {p, end - 8}) {
      if (const uint64_t others = NoSpace(text::Load8(step))) return step + text::FirstByte(others);
    }
    return end;
  }
  while (p < end && IsSpace(*p)) ++p;
  return p;
}

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
