// The counting pass over a block's text, and sums of counts.
#include "page/measures.h"

#include "text/utf8.h"

namespace dechaff::page {
namespace {

enum class Kind : uint8_t { kOther, kLetter, kCapital, kDigit, kIdeograph, kStop, kComma };

Kind KindOf(char32_t c) {
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') return Kind::kLetter;
    if (c >= 'A' && c <= 'Z') return Kind::kCapital;
    if (c >= '0' && c <= '9') return Kind::kDigit;
    if (c == '.' || c == '!' || c == '?') return Kind::kStop;
    return c == ',' || c == ';' ? Kind::kComma : Kind::kOther;
  }
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
  if (text::IsUpper(c)) return Kind::kCapital;
  if (text::IsLetter(c)) return Kind::kLetter;
  return text::IsDigit(c) ? Kind::kDigit : Kind::kOther;
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
    char32_t c = static_cast<unsigned char>(*p);
    if (c < 0x80) {
      ++p;
    } else {
      int size = 0;
      c = text::DecodeAt(p, end, &size);
      p += size;
    }
    const Kind kind = KindOf(c);
    if (kind == Kind::kOther || kind >= Kind::kStop) {
      if (kind == Kind::kStop) ++m->stops;
      if (kind == Kind::kComma) ++m->commas;
      in_token = false;
      continue;
    }
    if (in_token && kind != Kind::kIdeograph) continue;
    in_token = kind != Kind::kIdeograph;
    ++m->tokens;
    if (kind == Kind::kCapital) ++m->capitals;
    if (kind == Kind::kDigit) ++m->digits;
    const auto offset = static_cast<uint32_t>(at - begin);
    while (link < links.size() && links[link].end <= offset) ++link;
    if (link < links.size() && links[link].begin <= offset) ++m->link_tokens;
  }
  m->links += static_cast<uint32_t>(links.size());
}

}  // namespace dechaff::page
