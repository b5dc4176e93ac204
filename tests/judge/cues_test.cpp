// Texts are cut into tokens that hash alike wherever they stand; cues are found among them.
#include "judge/cues.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace dechaff::judge {
namespace {

using Hashes = std::vector<uint64_t>;

Hashes HashesOf(std::string_view text, size_t limit = 1000, size_t behind = 0) {
  Hashes hashes(limit);
  hashes.resize(HashTokens(text, hashes, behind));
  return hashes;
}

TEST(CuesTest, FoldsCaseAndPassesOverMarks) {
  EXPECT_EQ(HashesOf(""), Hashes());
  EXPECT_EQ(HashesOf(" -- !"), Hashes());
  EXPECT_EQ(HashesOf("Read MORE, abcdefgh 12345678-abcdefghijklmno."),
            HashesOf("read more ABCDEFGH 12345678 Abcdefghijklmno"));
  EXPECT_EQ(HashesOf("don't go"), HashesOf("dont go"));
  EXPECT_EQ(HashesOf("don\u2019t go"), HashesOf("dont go"));
  EXPECT_EQ(HashesOf("\u00C4rger \u0416\u0423\u041A"), HashesOf("\u00E4rger \u0436\u0443\u043A"));
  EXPECT_EQ(HashesOf("\u65E5\u672C").size(), 2u);
  EXPECT_EQ(HashesOf("@[`{/:").size(), 0u);
}

TEST(CuesTest, TakesNoMoreThanAsked) {
  for (const char* text : {"one two three", "one two th\u00E9re", "one two 'three", "\u00F6ne two three",
                           "one two\u2014three", "one two abcdefghijklmnopqrstuvwxyz"}) {
    for (size_t limit = 0; limit < 5; ++limit)
      EXPECT_EQ(HashesOf(text, limit).size(), std::min<size_t>(limit, 3)) << text;
  }
}

TEST(CuesTest, TokensHashAlikeWhereverTheyStand) {
  std::mt19937 random(11);
  const std::vector<std::string> parts = {"a", "B", "7", "z", "k", "Q", "\u00E9", "'", "\u2019"};
  const std::vector<std::string> gaps = {" ", ", ", "\n", "-", "/", " \u2014 ", "  (", "."};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    Hashes expected;
    for (size_t words = random() % 12; words > 0; --words) {
      std::string token = "x";
      for (size_t size = random() % 20; size > 0; --size)
        token += parts[random() % (round % 2 ? 6 : parts.size())];
      text += gaps[random() % (round % 2 ? 5 : gaps.size())] + token;
      const Hashes alone = HashesOf(token);
      ASSERT_EQ(alone.size(), 1u);
      expected.push_back(alone[0]);
    }
    ASSERT_EQ(HashesOf(text), expected) << text;
    for (const std::string& behind : {std::string(99, 'x'), " y'\u00E9" + std::string(99, '1')}) {
      const std::string more = text + behind;
      ASSERT_EQ(HashesOf(std::string_view(more).substr(0, text.size()), 1000, behind.size()), expected)
          << text;
    }
  }
}

TEST(CuesTest, DifferentTokensHashDifferently) {
  std::set<uint64_t> seen;
  std::string token;
  for (size_t size = 1; size <= 40; ++size) {
    token += static_cast<char>('a' + size % 26);
    EXPECT_TRUE(seen.insert(HashesOf(token)[0]).second) << token;
    EXPECT_TRUE(seen.insert(HashesOf(token + "0")[0]).second) << token;
  }
}

TEST(CuesTest, FindsEntriesOfSeveralTokens) {
  const StatusOr<CueBook> book = CueBook::Parse("[related]\nread also, more\n[comment]\ncomments\n", "cues");
  ASSERT_TRUE(book.ok()) << book.status().message();
  const auto find = [&](const char* text) { return book.value().Find(HashesOf(text)); };
  constexpr uint32_t kRelated = 1u << static_cast<int>(Cue::kRelated);
  constexpr uint32_t kComment = 1u << static_cast<int>(Cue::kComment);
  EXPECT_EQ(find("READ ALSO:"), kRelated);
  EXPECT_EQ(find("read this"), 0u);
  EXPECT_EQ(find("More comments"), kRelated | kComment);
}

}  // namespace
}  // namespace dechaff::judge
