#include "io/json_row.h"

#include <gtest/gtest.h>

#include "io/json_mend.h"

namespace dechaff::io {
namespace {

std::string Rewritten(std::string_view line) {
  JsonRow row;
  if (const Status status = row.Parse(line); !status.ok()) return status.message();
  std::string out;
  row.Write(&out);
  return out;
}

TEST(JsonRow, KeepsEveryMemberAsItStands) {
  for (const std::string_view line :
       {R"({})", R"({"a":1.50,"b":[1, 2 ,{"c":null}],"\u0061b":"\u00e9\n","d":-0,"e":1E+400,"f":true})",
        R"({"big":123456789012345678901234567890,"text":"x 01 \" 02"})", R"({"a":"","a":"twice"})",
        R"({"k\"ey":"v:\"","z":{"a":{"b":"}"}}})"}) {
    EXPECT_EQ(Rewritten(line), line);
  }
  EXPECT_EQ(Rewritten(" { \"a\" : [ 1 ] , \"b\":2 }\r"), R"({"a":[ 1 ],"b":2})");
}

TEST(JsonRow, RefusesWhatIsNoObject) {
  for (const auto& [line, message] : {std::pair<std::string_view, std::string_view>{"", "is blank"},
                                      {"  ", "is blank"},
                                      {"[1]", "is not a JSON object"},
                                      {"text", "is not a JSON object"},
                                      {"{\"a\":tru}", "is not JSON"},
                                      {"{\"a\":01}", "is not JSON"},
                                      {"{\"a\":\"open", "is not JSON"},
                                      {"{\"a\":1} x", "is not JSON"},
                                      {"{\"a\" 1}", "is not JSON"},
                                      {"{\"a\":1", "is not JSON"}}) {
    EXPECT_EQ(Rewritten(line), message) << line;
  }
  const std::string deep = "{\"a\":" + std::string(5000, '[') + std::string(5000, ']') + "}";
  EXPECT_EQ(Rewritten(deep), "is nested too deeply");
}

TEST(JsonRow, MendsWhatCrawlersWrite) {
  using namespace std::string_view_literals;
  EXPECT_EQ(Rewritten("\xEF\xBB\xBF{\"a\":1}"), R"({"a":1})");
  EXPECT_EQ(Rewritten("{\"a\":\"tab\there\x01\"}"), R"({"a":"tab\there\u0001"})");
  EXPECT_EQ(Rewritten("{\"a\":\"x\xffy\"}"), "{\"a\":\"x\xEF\xBF\xBDy\"}");
  EXPECT_EQ(Rewritten(R"({"a":"x\ud800y\ud83d\ude00"})"), "{\"a\":\"x\xEF\xBF\xBDy\\ud83d\\ude00\"}");
  EXPECT_EQ(Rewritten(R"({"a":NaN,"b":-Infinity,"c":[1,],})"), R"({"a":null,"b":null,"c":[1]})");
  EXPECT_EQ(Rewritten(R"({"a":"C:\q"})"), R"({"a":"C:\\q"})");
  JsonRow row;
  ASSERT_TRUE(row.Parse("{\"a\":\"\x02\",}").ok());
  EXPECT_EQ(row.mended(), "raw control characters, commas too many");
  ASSERT_TRUE(row.Parse("{}").ok());
  EXPECT_EQ(row.mended(), "");
}

TEST(JsonRow, FindsStringsByNameAndPath) {
  JsonRow row;
  ASSERT_TRUE(
      row.Parse(R"({"text":"a\u00e9","n":7,"metadata":{"url":"u","deep":{"x":"y"}},"a.b":"dot"})").ok());
  EXPECT_EQ(row.String("text"), "a\u00e9");
  EXPECT_EQ(row.String("n"), std::nullopt);
  EXPECT_TRUE(row.Has("n"));
  EXPECT_EQ(row.Raw("n"), "7");
  EXPECT_EQ(row.StringAt("metadata.url"), "u");
  EXPECT_EQ(row.StringAt("metadata.deep.x"), "y");
  EXPECT_EQ(row.StringAt("a.b"), "dot");
  EXPECT_EQ(row.StringAt("metadata.none"), std::nullopt);
  EXPECT_EQ(row.StringAt("none.url"), std::nullopt);
}

TEST(JsonRow, ChangesOnlyWhatItIsTold) {
  JsonRow row;
  ASSERT_TRUE(row.Parse(R"({"text":"old","id":1,"text":"old too","html":"<p>"})").ok());
  row.Set("text", "new \"one\"");
  row.Remove("html");
  row.Set("status", "ok");
  row.Set("status", "empty");
  std::string out;
  row.Write(&out);
  EXPECT_EQ(out, R"({"id":1,"text":"new \"one\"","status":"empty"})");
}

}  // namespace
}  // namespace dechaff::io
