// Text in blocks of 64 bytes, with a bit for each byte that passes a test: what lets a scan pass over
// most bytes without looking at them one by one. Written with the vectors of GCC and Clang.
#ifndef DECHAFF_TEXT_BYTE_MASK_H_
#define DECHAFF_TEXT_BYTE_MASK_H_

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/swar.h"

namespace dechaff::text {

// Sixteen bytes; a comparison gives 0xFF where it holds and 0 elsewhere.
using Lanes = uint8_t __attribute__((vector_size(16)));

struct Block {
  static constexpr size_t kSize = 64;
  Lanes parts[kSize / sizeof(Lanes)];
};

// The first `size` bytes at `p`, at most sixteen, and zeros behind them. They are put together in registers:
// a wide load would have to wait for narrow writes.
inline Lanes LanesUpTo16(const char* p, size_t size) {
  using Words = uint64_t __attribute__((vector_size(16)));
  Lanes lanes{};
  if (size >= sizeof lanes || std::endian::native == std::endian::big) {
    std::memcpy(&lanes, p, std::min(size, sizeof lanes));
    return lanes;
  }
  const uint64_t second = size <= 8 ? 0 : Load8(p + size - 8) >> 8 * (16 - size);
  return reinterpret_cast<Lanes>(Words{LoadUpTo8(p, size), second});
}

// The first bytes of a block, and zeros behind them.
[[gnu::noinline]] inline void LoadPart(const char* bytes, size_t size, Block* block) {
  size_t at = 0;
  for (Lanes& lanes : block->parts) {
    lanes = at < size ? LanesUpTo16(bytes + at, size - at) : Lanes{};
    at += sizeof lanes;
  }
}

// The bytes of `text` from `offset` on, and zeros behind its end. REQUIRES: offset < text.size().
inline Block BlockAt(std::string_view text, size_t offset) {
  const char* p = text.data() + offset;
  Block part;
  if (text.size() - offset < Block::kSize) {
    LoadPart(p, text.size() - offset, &part);
    p = reinterpret_cast<const char*>(&part);
  }
  Block block;  // so that the compiler keeps it in registers
  for (Lanes& lanes : block.parts) {
    std::memcpy(&lanes, p, sizeof lanes);
    p += sizeof lanes;
  }
  return block;
}

// The highest bit of each byte, the first byte's lowest.
inline uint64_t HighBits(Lanes bytes) {
#ifdef __SSE2__
  using Signed = char __attribute__((vector_size(16)));
  return static_cast<uint32_t>(__builtin_ia32_pmovmskb128(reinterpret_cast<Signed>(bytes)));
#else
  uint64_t mask = 0;
  for (size_t i = 0; i < sizeof bytes; ++i) mask |= uint64_t{bytes[i]} >> 7 << i;
  return mask;
#endif
}

// Bit i is set if `test`, a comparison of Lanes, holds for byte i. Compilers are not left to unroll it.
template <typename Test>
uint64_t MaskOf(const Block& block, Test test) {
  const auto& [a, b, c, d] = block.parts;
  const auto mask = [&test](Lanes bytes) { return HighBits(reinterpret_cast<Lanes>(test(bytes))); };
  return mask(a) | mask(b) << 16 | mask(c) << 32 | mask(d) << 48;
}

// Bit i is set if byte i is beyond ASCII.
inline uint64_t HighBytes(const Block& block) {
  return MaskOf(block, [](Lanes bytes) { return bytes; });
}

// Whether `word`, of two bytes or more, stands in `text`. Looks only where its first two bytes do.
inline bool Contains(std::string_view text, std::string_view word) {
  constexpr size_t kStep = sizeof(Lanes);
  if (text.size() <= kStep) return text.find(word) != std::string_view::npos;
  const auto first = static_cast<uint8_t>(word[0]), second = static_cast<uint8_t>(word[1]);
  for (size_t at = 0; at + 1 < text.size(); at += kStep) {
    at = std::min(at, text.size() - 1 - kStep);  // the last step begins before the one before it ends
    Lanes bytes, next;
    std::memcpy(&bytes, text.data() + at, kStep);
    std::memcpy(&next, text.data() + at + 1, kStep);
    const auto both = (bytes == first) & (next == second);
    for (uint64_t found = HighBits(reinterpret_cast<Lanes>(both)); found != 0; found &= found - 1) {
      if (text.substr(at + static_cast<size_t>(std::countr_zero(found))).starts_with(word)) return true;
    }
  }
  return false;
}

// How many bits are set: std::popcount where machines may lack the instruction.
constexpr uint32_t CountBits(uint64_t bits) {
  bits -= bits >> 1 & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
  return static_cast<uint32_t>(((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101 >> 56);
}

// How many bytes of `text` pass `test`, which 0 does not.
template <typename Test>
size_t CountBytes(std::string_view text, Test test) {
  using Words = uint64_t __attribute__((vector_size(16)));
  constexpr size_t kStep = sizeof(Lanes), kMostSteps = 254;
  size_t count = 0;
  while (!text.empty()) {
    Lanes sums{}, bytes{};
    const size_t steps = std::min(text.size() / kStep, kMostSteps);
    for (size_t i = 0; i < steps; ++i) {
      std::memcpy(&bytes, text.data() + i * kStep, kStep);
      sums -= reinterpret_cast<Lanes>(test(bytes));
    }
    text.remove_prefix(steps * kStep);
    if (text.size() < kStep) {
      sums -= reinterpret_cast<Lanes>(test(LanesUpTo16(text.data(), text.size())));
      text = {};
    }
    // The sixteen sums to two in steps that cannot overflow.
    Words halves = reinterpret_cast<Words>(sums);
    halves = (halves & 0x00FF00FF00FF00FF) + (halves >> 8 & 0x00FF00FF00FF00FF);
    for (const uint64_t half : {halves[0], halves[1]}) count += half * 0x0001000100010001 >> 48;
  }
  return count;
}

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_BYTE_MASK_H_
