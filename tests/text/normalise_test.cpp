#include "text/normalise.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "samples.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

// The text that a field of a table stands for.
std::string Unescape(std::string_view field) {
  static constexpr std::string_view kLetters = "ntrfvb\\", kMeant = "\n\t\r\f\v\b\\";
  std::string text;
  for (size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\') {
      text += field[i];
    } else if (field.substr(i + 1, 2) == "u{") {
      const size_t end = field.find('}', i);
      AppendUtf8(
          static_cast<char32_t>(std::stoul(std::string(field.substr(i + 3, end - i - 3)), nullptr, 16)),
          &text);
      i = end;
    } else if (field[i + 1] == 'x') {
      text += static_cast<char>(std::stoi(std::string(field.substr(i + 2, 2)), nullptr, 16));
      i += 3;
    } else {
      text += kMeant[kLetters.find(field[++i])];
    }
  }
  return text;
}

// What the changes make of `in`; `out` lends what they put in.
std::string Rebuild(const std::string& in, const std::string& out, const std::vector<Change>& changes) {
  std::string rebuilt;
  size_t at = 0;
  for (const Change& change : changes) {
    rebuilt += in.substr(at, change.in_begin - at);
    EXPECT_EQ(rebuilt.size(), change.out_begin);
    rebuilt += out.substr(change.out_begin, change.out_end - change.out_begin);
    at = change.in_end;
  }
  return rebuilt + in.substr(std::min(at, in.size()));
}

void Check(const std::string& in, const std::string& expected, const NormaliseOptions& options) {
  std::string out, again;
  std::vector<Change> changes;
  Normalise(in, options, &out, &changes);
  EXPECT_EQ(out, expected);
  EXPECT_EQ(IsNormal(in, options), in == expected);
  EXPECT_EQ(Rebuild(in, out, changes), out) << "the changes do not lead to the output";
  Normalise(out, options, &again, nullptr);
  EXPECT_EQ(again, out) << "not idempotent";
}

TEST(Normalise, Cases) {
  std::ifstream table(DECHAFF_ROOT "/tests/text/normalise_cases.tsv");
  Decoder decoder;
  size_t cases = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.empty() || line[0] == '#') continue;
    SCOPED_TRACE(line);
    std::istringstream fields(line);
    std::string how, in, expected, why;
    std::getline(fields, how, '\t'), std::getline(fields, in, '\t');
    std::getline(fields, expected, '\t'), std::getline(fields, why);
    EXPECT_FALSE(why.empty());
    NormaliseOptions options;
    options.html = how == "html";
    options.preformatted = how == "pre";
    options.typography = {how == "nfkc", how == "quotes", how == "dashes", how == "ellipses", how == "width"};
    const std::string text(decoder.Decode(Unescape(in), {"utf-8", "", false}).text);
    Check(text, expected == "=" ? text : Unescape(expected), options);
    ++cases;
  }
  EXPECT_GE(cases, 300u);
}

TEST(Normalise, SamplesAreNormal) {
  for (const char* text :
       {kFrench, kPolish, kRussian, kGreek, kHebrew, kArabic, kChinese, kTaiwanese, kJapanese, kKorean}) {
    EXPECT_TRUE(IsNormal(text, {})) << text;
  }
}

TEST(Normalise, HostileTextTakesLinearTime) {
  std::string marks = "a", out;
  for (int i = 0; i < 100000; ++i) marks += i % 2 ? "\u0307" : "\u0323";
  Normalise(marks, {}, &out, nullptr);
  EXPECT_EQ(out, marks);
  std::string escapes;
  for (int i = 0; i < 200000; ++i) escapes += "\x1B]";
  Normalise(escapes, {}, &out, nullptr);
  std::string lead;
  for (int i = 0; i < 200000; ++i) lead += "Ã";
  Normalise(lead, {}, &out, nullptr);
  EXPECT_EQ(out, lead);
}

}  // namespace
}  // namespace dechaff::text
