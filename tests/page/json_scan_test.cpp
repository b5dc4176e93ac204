// JSON as it is, and as it should not be.
#include "page/json_scan.h"

#include <gtest/gtest.h>

namespace dechaff::page {
namespace {

std::string Scan(std::string_view json) {
  constexpr std::string_view kMarks = ".{}[]";
  std::string shown;
  JsonScanner scanner(json);
  for (JsonToken token; (token = scanner.Next()) != JsonToken::kEnd;) {
    if (token < JsonToken::kKey) {
      shown += kMarks[static_cast<size_t>(token)];
    } else {
      shown.append(token == JsonToken::kKey ? "k(" : "s(").append(scanner.raw()).append(")");
    }
  }
  return shown;
}

std::string Unescape(std::string_view raw) {
  std::string out;
  AppendUnescaped(raw, &out);
  return out;
}

TEST(JsonScanTest, ReadsJson) {
  EXPECT_EQ(Scan(R"({"a": ["b", 1, true, "c\"d"], "e" : {}})"), R"({k(a)[s(b)s(c\"d)]k(e){}})");
  EXPECT_EQ(Scan(""), "");
}

TEST(JsonScanTest, ForgivesFaults) {
  EXPECT_EQ(Scan(R"({"a": "say "hi" now", "b": "c",})"), R"({k(a)s(say "hi" now)k(b)s(c)})");
  EXPECT_EQ(Scan("<!-- //<![CDATA[ {\"a\": /* [ */ \"b\nc\"} //]]> -->"), "{k(a)s(b\nc)}");
  EXPECT_EQ(Scan(R"({"a": "never ends)"), "{k(a)s(never ends)");
  EXPECT_EQ(Scan(R"({"a": "ends in \)"), R"({k(a)s(ends in \))");
  EXPECT_EQ(Scan("\""), "s()");
}

TEST(JsonScanTest, Unescapes) {
  EXPECT_EQ(Unescape(R"(a\n\"\/\u00e9\ud83d\ude00)"), "a\n\"/\u00e9\U0001F600");
  EXPECT_EQ(Unescape(R"(\ud83d\u0041 \uZZ \')"), "\uFFFDA uZZ '");
  EXPECT_EQ(Unescape(R"(\)"), "");
}

TEST(JsonScanTest, TellsWhereEachPieceCameFrom) {
  std::string out;
  std::vector<text::Anchor> anchors;
  AppendUnescaped(R"(ab\u00e9cd)", 100, &out, &anchors);
  ASSERT_EQ(anchors.size(), 3u);
  EXPECT_EQ(anchors[1].text, 2u);
  EXPECT_EQ(anchors[1].source, 102u);
  EXPECT_EQ(anchors[2].text, 4u);
  EXPECT_EQ(anchors[2].source, 108u);
}

}  // namespace
}  // namespace dechaff::page
