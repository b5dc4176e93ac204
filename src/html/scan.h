// Character classes and the scanning of one attribute, shared by the tokenizer (which only skips
// attributes) and AttributeReader (which takes them apart), so that both see the same ones.
#ifndef DECHAFF_HTML_SCAN_H_
#define DECHAFF_HTML_SCAN_H_

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

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
  for (unsigned char c : std::string_view(" \t\n\r\f"))
    bits[c] |= kSpaceBit | kNameEndBit | kAttributeEndBit | kUnquotedEndBit;
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

inline const char* SkipWhile(const char* p, const char* end, int bits) {
  while (p < end && HasBit(*p, bits)) ++p;
  return p;
}
inline const char* SkipUntil(const char* p, const char* end, int bits) {
  while (p < end && !HasBit(*p, bits)) ++p;
  return p;
}

// Scans one attribute from `p`, its first character (neither white space nor '/' nor '>'). Returns the
// end of it, or nullptr if the closing quote is missing.
inline const char* ScanAttribute(const char* p, const char* end, std::string_view* name,
                                 std::string_view* value) {
  const char* start = p;
  p = SkipUntil(p + 1, end, kAttributeEndBit);
  *name = {start, static_cast<size_t>(p - start)};
  *value = {};
  const char* after = SkipWhile(p, end, kSpaceBit);
  if (after == end || *after != '=') return after;
  p = SkipWhile(after + 1, end, kSpaceBit);
  if (p == end) return p;
  if (*p == '"' || *p == '\'') {
    auto* close = static_cast<const char*>(std::memchr(p + 1, *p, static_cast<size_t>(end - p - 1)));
    if (close == nullptr) return nullptr;
    *value = {p + 1, static_cast<size_t>(close - p - 1)};
    return close + 1;
  }
  start = p;
  p = SkipUntil(p, end, kUnquotedEndBit);
  *value = {start, static_cast<size_t>(p - start)};
  return p;
}

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_SCAN_H_
