// Character classes and the scanning of one attribute, shared by the tokenizer (which only skips
// attributes) and AttributeReader (which takes them apart), so that both see the same ones.
#ifndef DECHAFF_HTML_SCAN_H_
#define DECHAFF_HTML_SCAN_H_

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/swar.h"

namespace dechaff::html {

enum CharBit : uint8_t {
  kSpaceBit = 1,         // HTML white space
  kNameEndBit = 2,       // ends a tag name: white space, '/', '>'
  kAttributeEndBit = 4,  // ends an attribute name: those and '='
  kUnquotedEndBit = 8,   // ends an unquoted value: white space, '>'
  kLetterBit = 16,       // ASCII letter
  kAlnumBit = 32,        // ASCII letter or digit
};

inline constexpr std::array<uint8_t, 256> kCharBits = [] {
  std::array<uint8_t, 256> bits{};
  for (char c : {' ', '\t', '\n', '\r', '\f'})
    bits[static_cast<unsigned char>(c)] |= kSpaceBit | kNameEndBit | kAttributeEndBit | kUnquotedEndBit;
  bits['/'] |= kNameEndBit | kAttributeEndBit;
  bits['>'] |= kNameEndBit | kAttributeEndBit | kUnquotedEndBit;
  bits['='] |= kAttributeEndBit;
  for (size_t c = 'a'; c <= 'z'; ++c) {
    bits[c] |= kLetterBit | kAlnumBit;
    bits[c - 'a' + 'A'] |= kLetterBit | kAlnumBit;
  }
  for (size_t c = '0'; c <= '9'; ++c) bits[c] |= kAlnumBit;
  return bits;
}();

inline bool HasBit(char c, int bits) { return (kCharBits[static_cast<unsigned char>(c)] & bits) != 0; }
inline bool IsSpace(char c) { return HasBit(c, kSpaceBit); }
inline char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

inline bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (LowerAscii(a[i]) != LowerAscii(b[i])) return false;
  return true;
}

// The first eight bytes of a name as one word, as they are, and in lower case. Names of up to eight bytes
// are equal if these are.
constexpr uint64_t Packed(std::string_view name) {
  uint64_t word = 0;
  for (size_t i = name.size() < 8 ? name.size() : 8; i-- > 0;)
    word = word << 8 | static_cast<unsigned char>(name[i]);
  return word;
}
inline uint64_t PackedLower(std::string_view name) {
  return text::LowerAscii8(text::LoadUpTo8(name.data(), name.size()));
}

inline const char* SkipWhile(const char* p, const char* end, int bits) {
  while (p < end && HasBit(*p, bits)) ++p;
  return p;
}
inline const char* SkipUntil(const char* p, const char* end, int bits) {
  while (p < end && !HasBit(*p, bits)) ++p;
  return p;
}

// Marks the bytes of `word` that end a name: kNameEndBit or kAttributeEndBit, and other controls; the first
// exactly, those after it perhaps wrongly.
template <int kEndBits>
constexpr uint64_t EndMarks(uint64_t word) {
  static_assert(kEndBits == kNameEndBit || kEndBits == kAttributeEndBit);
  const uint64_t marks = text::ByteBelow(word, ' ' + 1) | text::ZeroByte(word ^ text::Bytes('/')) |
                         text::ZeroByte(word ^ text::Bytes('>'));
  return kEndBits == kNameEndBit ? marks : marks | text::ZeroByte(word ^ text::Bytes('='));
}

// One past the name of an attribute that goes on at `p`: SkipUntil for kAttributeEndBit, eight bytes at once,
// as most names are short.
inline const char* SkipAttributeName(const char* p, const char* end) {
  if (end - p >= 8) {
    const uint64_t marks = EndMarks<kAttributeEndBit>(text::Load8(p));
    p += marks == 0 ? 8 : text::FirstByte(marks);
  }
  return SkipUntil(p, end, kAttributeEndBit);
}

// Scans the value of an attribute from `p`, one past its '='. Returns the end of it, or nullptr if the
// closing quote is missing.
inline const char* ScanValue(const char* p, const char* end, std::string_view* value) {
  p = SkipWhile(p, end, kSpaceBit);
  if (p == end) return p;
  if (*p == '"' || *p == '\'') {
    const char* const close = *p == '"' ? text::FindNear(p + 1, end, '"') : text::FindNear(p + 1, end, '\'');
    if (close == end) return nullptr;
    *value = {p + 1, static_cast<size_t>(close - p - 1)};
    return close + 1;
  }
  const char* const start = p;
  p = SkipUntil(p, end, kUnquotedEndBit);
  *value = {start, static_cast<size_t>(p - start)};
  return p;
}

// Scans one attribute from `p`, its first character (neither white space nor '/' nor '>'). Returns as
// ScanValue does.
inline const char* ScanAttribute(const char* p, const char* end, std::string_view* name,
                                 std::string_view* value) {
  const char* const start = p;
  p = SkipAttributeName(p + 1, end);
  *name = {start, static_cast<size_t>(p - start)};
  *value = {};
  const char* const after = SkipWhile(p, end, kSpaceBit);
  return after == end || *after != '=' ? after : ScanValue(after + 1, end, value);
}

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_SCAN_H_
