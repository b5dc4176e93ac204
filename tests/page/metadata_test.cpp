// Titles, addresses and languages are found in their order of rank.
#include "page/metadata.h"

#include <gtest/gtest.h>

#include "html/parse.h"

namespace dechaff::page {
namespace {

Metadata Read(std::string_view html) {
  html::Parser parser;
  html::Tree tree;
  parser.Parse(html, &tree);
  return ReadMetadata(tree);
}

TEST(MetadataTest, PrefersTheOpenGraphTitle) {
  EXPECT_EQ(Read("<title>A &amp; B | Site</title>").title, "A & B | Site");
  EXPECT_EQ(Read("<title>A | Site</title><meta property=og:title content='A &quot;B&quot;'>").title,
            "A \"B\"");
}

TEST(MetadataTest, FindsTheCanonicalAddress) {
  EXPECT_EQ(Read("<link rel=canonical href='https://a.example/x?a=1&amp;b=2'>").url,
            "https://a.example/x?a=1&b=2");
  EXPECT_EQ(Read("<link rel=canonical href='/x'><meta property='og:url' content='http://b.example/'>").url,
            "http://b.example/");
}

TEST(MetadataTest, NormalisesLanguageTags) {
  EXPECT_EQ(Read("<html lang=en_US>").lang, "en-us");
  EXPECT_EQ(Read("<html><meta property=og:locale content=de_DE>").lang, "de-de");
  EXPECT_EQ(Read("<html lang='not a tag!'>").lang, "not");
  EXPECT_EQ(Read("<html lang='{{lang}}'>").lang, "");
}

TEST(MetadataTest, IgnoresTitlesOfDrawings) {
  EXPECT_EQ(Read("<body><svg><title>Icon</title></svg>").title, "");
}

}  // namespace
}  // namespace dechaff::page
