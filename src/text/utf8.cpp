// UTF-8 validation at memory speed, and the tables behind the kinds of character.
#include "text/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/byte_mask.h"
#include "text/swar.h"

namespace dechaff::text {
namespace {

// The first byte of a well-formed sequence → its length, and the range of its second byte (Unicode
// 3.9, table 3-7). Length 0: no sequence begins so.
struct Lead {
  int length;
  unsigned char low, high;
};

Lead LeadOf(unsigned char byte) {
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

Lanes LanesAt(const char* p) {
  Lanes lanes;
  std::memcpy(&lanes, p, sizeof lanes);
  return lanes;
}

// How many bytes at `p` fit a well-formed sequence, and whether they complete it.
int MatchSequence(const char* p, const char* end, bool* complete) {
  Lead lead = LeadOf(static_cast<unsigned char>(*p));
  *complete = false;
  if (lead.length == 0) return 0;
  if (p + 1 == end) return 1;
  auto second = static_cast<unsigned char>(p[1]);
  if (second < lead.low || second > lead.high) return 1;
  int matched = 2;
  while (matched < lead.length && p + matched < end && IsContinuation(p[matched])) ++matched;
  *complete = matched == lead.length;
  return matched;
}

}  // namespace

namespace internal {

char32_t DecodeMultibyte(const char* p, const char* end, int* size) {
  const auto lead = static_cast<unsigned char>(*p);
  if (lead >= 0xC2 && lead < 0xE0 && end - p >= 2 && IsContinuation(p[1])) {
    *size = 2;
    return (lead & 0x1Fu) << 6 | (static_cast<unsigned char>(p[1]) & 0x3Fu);
  }
  bool complete;
  int matched = MatchSequence(p, end, &complete);
  *size = matched > 0 ? matched : 1;
  if (!complete) return kReplacement;
  char32_t c = static_cast<unsigned char>(*p) & (0x7Fu >> matched);
  for (int i = 1; i < matched; ++i) c = c << 6 | (static_cast<unsigned char>(p[i]) & 0x3Fu);
  return c;
}

uint8_t ClassesFromIcu(char32_t c) {
  auto code = static_cast<UChar32>(c);
  uint32_t type = U_MASK(u_charType(code));
  int classes = 0;
  if (type & (U_GC_LU_MASK | U_GC_LT_MASK)) classes |= kUpperClass;
  if (type & U_GC_LL_MASK) classes |= kLowerClass;
  if (type & U_GC_L_MASK) classes |= kLetterClass;
  if (type & U_GC_ND_MASK) classes |= kDigitClass;
  if (type & U_GC_M_MASK) classes |= kMarkClass;
  if (type & U_GC_P_MASK) classes |= kPunctClass;
  if (u_isUWhiteSpace(code)) classes |= kSpaceClass;
  return static_cast<uint8_t>(classes);
}

char32_t LowerFromIcu(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }
char32_t FoldFromIcu(char32_t c) {
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
}

CharTables::CharTables() {
  for (char32_t c = 0; c < kTableSize; ++c) {
    classes[c] = ClassesFromIcu(c);
    lower[c] = static_cast<char16_t>(LowerFromIcu(c));
    folded[c] = static_cast<char16_t>(FoldFromIcu(c));
  }
  for (char32_t c = 0; c < kPunctuationSize; ++c) punctuation[c] = ClassesFromIcu(kPunctuation + c);
}
const CharTables kCharTables;

}  // namespace internal

size_t AsciiPrefix(std::string_view bytes) {
  constexpr size_t kStep = sizeof(Lanes);
  const char* p = bytes.data();
  const char* const end = p + bytes.size();
  for (; static_cast<size_t>(end - p) >= 4 * kStep; p += 4 * kStep) {
    if (HighBits(LanesAt(p) | LanesAt(p + kStep) | LanesAt(p + 2 * kStep) | LanesAt(p + 3 * kStep)) != 0)
      break;
  }
  for (; static_cast<size_t>(end - p) >= kStep; p += kStep) {
    if (const uint64_t others = HighBits(LanesAt(p))) {
      return static_cast<size_t>(p - bytes.data()) + static_cast<size_t>(std::countr_zero(others));
    }
  }
  while (p < end && IsAscii(*p)) ++p;
  return static_cast<size_t>(p - bytes.data());
}

namespace {

// Bytes of a block up to a character that goes on behind it, if they are sure to be well-formed, else 0. Not
// sure are sequences of four bytes and those of three whose second byte has bounds of its own.
size_t SurelyValid(const Block& block) {
  const uint64_t two = MaskOf(block, [](Lanes bytes) { return bytes - 0xC2 < 0x1E; });
  const uint64_t three = MaskOf(block, [](Lanes bytes) { return (bytes - 0xE1 < 0x0F) & (bytes != 0xED); });
  const uint64_t rest = MaskOf(block, [](Lanes bytes) { return bytes - 0x80 < 0x40; });
  const uint64_t leads = two | three;
  if (rest != (leads << 1 | three << 2) || HighBytes(block) != (leads | rest)) return 0;
  return Block::kSize - (leads >> 63) - 2 * (three >> 62 & 1);
}

// One past the last well-formed character that begins in [p, stop), if all before it are. `end` ends the
// text.
const char* SkipValid(const char* p, const char* stop, const char* end) {
  while (p < stop) {
    bool complete = true;
    const int size = IsAscii(*p) ? 1 : MatchSequence(p, end, &complete);
    if (!complete) break;
    p += size;
  }
  return p;
}

}  // namespace

size_t ValidUtf8Prefix(std::string_view bytes, bool* has_nul) {
  const char* const begin = bytes.data();
  const char* const end = begin + bytes.size();
  const char* p = begin;
  Lanes nul{};
  while (static_cast<size_t>(end - p) >= Block::kSize) {
    const Lanes a = LanesAt(p), b = LanesAt(p + 16), c = LanesAt(p + 32), d = LanesAt(p + 48);
    const Lanes ab = a < b ? a : b, cd = c < d ? c : d;
    nul |= reinterpret_cast<Lanes>((ab < cd ? ab : cd) == 0);
    const char* const next = p + Block::kSize;
    if (HighBits(a | b | c | d) == 0) {
      p = next;
    } else if (const size_t valid = SurelyValid({{a, b, c, d}})) {
      p += valid;
    } else {
      p = SkipValid(p, next, end);
      if (p < next) break;
    }
  }
  if (has_nul != nullptr) *has_nul = HighBits(nul) != 0 || std::find(p, end, '\0') != end;
  return static_cast<size_t>(SkipValid(p, end, end) - begin);
}

size_t IncompleteTail(std::string_view bytes) {
  const char* const begin = bytes.data();
  const char* const end = begin + bytes.size();
  for (const char* p = end; p > begin && end - p < 4;) {
    if (IsContinuation(*--p)) continue;
    bool complete;
    int matched = MatchSequence(p, end, &complete);
    return !complete && matched == end - p ? static_cast<size_t>(matched) : 0;
  }
  return 0;
}

}  // namespace dechaff::text
