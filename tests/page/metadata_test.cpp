// What a page says of itself is found in its order of rank, with its source.
#include "page/metadata.h"

#include <gtest/gtest.h>

#include "html/parse.h"

namespace dechaff::page {
namespace {

Metadata Read(std::string_view html) {
  static const NameBook names = std::move(NameBook::Create("").value());
  html::Parser parser;
  html::Tree tree;
  Page page;
  LinkedData data;
  parser.Parse(html, &tree);
  BuildPage(tree, names, &page);
  ReadLinkedData(tree, &data);
  return ReadMetadata(page, data);
}

std::string Show(const Stated& field) {
  return field.value + " < " + std::string(MetadataSourceName(field.source));
}

std::string Data(std::string_view json) {
  return "<script type='application/ld+json'>" + std::string(json) + "</script><p>Text";
}

TEST(MetadataTest, CutsTheSiteOffTheTitle) {
  EXPECT_EQ(Show(Read("<title>A &amp; B of the town | Site</title>").title), "A & B of the town < title");
  EXPECT_EQ(Read("<title>Coast Weekly - The harbour reopens</title><link rel=canonical "
                 "href=https://coastweekly.example/1>")
                .title.value,
            "The harbour reopens");
  EXPECT_EQ(Read("<title>The well-known 24/7 harbour: a history</title>").title.value,
            "The well-known 24/7 harbour: a history");
  EXPECT_EQ(Read("<title>Weekly</title>").title.value, "Weekly");
  EXPECT_EQ(Read("").title.value, "");
}

TEST(MetadataTest, PrefersAHeadingThatTheTitleRepeats) {
  EXPECT_EQ(
      Show(Read("<title>Site: The Harbour: reopened | News</title><h1>The harbour, reopened!</h1>").title),
      "The harbour, reopened! < heading");
  EXPECT_EQ(Show(Read("<title>A long night | Weekly</title><meta property=og:title content='A long "
                      "&quot;night&quot;'>"
                      "<h1>Menu</h1>")
                     .title),
            "A long \"night\" < opengraph");
  EXPECT_EQ(
      Read("<meta property=og:site_name content=Weekly><title>Weekly | A long night</title><h1>Weekly</h1>")
          .title.value,
      "A long night");
  EXPECT_EQ(Show(Read("<h1>Only a heading</h1>").title), "Only a heading < heading");
}

TEST(MetadataTest, ReadsLinkedData) {
  const Metadata m = Read(Data(R"({"@context": "https://schema.org", "@graph": [
    {"@type": "WebSite", "name": "Coast Weekly"},
    {"@type": ["NewsArticle"], "headline": "A &amp; B", "inLanguage": "de_DE", "datePublished": "2024-05-20T10:00:00.123+0200",
     "author": [{"@id": "#jane"}, {"@type": "Person", "name": "Ol\u00e9 Moe"}], "description": "A <b>short</b> one"},
    {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]})"));
  EXPECT_EQ(Show(m.title), "A & B < json-ld");
  EXPECT_EQ(Show(m.author), "Jane Doe, Ol\u00e9 Moe < json-ld");
  EXPECT_EQ(Show(m.date), "2024-05-20T10:00:00+02:00 < json-ld");
  EXPECT_EQ(Show(m.description), "A short one < json-ld");
  EXPECT_EQ(Show(m.lang), "de-de < json-ld");
  EXPECT_EQ(Show(m.site), "Coast Weekly < json-ld");
}

TEST(MetadataTest, DoesNotTakeTheDataOfOtherPages) {
  EXPECT_EQ(
      Read(Data(R"({"@type": "WebPage", "hasPart": {"@type": "Article", "author": "Other"}})")).author.value,
      "");
  EXPECT_EQ(
      Read(Data(R"({"@type": "ItemList", "itemListElement": [{"@type": "Article", "author": "Other"}]})"))
          .author.value,
      "");
  EXPECT_EQ(Read(Data(R"([{"@type": "Article", "author": "A"}, {"@type": "Article", "author": "B"},
                          {"@type": "Article", "author": "C"}])"))
                .author.value,
            "");
}

TEST(MetadataTest, ReadsBrokenLinkedData) {
  const Metadata m =
      Read(Data("\n<!--//<![CDATA[\n{\"@type\": \"Article\",, /* so */ \"author\": \"Jane\nDoe\",\n"
                "\"description\": \"The \"old\" bridge\", }\n{\"@type\": \"WebSite\", \"name\": \"S\""));
  EXPECT_EQ(m.author.value, "Jane Doe");
  EXPECT_EQ(m.description.value, "The \"old\" bridge");
  EXPECT_EQ(m.site.value, "S");
}

TEST(MetadataTest, ReadsMetaElements) {
  const Metadata m = Read(
      "<meta name=Author content='Jane Doe'><meta name=author content='Ole Moe'>"
      "<meta property=article:published_time content=2024-05-20><meta name=description content='A  summary'>"
      "<meta property=og:site_name content=Weekly>");
  EXPECT_EQ(Show(m.author), "Jane Doe, Ole Moe < meta");
  EXPECT_EQ(Show(m.date), "2024-05-20 < opengraph");
  EXPECT_EQ(Show(m.description), "A summary < meta");
  EXPECT_EQ(Show(m.site), "Weekly < opengraph");
  EXPECT_EQ(Read("<meta property=article:author content=https://social.example/jane>").author.value, "");
}

TEST(MetadataTest, ReadsThePageItself) {
  const Metadata m = Read("<h1>Title</h1><time datetime=2024-05-20>May</time>");
  EXPECT_EQ(Show(m.date), "2024-05-20 < time");
  EXPECT_EQ(Show(Read("<link rel=canonical href=https://a.example/2024/05/20/harbour>").date),
            "2024-05-20 < link");
}

TEST(MetadataTest, FindsTheCanonicalAddress) {
  EXPECT_EQ(Show(Read("<link rel=canonical href='https://a.example/x?a=1&amp;b=2'>").url),
            "https://a.example/x?a=1&b=2 < link");
  EXPECT_EQ(
      Show(Read("<link rel=canonical href='/x'><meta property='og:url' content='http://b.example/'>").url),
      "http://b.example/ < opengraph");
}

TEST(MetadataTest, NormalisesLanguageTags) {
  EXPECT_EQ(Show(Read("<html lang=en_US>").lang), "en-us < html lang");
  EXPECT_EQ(Show(Read("<html><meta property=og:locale content=de_DE>").lang), "de-de < opengraph");
  EXPECT_EQ(Read("<html lang='not a tag!'>").lang.value, "not");
  EXPECT_EQ(Read("<html lang='{{lang}}'>").lang.value, "");
}

TEST(MetadataTest, IgnoresTitlesOfDrawings) {
  EXPECT_EQ(Read("<body><svg><title>Icon</title></svg>").title.value, "");
}

}  // namespace
}  // namespace dechaff::page
