#include "io/json.h"

#include <gtest/gtest.h>

namespace dechaff::io {
namespace {

struct Case {
  std::string_view bytes;
  std::string_view json;
};

TEST(JsonString, EscapesWhatMustBeAndMendsWhatIsNotUtf8) {
  using namespace std::string_view_literals;
  const Case cases[] = {
      {"", R"("")"},
      {"plain text", R"("plain text")"},
      {"\"\\/", R"("\"\\/")"},
      {"\n\t\r\f\b", R"("\n\t\r\f\b")"},
      {"\0\x1f\x7f"sv, R"("\u0000\u001f\u007f")"},
      {"naïve 中文 😀", "\"naïve 中文 😀\""},
      {"a\xff"
       "b",
       "\"a\xEF\xBF\xBD"
       "b\""},
      {"\xc0\xaf", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},                                  // overlong
      {"\xed\xa0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},                  // a surrogate
      {"\xf4\x90\x80\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},  // over U+10FFFF
      {"end \xe4\xb8", "\"end \xEF\xBF\xBD\""},                                      // cut off
  };
  for (const Case& c : cases) {
    std::string json;
    AppendJsonString(c.bytes, &json);
    EXPECT_EQ(json, c.json);
  }
}

// Eight bytes are looked at together.
TEST(JsonString, EscapesAtEveryPlace) {
  for (const std::string_view special : {"\"", "\\", "\x01", "\x7f", "\xff", "\xe4\xb8", "é", "\x80"}) {
    std::string alone;
    AppendJsonString(special, &alone);
    for (size_t before = 0; before < 20; ++before) {
      for (size_t after = 0; after < 20; ++after) {
        const std::string front(before, '!'), back(after, '~');
        std::string json;
        AppendJsonString(front + std::string(special) + back, &json);
        EXPECT_EQ(json, '"' + front + alone.substr(1, alone.size() - 2) + back + '"');
      }
    }
  }
}

TEST(JsonObject, WritesMembersInOrder) {
  std::string json;
  JsonObject object(&json);
  object.Add("a", "x");
  object.AddIfKnown("b", "");
  object.Add("c", uint64_t{18446744073709551615u});
  JsonObject inner = object.Nest("d");
  inner.AddSeconds("e", 1.5);
  inner.Close();
  object.Close();
  EXPECT_EQ(json, R"({"a":"x","c":18446744073709551615,"d":{"e":1.500}})");
}

TEST(JsonArray, WritesItemsInOrder) {
  std::string json;
  JsonObject object(&json);
  JsonArray list = object.List("a");
  list.Add(uint64_t{1}).Add("x").AddBool(true).AddDecimal(0.25);
  list.List().Add("y").Close();
  list.List().Close();
  list.Close();
  object.Close();
  EXPECT_EQ(json, R"({"a":[1,"x",true,0.250,["y"],[]]})");
}

}  // namespace
}  // namespace dechaff::io
