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

// Two words whose top bits differ, and undo each other's change, are the same to a hash of known steps.
TEST(SecretHashTest, CannotBeForeseen) {
  const std::string a = "class=\"article-body main\" id=\"the-article\"";
  std::string b = a;
  b[7] = static_cast<char>(b[7] ^ 0x80);
  for (const int byte : {19, 23})
    b[static_cast<size_t>(byte)] = static_cast<char>(b[static_cast<size_t>(byte)] ^ 0x80);
  EXPECT_EQ(QuickHash(a), QuickHash(b));
  const SecretHash one, other;
  EXPECT_NE(one(a), one(b));
  EXPECT_NE(one(a), other(a));
  EXPECT_EQ(one(a), one(std::string(a)));
}

TEST(SecretHashTest, HangsOnEachByteAndOnTheSize) {
  const SecretHash hash;
  std::set<uint64_t> hashes;
  size_t texts = 0;
  for (size_t size = 0; size <= 50; ++size) {
    std::string bytes(size, '\0');
    hashes.insert(hash(bytes));
    ++texts;
    for (char& c : bytes) {
      c = 'x';
      hashes.insert(hash(bytes));
      ++texts;
      c = '\0';
    }
  }
  EXPECT_EQ(hashes.size(), texts);
}

}  // namespace
}  // namespace dechaff::text
