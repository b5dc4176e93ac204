// Eight bytes of text looked at together, in one 64-bit word: what the long loops over plain ASCII are made
// of. The first byte is the lowest one of the word on every machine. Bit tricks:
// https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
#ifndef DECHAFF_TEXT_SWAR_H_
#define DECHAFF_TEXT_SWAR_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace dechaff::text {

inline uint64_t Load8(const char* p) {
  uint64_t word;
  std::memcpy(&word, p, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}
inline uint64_t Load4(const char* p) {
  uint32_t word;
  std::memcpy(&word, p, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap32(word);
  return word;
}
// The first `size` bytes at `p`, at most eight, zeros behind them. Reads none beyond.
inline uint64_t LoadUpTo8(const char* p, size_t size) {
  const auto byte = [p](size_t i) { return uint64_t{static_cast<unsigned char>(p[i])} << (8 * i); };
  if (size >= 8) return Load8(p);
  if (size >= 4) return Load4(p) | Load4(p + size - 4) << (8 * (size - 4));
  return size == 0 ? 0 : byte(0) | byte(size / 2) | byte(size - 1);
}

// A word of eight times the same byte.
constexpr uint64_t Bytes(uint64_t byte) { return byte * 0x0101010101010101u; }

inline constexpr uint64_t kHighBits = Bytes(0x80);

// The next two mark bytes by their high bits, the first byte that they are asked for exactly, those after it
// perhaps wrongly.

// Marks the bytes of `word` that are 0.
constexpr uint64_t ZeroByte(uint64_t word) { return (word - Bytes(1)) & ~word & kHighBits; }
// Marks the bytes of `word` that are below `limit`, which is at most 0x80.
constexpr uint64_t ByteBelow(uint64_t word, uint64_t limit) {
  return (word - Bytes(limit)) & ~word & kHighBits;
}
// Lower case for the ASCII capitals among the bytes.
constexpr uint64_t LowerAscii8(uint64_t word) {
  const uint64_t low_bits = word & ~kHighBits;
  const uint64_t from_a = low_bits + Bytes(0x80 - 'A');
  const uint64_t past_z = low_bits + Bytes(0x7F - 'Z');
  return word | (from_a & ~past_z & ~word & kHighBits) >> 2;
}
// Marks the bytes, all below 0x80, from `first` to `last`.
constexpr uint64_t Between(uint64_t bytes, uint64_t first, uint64_t last) {
  return (bytes + Bytes(0x80 - first)) & ~(bytes + Bytes(0x7F - last)) & kHighBits;
}
// The index of the first byte that is marked. REQUIRES: marks != 0.
constexpr size_t FirstByte(uint64_t marks) { return static_cast<size_t>(std::countr_zero(marks)) / 8; }

// How many of the first bytes are ASCII letters.
inline size_t AsciiLetterPrefix(std::string_view text) {
  for (size_t at = 0;; at += 8) {
    const size_t left = text.size() - at;
    const uint64_t word = LoadUpTo8(text.data() + at, left);
    const uint64_t others = ~(Between((word & ~kHighBits) | Bytes(0x20), 'a', 'z') & ~word) & kHighBits;
    if (others != 0) return at + FirstByte(others);
    if (left == 8) return text.size();
  }
}

// The first `byte` in [p, end), or `end`: for those that are most often near.
inline const char* FindNear(const char* p, const char* end, char byte) {
#ifdef __SSE2__
  const __m128i wanted = _mm_set1_epi8(byte);
  for (int i = 0; i < 4 && end - p >= 16; ++i, p += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const auto marks = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted)));
    if (marks != 0) return p + std::countr_zero(marks);
  }
#endif
  const void* const found = p == end ? nullptr : std::memchr(p, byte, static_cast<size_t>(end - p));
  return found == nullptr ? end : static_cast<const char*>(found);
}

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_SWAR_H_
