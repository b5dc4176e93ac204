// A 64-bit hash of bytes, the same on every machine: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
#ifndef DECHAFF_TEXT_HASH_H_
#define DECHAFF_TEXT_HASH_H_

#include <cstdint>
#include <string_view>

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

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_HASH_H_
