// Every byte of a text decides its hash, and none behind it does.
#include "text/hash.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace dechaff::text {
namespace {

TEST(QuickHashTest, HangsOnEachByteAndOnNoOther) {
  for (size_t size = 1; size < 80; ++size) {
    std::string bytes(size + 16, 'a');
    std::set<uint64_t> hashes;
    for (size_t i = 0; i < size + 16; ++i) {
      for (const char c : {'b', '1', '\xFF'}) {
        bytes[i] = c;
        hashes.insert(QuickHash(std::string_view(bytes).substr(0, size)));
        bytes[i] = 'a';
      }
    }
    EXPECT_EQ(hashes.size(), 3 * size + 1) << size;  // 1: all those that differ behind its end
  }
}

TEST(QuickHashTest, TellsSizesApart) {
  std::set<uint64_t> hashes;
  const std::string zeros(80, '\0');
  for (size_t size = 0; size <= zeros.size(); ++size) {
    hashes.insert(QuickHash(std::string_view(zeros).substr(0, size)));
  }
  EXPECT_EQ(hashes.size(), zeros.size() + 1);
}

}  // namespace
}  // namespace dechaff::text
