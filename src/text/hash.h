// 64-bit hashes of bytes, the same on every machine: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), and
// a quicker one for tables that do not outlive the program.
#ifndef DECHAFF_TEXT_HASH_H_
#define DECHAFF_TEXT_HASH_H_

#include <cstdint>
#include <string_view>

#include "text/swar.h"

namespace dechaff::text {

inline constexpr uint64_t kHashSeed = 14695981039346656037ull;
inline constexpr uint64_t kHashPrime = 1099511628211ull;

// Continues a hash by one byte, or by several.
constexpr uint64_t HashOn(uint64_t hash, char byte) {
  return (hash ^ static_cast<unsigned char>(byte)) * kHashPrime;
}
constexpr uint64_t Hash(std::string_view bytes, uint64_t hash = kHashSeed) {
  for (char c : bytes) hash = HashOn(hash, c);
  return hash;
}

// Continues a hash by eight bytes at once, the first the lowest.
constexpr uint64_t HashOn8(uint64_t hash, uint64_t bytes) {
  hash = (hash ^ bytes) * 0x9E3779B97F4A7C15;
  return hash ^ hash >> 32;
}
// A hash of eight bytes at a time.
inline uint64_t QuickHash(std::string_view bytes) {
  uint64_t hash = kHashSeed ^ bytes.size();
  if (bytes.size() < 8) return HashOn8(hash, LoadUpTo8(bytes.data(), bytes.size()));
  const char* const last = bytes.data() + bytes.size() - 8;
  for (const char* p = bytes.data(); p < last; p += 8) hash = HashOn8(hash, Load8(p));
  return HashOn8(hash, Load8(last));
}

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_HASH_H_
