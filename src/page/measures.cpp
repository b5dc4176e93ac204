// The counting pass over a block's text.
#include "page/measures.h"

#include <algorithm>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "text/swar.h"
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

// Marks the bytes of `word`, which is all ASCII, that lie in [first, last].
constexpr uint64_t InRange(uint64_t word, uint64_t first, uint64_t last) {
  return ((word + text::Bytes(0x80 - first)) ^ (word + text::Bytes(0x7F - last))) & text::kHighBits;
}
// Marks those that are `byte`.
constexpr uint64_t Equal(uint64_t word, uint64_t byte) { return InRange(word, byte, byte); }

// Counts a text that comes in pieces; a token may go on from one to the next.
class Counter {
 public:
  explicit Counter(Measures* m) : m_(*m) {}

  void Add(std::string_view text) {
    const char* p = text.data();
    const char* const end = p + text.size();
#ifdef __SSE2__
    p = AddWhole(p, end);
#endif
    while (p < end) {
      const auto size = std::min<size_t>(8, static_cast<size_t>(end - p));
      const uint64_t word = text::LoadUpTo8(p, size);
      const uint64_t high = word & text::kHighBits;
      if (high == 0) {
        AddAscii(word, size);
        p += size;
        continue;
      }
      if (const size_t ascii = text::FirstByte(high)) {
        AddAscii(word & ((uint64_t{1} << (8 * ascii)) - 1), ascii);
        p += ascii;
      }
      int bytes = 0;
      AddCharacter(KindOf(text::DecodeAt(p, end, &bytes)));
      p += bytes;
    }
  }

 private:
#ifdef __SSE2__
  // The same for as many whole sixteens of ASCII as there are at `p`; returns where they end.
  const char* AddWhole(const char* p, const char* end) {
    const __m128i zero = _mm_setzero_si128();
    __m128i tokens = zero, capitals = zero, digits = zero, stops = zero, commas = zero;  // of each lane
    const char* const stop = p + std::min<std::ptrdiff_t>(end - p, 16 * 255);            // lanes are bytes
    const auto in_range = [](__m128i bytes, char low, char high) {
      const __m128i offset = _mm_sub_epi8(bytes, _mm_set1_epi8(low)), width = _mm_set1_epi8(high - low);
      return _mm_cmpeq_epi8(_mm_min_epu8(offset, width), offset);
    };
    const auto equal = [](__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    __m128i before = _mm_cvtsi32_si128(in_token_ == 0 ? 0 : 0xFF);  // whether a token goes on in lane 0
    for (; stop - p >= 16; p += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
      if (_mm_movemask_epi8(bytes) != 0) break;
      const __m128i digit = in_range(bytes, '0', '9');
      const __m128i token = _mm_or_si128(in_range(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z'), digit);
      const __m128i begins = _mm_andnot_si128(_mm_or_si128(_mm_slli_si128(token, 1), before), token);
      before = _mm_srli_si128(token, 15);
      tokens = _mm_sub_epi8(tokens, begins);
      capitals = _mm_sub_epi8(capitals, _mm_and_si128(begins, in_range(bytes, 'A', 'Z')));
      digits = _mm_sub_epi8(digits, _mm_and_si128(begins, digit));
      stops = _mm_sub_epi8(
          stops, _mm_or_si128(_mm_or_si128(equal(bytes, '.'), equal(bytes, '!')), equal(bytes, '?')));
      commas = _mm_sub_epi8(commas, _mm_or_si128(equal(bytes, ','), equal(bytes, ';')));
    }
    in_token_ = _mm_cvtsi128_si32(before) & 0x80;
    const auto sum = [zero](__m128i lanes) {
      const __m128i halves = _mm_sad_epu8(lanes, zero);
      return static_cast<uint32_t>(_mm_cvtsi128_si32(_mm_add_epi32(halves, _mm_srli_si128(halves, 8))));
    };
    m_.tokens += sum(tokens);
    m_.capitals += sum(capitals);
    m_.digits += sum(digits);
    m_.stops += sum(stops);
    m_.commas += sum(commas);
    return p;
  }
#endif

  // The first `size` bytes of `word`, which are ASCII; the others are 0.
  void AddAscii(uint64_t word, size_t size) {
    const uint64_t capitals = InRange(word, 'A', 'Z');
    const uint64_t digits = InRange(word, '0', '9');
    const uint64_t token = InRange(word | text::Bytes(0x20), 'a', 'z') | digits;
    const uint64_t begins = token & ~(token << 8 | in_token_);
    in_token_ = token >> (8 * (size - 1)) & 0x80;
    m_.tokens += text::CountMarks(begins);
    m_.capitals += text::CountMarks(begins & capitals);
    m_.digits += text::CountMarks(begins & digits);
    m_.stops += text::CountMarks(Equal(word, '.') | Equal(word, '!') | Equal(word, '?'));
    m_.commas += text::CountMarks(Equal(word, ',') | Equal(word, ';'));
  }

  void AddCharacter(Kind kind) {
    m_.stops += kind == Kind::kStop;
    m_.commas += kind == Kind::kComma;
    const bool token = kind >= Kind::kLetter && kind <= Kind::kIdeograph;
    if (token && (in_token_ == 0 || kind == Kind::kIdeograph)) {
      ++m_.tokens;
      m_.capitals += kind == Kind::kCapital;
      m_.digits += kind == Kind::kDigit;
    }
    in_token_ = token && kind != Kind::kIdeograph ? 0x80 : 0;
  }

  Measures& m_;
  uint64_t in_token_ = 0;  // 0x80 if the character before belongs to a token
};

}  // namespace

void Count(std::string_view text, std::span<const LinkSpan> links, Measures* m) {
  Counter counter(m);
  size_t at = 0;
  for (const LinkSpan& link : links) {
    counter.Add(text.substr(at, link.begin - at));
    const uint32_t before = m->tokens;
    counter.Add(text.substr(link.begin, link.end - link.begin));
    m->link_tokens += m->tokens - before;
    at = link.end;
  }
  counter.Add(text.substr(at));
  m->links += static_cast<uint32_t>(links.size());
}

}  // namespace dechaff::page
