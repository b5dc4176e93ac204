// The counting pass over a block's text, and sums of counts.
#include "page/measures.h"

#include <array>

#include "text/utf8.h"

namespace dechaff::page {
namespace {

enum class Kind : uint8_t { kOther, kLetter, kCapital, kDigit, kIdeograph, kStop, kComma };

constexpr std::array<Kind, 128> kAsciiKinds = [] {
  std::array<Kind, 128> kinds{};
  for (size_t c = 'a'; c <= 'z'; ++c) kinds[c] = Kind::kLetter;
  for (size_t c = 'A'; c <= 'Z'; ++c) kinds[c] = Kind::kCapital;
  for (size_t c = '0'; c <= '9'; ++c) kinds[c] = Kind::kDigit;
  kinds['.'] = kinds['!'] = kinds['?'] = Kind::kStop;
  kinds[','] = kinds[';'] = Kind::kComma;
  return kinds;
}();

bool IsInToken(Kind kind) { return kind >= Kind::kLetter && kind <= Kind::kDigit; }

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

}  // namespace

Measures& Measures::operator+=(const Measures& o) {
  tokens += o.tokens, link_tokens += o.link_tokens, links += o.links, stops += o.stops, commas += o.commas;
  digits += o.digits, capitals += o.capitals, prose += o.prose, headings += o.headings;
  inputs += o.inputs, images += o.images;
  return *this;
}

Measures Measures::operator-(const Measures& o) const {
  Measures m = *this;
  m.tokens -= o.tokens, m.link_tokens -= o.link_tokens, m.links -= o.links, m.stops -= o.stops;
  m.commas -= o.commas, m.digits -= o.digits, m.capitals -= o.capitals, m.prose -= o.prose;
  m.headings -= o.headings, m.inputs -= o.inputs, m.images -= o.images;
  return m;
}

void Count(std::string_view text, std::span<const LinkSpan> links, Measures* m) {
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  size_t link = 0;
  bool in_token = false;
  for (const char* p = begin; p < end;) {
    const char* const at = p;
    Kind kind;
    if (text::IsAscii(*p)) {
      kind = kAsciiKinds[static_cast<unsigned char>(*p++)];
    } else {
      int size = 0;
      kind = KindOf(text::DecodeAt(p, end, &size));
      p += size;
    }
    if (kind == Kind::kOther || kind >= Kind::kStop) {
      m->stops += kind == Kind::kStop;
      m->commas += kind == Kind::kComma;
      in_token = false;
      continue;
    }
    if (!in_token || kind == Kind::kIdeograph) {
      ++m->tokens;
      m->capitals += kind == Kind::kCapital;
      m->digits += kind == Kind::kDigit;
      const auto offset = static_cast<uint32_t>(at - begin);
      while (link < links.size() && links[link].end <= offset) ++link;
      m->link_tokens += link < links.size() && links[link].begin <= offset;
    }
    in_token = kind != Kind::kIdeograph;
    if (in_token) {
      while (p < end && text::IsAscii(*p) && IsInToken(kAsciiKinds[static_cast<unsigned char>(*p)])) ++p;
    }
  }
  m->links += static_cast<uint32_t>(links.size());
}

}  // namespace dechaff::page
