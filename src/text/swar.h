// Eight bytes of text looked at together, in one 64-bit word: what the long loops over plain ASCII are made
// of. The tests answer for the word as a whole, whatever the byte order of the machine. Bit tricks:
// https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
#ifndef DECHAFF_TEXT_SWAR_H_
#define DECHAFF_TEXT_SWAR_H_

#include <cstdint>
#include <cstring>

namespace dechaff::text {

inline uint64_t Load8(const char* p) {
  uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

// A word of eight times the same byte.
constexpr uint64_t Bytes(uint64_t byte) { return byte * 0x0101010101010101u; }

inline constexpr uint64_t kHighBits = Bytes(0x80);

// Not 0 if a byte of `word` is 0.
constexpr uint64_t ZeroByte(uint64_t word) { return (word - Bytes(1)) & ~word & kHighBits; }
// Not 0 if a byte of `word` is below `limit`, which is at most 0x80.
constexpr uint64_t ByteBelow(uint64_t word, uint64_t limit) {
  return (word - Bytes(limit)) & ~word & kHighBits;
}

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_SWAR_H_
