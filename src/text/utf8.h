// UTF-8 and characters: decode, append, and what kind of character it is. Everything here is small,
// inline where it is hot, and answers from a table up to U+07FF (Latin, Greek, Cyrillic, Hebrew,
// Arabic); ICU's data stand behind the rest. Thread safe. Not for use in static initialisers.
#ifndef DECHAFF_TEXT_UTF8_H_
#define DECHAFF_TEXT_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dechaff::text {

inline constexpr char32_t kReplacement = 0xFFFD;

// --- Decoding ---

namespace internal {
char32_t DecodeMultibyte(const char* p, const char* end, int* size);
}  // namespace internal

// The character at `p` and its bytes in `size`. Where the bytes are ill-formed: U+FFFD and the size of
// the maximal ill-formed subsequence (at least 1). REQUIRES: p < end.
inline char32_t DecodeAt(const char* p, const char* end, int* size) {
  auto byte = static_cast<unsigned char>(*p);
  if (byte < 0x80) {
    *size = 1;
    return byte;
  }
  return internal::DecodeMultibyte(p, end, size);
}

inline bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
inline bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// ASCII whitespace as the WHATWG standards have it: https://infra.spec.whatwg.org/#ascii-whitespace
inline bool IsAsciiBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

// The character that ends just before `p`. REQUIRES: begin < p; the bytes are valid UTF-8.
inline char32_t DecodeBefore(const char* begin, const char* p, int* size) {
  const char* start = p - 1;
  while (start > begin && p - start < 4 && IsContinuation(*start)) --start;
  int ignored;
  *size = static_cast<int>(p - start);
  return DecodeAt(start, p, &ignored);
}

// Writes a scalar value to `out`, which has room for 4 bytes; returns how many it took.
inline int EncodeUtf8(char32_t c, char* out) {
  auto put = [out](int i, char32_t byte) { out[i] = static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) return put(0, c), 1;
  if (c < 0x800) return put(0, 0xC0 | c >> 6), put(1, 0x80 | (c & 0x3F)), 2;
  if (c < 0x10000)
    return put(0, 0xE0 | c >> 12), put(1, 0x80 | (c >> 6 & 0x3F)), put(2, 0x80 | (c & 0x3F)), 3;
  put(0, 0xF0 | c >> 18), put(1, 0x80 | (c >> 12 & 0x3F)), put(2, 0x80 | (c >> 6 & 0x3F));
  return put(3, 0x80 | (c & 0x3F)), 4;
}

// Appends a scalar value; what is none (a surrogate, over U+10FFFF) becomes U+FFFD.
inline void AppendUtf8(char32_t c, std::string* out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kReplacement;
  char bytes[4];
  out->append(bytes, static_cast<size_t>(EncodeUtf8(c, bytes)));
}

// Bytes of the longest prefix that is valid UTF-8, and whether U+0000 is in `bytes` if that is all of them.
// Tens of GB/s over ASCII.
size_t ValidUtf8Prefix(std::string_view bytes, bool* has_nul = nullptr);
inline bool IsValidUtf8(std::string_view bytes) { return ValidUtf8Prefix(bytes) == bytes.size(); }

// Bytes of the longest prefix that is ASCII.
size_t AsciiPrefix(std::string_view bytes);

// Whether `bytes`, which may end anywhere, ends inside a character that more bytes could complete:
// how many bytes of it are there (0 to 3).
size_t IncompleteTail(std::string_view bytes);

// --- Kinds of character ---

enum CharClass : uint8_t {
  kUpperClass = 1,   // Lu, Lt
  kLowerClass = 2,   // Ll
  kLetterClass = 4,  // Lu, Ll, Lt, Lm, Lo
  kDigitClass = 8,   // Nd
  kSpaceClass = 16,  // White_Space
  kMarkClass = 32,   // Mn, Mc, Me
  kPunctClass = 64,  // P*
};

namespace internal {
inline constexpr char32_t kTableSize = 0x800;
inline constexpr char32_t kPunctuation = 0x2000, kPunctuationSize = 0x70;  // the block of quotes and dashes
extern const struct CharTables {
  CharTables();
  uint8_t classes[kTableSize];
  uint8_t punctuation[kPunctuationSize];
  char16_t lower[kTableSize];
  char16_t folded[kTableSize];
} kCharTables;
uint8_t ClassesFromIcu(char32_t c);
char32_t LowerFromIcu(char32_t c);
char32_t FoldFromIcu(char32_t c);
}  // namespace internal

// All that hold, as bits of CharClass.
inline uint8_t ClassesOf(char32_t c) {
  if (c < internal::kTableSize) return internal::kCharTables.classes[c];
  const char32_t place = c - internal::kPunctuation;
  return place < internal::kPunctuationSize ? internal::kCharTables.punctuation[place]
                                            : internal::ClassesFromIcu(c);
}
inline bool IsUpper(char32_t c) { return ClassesOf(c) & kUpperClass; }
inline bool IsLower(char32_t c) { return ClassesOf(c) & kLowerClass; }
inline bool IsLetter(char32_t c) { return ClassesOf(c) & kLetterClass; }
inline bool IsDigit(char32_t c) { return ClassesOf(c) & kDigitClass; }
inline bool IsSpace(char32_t c) { return ClassesOf(c) & kSpaceClass; }
inline bool IsMark(char32_t c) { return ClassesOf(c) & kMarkClass; }
inline bool IsPunct(char32_t c) { return ClassesOf(c) & kPunctClass; }

// Simple (one to one) case mappings, the same in every locale.
inline char32_t ToLower(char32_t c) {
  return c < internal::kTableSize ? internal::kCharTables.lower[c] : internal::LowerFromIcu(c);
}
inline char32_t Fold(char32_t c) {
  return c < internal::kTableSize ? internal::kCharTables.folded[c] : internal::FoldFromIcu(c);
}

// Letters of the scripts that are written without spaces between words: Han, Kana, Bopomofo, Thai,
// Lao, Khmer, Myanmar. Hangul has spaces and is not among them.
inline bool IsCjkOrThai(char32_t c) {
  if (c < 0x0E00) return false;
  if (c < 0x0F00) return true;  // Thai, Lao
  if (c < 0x2E80) return (c >= 0x1000 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800);
  return (c < 0x2FE0) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x3029) ||
         (c >= 0x3031 && c < 0x3130) || (c >= 0x31A0 && c < 0x3200) || (c >= 0x3400 && c < 0xA000) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF66 && c <= 0xFF9D) || (c >= 0x1B000 && c < 0x1B170) ||
         (c >= 0x20000 && c < 0x32000);
}

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_UTF8_H_
