#include "text/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dechaff::text {
namespace {

// Decodes all of `bytes`, forwards.
std::u32string DecodeAll(std::string_view bytes) {
  std::u32string all;
  for (size_t i = 0; i < bytes.size();) {
    int size;
    all.push_back(DecodeAt(bytes.data() + i, bytes.data() + bytes.size(), &size));
    i += static_cast<size_t>(size);
  }
  return all;
}

TEST(Utf8, EveryScalarValueSurvives) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string bytes;
    AppendUtf8(c, &bytes);
    int size;
    ASSERT_EQ(DecodeAt(bytes.data(), bytes.data() + bytes.size(), &size), c);
    ASSERT_EQ(static_cast<size_t>(size), bytes.size());
    ASSERT_EQ(DecodeBefore(bytes.data(), bytes.data() + bytes.size(), &size), c);
    ASSERT_EQ(static_cast<size_t>(size), bytes.size());
    ASSERT_TRUE(IsValidUtf8(bytes));
  }
}

TEST(Utf8, WhatIsNoScalarValueIsReplaced) {
  for (char32_t c : {0xD800u, 0xDFFFu, 0x110000u}) {
    std::string bytes;
    AppendUtf8(c, &bytes);
    EXPECT_EQ(bytes, "\xEF\xBF\xBD");
  }
}

// One U+FFFD for each maximal ill-formed subsequence (Unicode 3.9, tables 3-8 to 3-11).
TEST(Utf8, IllFormedSequences) {
  struct Case {
    std::string bytes;
    std::u32string decoded;
    size_t valid;
  } cases[] = {
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82"
       "A",
       U"\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD"
       U"A",
       0},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF"
       "A",
       U"\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD"
       U"A",
       0},
      {"\xF4\x91\x92\x93\xFF"
       "A\x80\xBF"
       "B",
       U"\xFFFD\xFFFD\xFFFD\xFFFD\xFFFD"
       U"A\xFFFD\xFFFD"
       U"B",
       0},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
       "A",
       U"\xFFFD\xFFFD\xFFFD\xFFFD"
       U"A",
       0},
      {"ab\xC3", U"ab\xFFFD", 2},
      {"ab\xC3(", U"ab\xFFFD(", 2},
      {"\xD0\xBF\xD1\x80\x80", U"\x43F\x440\xFFFD", 4},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(DecodeAll(c.bytes), c.decoded) << c.bytes;
    EXPECT_EQ(ValidUtf8Prefix(c.bytes), c.valid) << c.bytes;
  }
}

TEST(Utf8, ValidPrefixFindsOneBadByteAnywhere) {
  const std::string good =
      "plain ASCII of some length, то же по-русски, 日本語も, 😀 and ASCII again, a good deal of it.....";
  EXPECT_TRUE(IsValidUtf8(good));
  for (size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = '\xFF';
    size_t start = i;
    while (start > 0 && IsContinuation(good[start])) --start;
    EXPECT_EQ(ValidUtf8Prefix(bad), start) << i;
  }
}

// Blocks of bytes are judged as a whole: by characters the same must come out, wherever in a block they
// stand.
TEST(Utf8, ValidPrefixIsThatOfItsCharacters) {
  constexpr std::string_view kBytes = "A\x80\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF4\xF5";
  const auto by_characters = [](std::string_view text) {
    const char *p = text.data(), *end = p + text.size();
    for (int size = 1; p < end; p += size) {
      if (DecodeAt(p, end, &size) == kReplacement) break;
    }
    return static_cast<size_t>(p - text.data());
  };
  for (const std::string around : {"x", "ü", "€"}) {
    std::string text;
    while (text.size() < 140) text += around;
    for (size_t at = 57; at < 66; ++at) {
      for (const char a : kBytes) {
        for (const char b : kBytes) {
          for (const char c : kBytes) {
            std::string bytes = text;
            bytes.replace(at, 3, {a, b, c});
            ASSERT_EQ(ValidUtf8Prefix(bytes), by_characters(bytes)) << around << at;
          }
        }
      }
    }
  }
}

TEST(Utf8, AsciiPrefix) {
  for (size_t n : {0, 1, 7, 8, 9, 31, 32, 33, 100}) {
    EXPECT_EQ(AsciiPrefix(std::string(n, 'x')), n);
    EXPECT_EQ(AsciiPrefix(std::string(n, 'x') + "\xC3\xA9yyyyyyyyyyyyyyyyyy"), n);
  }
}

