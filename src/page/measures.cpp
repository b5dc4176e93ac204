// The counting pass over a block's text.
#include "page/measures.h"

#include <algorithm>
#include <bit>

#include "text/byte_mask.h"
#include "text/utf8.h"

namespace dechaff::page {
namespace {

enum class Kind : uint8_t { kOther, kLetter, kCapital, kDigit, kIdeograph, kStop, kComma };

// REQUIRES: `c` is beyond ASCII.
Kind KindOf(char32_t c) {
  switch (c) {
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0xFF61:  // … 。！？．｡
    case 0x061F:
    case 0x06D4:
    case 0x0964:
    case 0x0965:
    case 0x1362:
    case 0x0589:  // ؟ ۔ । ॥ ። ։
      return Kind::kStop;
    case 0xFF0C:
    case 0x3001:
    case 0xFF1B:
    case 0x060C:
    case 0x061B:  // ，、；، ؛
      return Kind::kComma;
    default:
      break;
  }
  if (text::IsCjkOrThai(c)) return Kind::kIdeograph;
  const uint8_t classes = text::ClassesOf(c);
  if (classes & text::kUpperClass) return Kind::kCapital;
  if (classes & text::kLetterClass) return Kind::kLetter;
  return classes & text::kDigitClass ? Kind::kDigit : Kind::kOther;
}

// Of a stretch of text of at most 64 bytes, a bit for each byte.
struct Marks {
  size_t size = 0;     // of the stretch
  uint64_t token = 0;  // belongs to a token of several characters
  uint64_t alone = 0;  // begins a character that is a token of its own
  uint64_t capital = 0, digit = 0, stop = 0, comma = 0;
};

Marks MarksOfAscii(const text::Block& block, size_t size) {
  Marks m;
  m.size = size;
  for (size_t i = 0; i < size; i += sizeof(text::Lanes)) {
    const text::Lanes bytes = block.parts[i / sizeof(text::Lanes)];
    const auto put = [i](auto test, uint64_t* marks) {
      *marks |= text::HighBits(reinterpret_cast<text::Lanes>(test)) << i;
    };
    const auto digit = bytes - '0' < 10, capital = bytes - 'A' < 26;
    put(digit | ((bytes | 0x20) - 'a' < 26), &m.token);
    put(digit, &m.digit);
    put(capital, &m.capital);
    put((bytes == '.') | (bytes == '!') | (bytes == '?'), &m.stop);
    put((bytes == ',') | (bytes == ';'), &m.comma);
  }
  return m;
}

// The stretch that begins at `offset`. It ends before a character that would go on beyond it.
Marks MarksAt(std::string_view text, size_t offset) {
  const text::Block block = text::BlockAt(text, offset);
  Marks m = MarksOfAscii(block, std::min(text.size() - offset, text::Block::kSize));
  for (uint64_t high = text::HighBytes(block); high != 0;) {
    const auto i = static_cast<size_t>(std::countr_zero(high));
    int size = 0;
    const char32_t c = text::DecodeAt(text.data() + offset + i, text.data() + text.size(), &size);
    if (i + static_cast<size_t>(size) > text::Block::kSize) return m.size = i, m;
    const uint64_t first = uint64_t{1} << i, all = ((uint64_t{1} << size) - 1) << i;
    high &= ~all;
    const Kind kind = KindOf(c);
    if (kind >= Kind::kLetter && kind <= Kind::kDigit) m.token |= all;
    if (kind == Kind::kIdeograph) m.alone |= first;
    if (kind == Kind::kCapital) m.capital |= first;
    if (kind == Kind::kDigit) m.digit |= first;
    if (kind == Kind::kStop) m.stop |= first;
    if (kind == Kind::kComma) m.comma |= first;
  }
  return m;
}

// Those bytes of the 64 from `offset` on that lie in links, of which those that end before are dropped.
uint64_t BytesInLinks(std::span<const LinkSpan>* links, size_t offset) {
  const auto below = [offset](size_t place) {
    if (place <= offset) return uint64_t{0};
    return place - offset < 64 ? (uint64_t{1} << (place - offset)) - 1 : ~uint64_t{0};
  };
  while (!links->empty() && links->front().end <= offset) *links = links->subspan(1);
  uint64_t bytes = 0;
  for (const LinkSpan& link : *links) {
    if (link.begin >= offset + 64) break;
    bytes |= below(link.end) & ~below(link.begin);
  }
  return bytes;
}

}  // namespace

void Count(std::string_view text, std::span<const LinkSpan> links, Measures* m) {
  m->links += static_cast<uint32_t>(links.size());
  uint64_t in_token = 0;  // 1 if the character before belongs to a token that may go on
  for (size_t at = 0; at < text.size();) {
    const Marks marks = MarksAt(text, at);
    const uint64_t begins = (marks.token & ~(marks.token << 1 | in_token)) | marks.alone;
    in_token = marks.token >> (marks.size - 1) & 1;
    m->tokens += text::CountBits(begins);
    m->capitals += text::CountBits(begins & marks.capital);
    m->digits += text::CountBits(begins & marks.digit);
    m->stops += text::CountBits(marks.stop);
    m->commas += text::CountBits(marks.comma);
    if (!links.empty()) m->link_tokens += text::CountBits(begins & BytesInLinks(&links, at));
    at += marks.size;
  }
}

}  // namespace dechaff::page
