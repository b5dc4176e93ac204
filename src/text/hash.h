// 64-bit hashes of bytes. The same on every machine: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), and
// a quicker one for tables that do not outlive a document. Different in every process: one for tables that
// do.
#ifndef DECHAFF_TEXT_HASH_H_
#define DECHAFF_TEXT_HASH_H_

#include <unistd.h>

#include <bit>
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
// A hash of sixteen bytes at a time, whose halves do not wait for each other.
inline uint64_t QuickHash(std::string_view bytes) {
  uint64_t even = kHashSeed ^ bytes.size(), odd = kHashPrime;
  if (bytes.size() < 8) return HashOn8(even, LoadUpTo8(bytes.data(), bytes.size()));
  const char* p = bytes.data();
  const char* const last = p + bytes.size() - 8;
  for (; last - p >= 16; p += 16) {
    even = HashOn8(even, Load8(p));
    odd = HashOn8(odd, Load8(p + 8));
  }
  uint64_t hash = HashOn8(even, std::rotl(odd, 29));  // so that alike changes of both do not cancel
  for (; p < last; p += 8) hash = HashOn8(hash, Load8(p));
  return HashOn8(hash, Load8(last));
}

// A number that nobody else knows, from the system.
inline uint64_t Secret() {
  uint64_t secret = kHashSeed;
  static_cast<void>(!getentropy(&secret, sizeof secret));  // without entropy hashes can be foreseen, no more
  return secret;
}

// A hash that nobody who writes the bytes can foresee, so that no document can be made to stand for another's
// words in a table that outlives it. After wyhash's multiplication whose halves are folded
// (https://github.com/wangyi-fudan/wyhash).
class SecretHash {
 public:
  uint64_t operator()(std::string_view bytes) const {
    uint64_t hash = start_ ^ bytes.size();
    const char* p = bytes.data();
    size_t left = bytes.size();
    for (; left > 16; p += 16, left -= 16) hash = Mix(Load8(p) ^ key_, Load8(p + 8) ^ hash);
    if (left >= 8) return Mix(Load8(p) ^ key_, Load8(p + left - 8) ^ hash);
    return Mix(LoadUpTo8(p, left) ^ key_, hash);
  }

 private:
  static uint64_t Mix(uint64_t a, uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }
  uint64_t start_ = Secret(), key_ = Secret();
};

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_HASH_H_
