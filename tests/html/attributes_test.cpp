// Attributes and character references.
#include "html/attributes.h"

#include <gtest/gtest.h>

#include <vector>

namespace dechaff::html {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs Read(std::string_view attributes) {
  Pairs pairs;
  for (AttributeReader reader(attributes); reader.Next();) pairs.emplace_back(reader.name(), reader.value());
  return pairs;
}

TEST(AttributesTest, ReadsAllFormsOfValues) {
  EXPECT_EQ(Read(" a=\"1\" B = '2'\tc=3 d"), (Pairs{{"a", "1"}, {"B", "2"}, {"c", "3"}, {"d", ""}}));
  EXPECT_EQ(Read("/a/b=c/d"), (Pairs{{"a", ""}, {"b", "c/d"}}));
  EXPECT_EQ(Read(" =x \"q\"=y"), (Pairs{{"=x", ""}, {"\"q\"", "y"}}));
  EXPECT_EQ(Read(" a=\"1\"b='2'"), (Pairs{{"a", "1"}, {"b", "2"}}));
  EXPECT_EQ(Read(" a= "), (Pairs{{"a", ""}}));
  EXPECT_EQ(Read(""), Pairs{});
}

TEST(AttributesTest, FindsTheFirstOfAName) {
  EXPECT_EQ(FindAttribute(" x=1 CLASS=a class=b", "class"), "a");
  EXPECT_EQ(FindAttribute(" x=1", "class"), "");
}

std::string Decoded(std::string_view raw, bool in_attribute = false) {
  std::string out;
  AppendDecoded(raw, in_attribute, &out);
  return out;
}

TEST(AttributesTest, DecodesCharacterReferences) {
  const std::pair<const char*, const char*> kCases[] = {{"a &amp; b", "a & b"},
                                                        {"&AMP;&ampx", "&&x"},
                                                        {"&notit;", "\u00ACit;"},
                                                        {"&notin;", "\u2209"},
                                                        {"&NotEqualTilde;", "\u2242\u0338"},
                                                        {"&nosuch;", "&nosuch;"},
                                                        {"&", "&"},
                                                        {"&&lt", "&<"},
                                                        {"&#65;&#x42;&#x43", "ABC"},
                                                        {"&#128;", "\u20AC"},
                                                        {"&#x81;", "\u0081"},
                                                        {"&#0;", "\uFFFD"},
                                                        {"&#xD800;", "\uFFFD"},
                                                        {"&#x110000;", "\uFFFD"},
                                                        {"&#x100000041;", "\uFFFD"},
                                                        {"&#99999999999999999999;", "\uFFFD"},
                                                        {"&#;&#x;", "&#;&#x;"},
                                                        {"a\r\nb\rc", "a\nb\nc"},
                                                        {"&gt", ">"}};
  for (auto [raw, expected] : kCases) EXPECT_EQ(Decoded(raw), expected) << raw;
  EXPECT_EQ(Decoded(std::string_view("a\0b", 3)), "ab");
}

TEST(AttributesTest, LeavesOldQueryStringsAlone) {
  EXPECT_EQ(Decoded("?a=1&copy=2", true), "?a=1&copy=2");
  EXPECT_EQ(Decoded("?a=1&copyright", true), "?a=1&copyright");
  EXPECT_EQ(Decoded("?a=1&copy;=2", true), "?a=1\u00A9=2");
  EXPECT_EQ(Decoded("?a=1&copy=2", false), "?a=1\u00A9=2");
}

}  // namespace
}  // namespace dechaff::html
