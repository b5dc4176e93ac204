// What words are looked up by.
#ifndef DECHAFF_PROSE_WORD_KEYS_H_
#define DECHAFF_PROSE_WORD_KEYS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/swar.h"
#include "text/utf8.h"

namespace dechaff::prose {

// FNV-1a over code points.
class WordHash {
 public:
  void Add(char32_t c) { hash_ = (hash_ ^ c) * 0x100000001B3; }
  uint64_t value() const { return hash_ ^ hash_ >> 32; }

 private:
  uint64_t hash_ = 0xCBF29CE484222325;
};

// Hash of a word's characters, in lower case or as they stand. The tables of rules/repair are keyed by
// the folded one.
uint64_t FoldedHash(std::string_view word);
uint64_t ExactHash(std::string_view word);
// In lower case, ’ taken as '.
inline char32_t FoldedCharacter(char32_t c) { return c == 0x2019 ? U'\'' : text::ToLower(c); }

// Keys of what is counted; none is 0. A word's key is the same with and without a capital in front.
uint64_t WordKey(std::string_view word);
uint64_t WholeKey(std::string_view whole);
uint64_t PairKey(std::string_view left, std::string_view right);
uint64_t SideKey(std::string_view run, bool left, bool merged);

// Little of a word: the same for words of the same key, so that most words are told apart from those that
// are asked about without their keys. `end` is that of the text.
using Signature = uint16_t;
inline constexpr int kSignatureBits = 13;
Signature SignatureOf(std::string_view word, const char* end);

// Made of the first letter in lower case, and of `size` bytes behind it, eight of which `rest` holds, with
// zeros behind them.
inline Signature MixSignature(uint64_t first, uint64_t rest, size_t size) {
  const uint64_t mixed = (rest | text::Bytes(0x20)) ^ first << 7 ^ uint64_t { size } << 44;
  return static_cast<Signature>(mixed * 0x9E3779B97F4A7C15 >> (64 - kSignatureBits));
}

// The same of a word of ASCII, `size` bytes at `p`, at least 1, behind which eight more can be read.
inline Signature SignatureOfAscii(const char* p, size_t size) {
  static constexpr uint64_t kMasks[] = {0,
                                        0xFF,
                                        0xFFFF,
                                        0xFFFFFF,
                                        0xFFFFFFFF,
                                        0xFFFFFFFFFF,
                                        0xFFFFFFFFFFFF,
                                        0xFFFFFFFFFFFFFF,
                                        0xFFFFFFFFFFFFFFFF};
  const size_t n = size - 1;
  return MixSignature(static_cast<unsigned char>(*p) | 0x20u,
                      text::Load8(p + 1) & kMasks[std::min<size_t>(n, 8)], n);
}

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_WORD_KEYS_H_