TEST(Utf8, IncompleteTail) {
  EXPECT_EQ(IncompleteTail(""), 0u);
  EXPECT_EQ(IncompleteTail("a"), 0u);
  EXPECT_EQ(IncompleteTail("a\xC3\xA9"), 0u);
  EXPECT_EQ(IncompleteTail("a\xC3"), 1u);
  EXPECT_EQ(IncompleteTail("\xE2\x82"), 2u);
  EXPECT_EQ(IncompleteTail("\xF0\x9F\x98"), 3u);
  EXPECT_EQ(IncompleteTail("\xF0\x9F\x98\x80"), 0u);
  EXPECT_EQ(IncompleteTail("\xE0\x80"), 0u);  // already ill-formed: no byte can complete it
  EXPECT_EQ(IncompleteTail("\x80\x80\x80\x80"), 0u);
}

TEST(Utf8, KindsOfCharacter) {
  EXPECT_TRUE(IsUpper('A') && IsUpper(U'Ж') && IsUpper(U'Ω') && IsUpper(0x1E9E) && IsUpper(U'ǅ'));
  EXPECT_TRUE(IsLower('a') && IsLower(U'ж') && IsLower(U'ß') && IsLower(0x1D80));
  EXPECT_FALSE(IsUpper('1') || IsLower('1') || IsUpper(U'א') || IsLower(U'日'));
  EXPECT_TRUE(IsLetter(U'א') && IsLetter(U'日') && IsLetter(U'ა') && IsLetter(U'한'));
  EXPECT_FALSE(IsLetter('-') || IsLetter('5') || IsLetter(0x301));
  EXPECT_TRUE(IsDigit('7') && IsDigit(U'٣') && IsDigit(U'７'));
  EXPECT_FALSE(IsDigit(U'²') || IsDigit(U'Ⅷ'));
  EXPECT_TRUE(IsSpace(' ') && IsSpace('\n') && IsSpace(0xA0) && IsSpace(0x3000) && IsSpace(0x202F));
  EXPECT_FALSE(IsSpace(0x200B) || IsSpace(0xFEFF));
  EXPECT_TRUE(IsMark(0x301) && IsMark(0x93F));
  EXPECT_TRUE(IsPunct('.') && IsPunct(U'»') && IsPunct(U'。'));
}

TEST(Utf8, Case) {
  EXPECT_EQ(ToLower('A'), char32_t{'a'});
  EXPECT_EQ(ToLower(U'Ё'), U'ё');
  EXPECT_EQ(ToLower(0x1E9E), char32_t{0xDF});
  EXPECT_EQ(ToLower(U'日'), U'日');
  std::string folded;
  for (const char32_t c : DecodeAll("ÀB ΣΊΣΥΦΟΣ ſ Ж")) AppendUtf8(Fold(c), &folded);
  EXPECT_EQ(folded, "àb σίσυφοσ s ж");
}

TEST(Utf8, ScriptsWithoutWordSpaces) {
  for (char32_t c : U"日々カなーไລខမㄅ𠀀ｶ") {
    if (c == 0) continue;
    EXPECT_TRUE(IsCjkOrThai(c)) << std::hex << static_cast<uint32_t>(c);
  }
  for (char32_t c : U"aЖא한。、！ༀ") {
    EXPECT_FALSE(IsCjkOrThai(c)) << std::hex << static_cast<uint32_t>(c);
  }
}

TEST(ValidUtf8PrefixTest, TellsOfNulWhereverItStands) {
  for (const std::string around : {"a", "ü", " Щ", "€"}) {
    std::string text;
    while (text.size() < 150) text += around;
    bool has_nul = true;
    EXPECT_EQ(ValidUtf8Prefix(text, &has_nul), text.size());
    EXPECT_FALSE(has_nul);
    for (size_t at = 0; at <= text.size(); at += around.size()) {
      const std::string with = std::string(text).insert(at, 1, '\0');
      EXPECT_EQ(ValidUtf8Prefix(with, &has_nul), with.size());
      EXPECT_TRUE(has_nul) << around << at;
    }
  }
}

}  // namespace
}  // namespace dechaff::text
