// Hashes over characters, and faster ones over the bytes of words.
#include "prose/word_keys.h"

#include <cstring>

#include "text/utf8.h"

namespace dechaff::prose {
namespace {

constexpr uint64_t kWholeSalt = 0x9E3779B97F4A7C15, kPairSalt = 0xC2B2AE3D27D4EB4F;

template <typename Map>
uint64_t HashOf(std::string_view word, Map map) {
  WordHash hash;
  const char* end = word.data() + word.size();
  for (const char* p = word.data(); p < end;) {
    int size;
    hash.Add(map(text::DecodeAt(p, end, &size)));
    p += size;
  }
  return hash.value();
}

template <typename Word>
uint64_t Load(const char* p) {
  Word word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

}  // namespace

uint64_t FoldedHash(std::string_view word) {
  return HashOf(word, [](char32_t c) { return FoldedCharacter(c); });
}

uint64_t ExactHash(std::string_view word) {
  return HashOf(word, [](char32_t c) { return c; });
}

// Made of the first letter in lower case, the length, and up to eight bytes from the beginning and the end of
// what follows.
uint64_t WordKey(std::string_view word) {
  static constexpr uint64_t kFold = 0x2020202020202020;
  if (word.empty()) return 1;
  int size;
  const char32_t first = text::ToLower(text::DecodeAt(word.data(), word.data() + word.size(), &size));
  const char* p = word.data() + size;
  const size_t n = word.size() - static_cast<size_t>(size);
  uint64_t a = 0, b = 0;
  if (n >= 8) {
    a = Load<uint64_t>(p);
    b = Load<uint64_t>(p + n - 8);
  } else if (n >= 4) {
    a = Load<uint32_t>(p);
    b = Load<uint32_t>(p + n - 4);
  } else if (n > 0) {
    a = Load<uint8_t>(p) << 8 | Load<uint8_t>(p + n / 2);
    b = Load<uint8_t>(p + n - 1);
  }
  uint64_t key = ((a | kFold) ^ n << 56) * kWholeSalt;
  key = (key ^ key >> 32 ^ (b | kFold)) * kPairSalt;
  key = (key ^ key >> 32 ^ first) * kWholeSalt;
  return (key ^ key >> 32) | 1;
}

uint64_t WholeKey(std::string_view whole) { return (ExactHash(whole) ^ kWholeSalt) | 1; }
uint64_t PairKey(std::string_view left, std::string_view right) {
  return (ExactHash(left) * 31 + ExactHash(right)) * kPairSalt | 1;
}
uint64_t SideKey(std::string_view run, bool left, bool merged) {
  return ((ExactHash(run) << 2 | (left ? 2 : 0) | (merged ? 1 : 0)) * kWholeSalt ^ kPairSalt) | 1;
}

Signature SignatureOf(std::string_view word, const char* end) {
  int first_size = 1;
  const uint64_t first = text::IsAscii(word[0])
                             ? static_cast<unsigned char>(word[0]) | 0x20u
                             : text::ToLower(text::DecodeAt(word.data(), end, &first_size));
  const char* const p = word.data() + first_size;
  const size_t n = word.size() - static_cast<size_t>(first_size), used = std::min<size_t>(n, 8);
  uint64_t rest = end - p >= 8 ? text::Load8(p) : text::LoadUpTo8(p, used);
  if (used < 8) rest &= (uint64_t{1} << used * 8) - 1;
  return MixSignature(first, rest, n);
}

}  // namespace dechaff::prose
