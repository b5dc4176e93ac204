// The built-in phrases, line by line from phrases.tsv; the grammar of rule files and its errors.
#include "judge/phrases.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace dechaff::judge {
namespace {

namespace fs = std::filesystem;

const PhraseBook& Builtin() {
  static const StatusOr<PhraseBook> book = PhraseBook::Create("");
  EXPECT_TRUE(book.ok()) << book.status().message();
  return book.value();
}

// Among others.
bool IsSure(const PhraseBook& book, std::string_view line) {
  const std::vector<std::string_view> lines(70, line);
  std::vector<uint8_t> sure;
  book.FindSureLabels(lines, &sure);
  EXPECT_EQ(sure, std::vector<uint8_t>(70, sure[0]));
  return sure[0] != 0;
}

PhraseClass ClassNamed(const std::string& name) {
  static const std::map<std::string, PhraseClass> names = {
      {"-", PhraseClass::kNone},
      {"ad label", PhraseClass::kAdLabel},
      {"continue after ad", PhraseClass::kContinueAfterAd},
      {"share", PhraseClass::kShare},
      {"subscribe", PhraseClass::kSubscribe},
      {"read more", PhraseClass::kReadMore},
      {"cookie", PhraseClass::kCookie},
      {"login", PhraseClass::kLogin},
      {"copyright", PhraseClass::kCopyright},
      {"back to top", PhraseClass::kBackToTop},
      {"loading", PhraseClass::kLoading},
      {"counter", PhraseClass::kCounter},
  };
  return names.at(name);
}

TEST(Phrases, BuiltinTable) {
  std::ifstream table(DECHAFF_ROOT "/tests/judge/phrases.tsv");
  std::string row;
  int rows = 0;
  while (std::getline(table, row)) {
    if (row.empty() || row[0] == '#') continue;
    const size_t first = row.find('\t'), second = row.find('\t', first + 1);
    ASSERT_NE(first, std::string::npos) << row;
    const std::string line = row.substr(0, first);
    const PhraseMatch match = Builtin().Match(line);
    EXPECT_EQ(match.cls, ClassNamed(row.substr(first + 1, second - first - 1))) << line;
    if (second != std::string::npos) {
      EXPECT_EQ(match.sure, row.substr(second + 1) == "sure") << line;
    }
    EXPECT_EQ(IsSure(Builtin(), line), match.sure) << line;
    ++rows;
  }
  EXPECT_GT(rows, 90);
}

TEST(Phrases, LongLinesNeverMatch) {
  std::string line;
  while (line.size() <= kMaxLabel) line += "Advertisement ";
  EXPECT_EQ(Builtin().Match(line).cls, PhraseClass::kNone);
  EXPECT_EQ(Builtin().Match("").cls, PhraseClass::kNone);
}

TEST(Phrases, SureLabelsAreFoundHoweverTheyStand) {
  const std::string_view sure[] = {"Advertisement", "Share this article", "All rights reserved", "Werbung",
                                   "Наверх",        "Privacyverklaring",  "© 2024 Example"};
  for (const std::string_view label : sure) {
    for (const char* between : {"", " ", " | ", "  1 "}) {
      for (const char* around : {"", " ", "» ", "(", "12 "}) {
        std::string line = around;
        for (int times = 1; times <= 4; ++times) {
          line += (times > 1 ? between : "") + std::string(label);
          EXPECT_EQ(IsSure(Builtin(), line), Builtin().Match(line).sure) << line;
          const std::string more = line + " of the harbour";
          EXPECT_EQ(IsSure(Builtin(), more), Builtin().Match(more).sure) << more;
        }
      }
    }
  }
  EXPECT_TRUE(IsSure(Builtin(), "Share this articleShare this article"));
  EXPECT_FALSE(IsSure(Builtin(), "Advertisements of old"));
}

TEST(Phrases, WordsOfBylines) {
  EXPECT_TRUE(Builtin().IsWord("By", PhraseClass::kByWord));
  EXPECT_TRUE(Builtin().IsWord("VON", PhraseClass::kByWord));
  EXPECT_TRUE(Builtin().IsWord("juin", PhraseClass::kMonth));
  EXPECT_TRUE(Builtin().IsWord("марта", PhraseClass::kMonth));
  EXPECT_TRUE(Builtin().IsWord("mar", PhraseClass::kMonth));
  EXPECT_TRUE(Builtin().IsWord("Uhr", PhraseClass::kDateWord));
  EXPECT_FALSE(Builtin().IsWord("March", PhraseClass::kByWord));
  EXPECT_FALSE(Builtin().IsWord("table", PhraseClass::kMonth));
}

TEST(Phrases, TitlesOfPagesWithoutContent) {
  EXPECT_TRUE(Builtin().IsWord("404 - Page not found!", PhraseClass::kErrorTitle));
  EXPECT_TRUE(Builtin().IsWord("Just a moment...", PhraseClass::kErrorTitle));
  EXPECT_TRUE(Builtin().IsWord("Страница не найдена", PhraseClass::kErrorTitle));
  EXPECT_TRUE(Builtin().IsWord("Before you continue to YouTube", PhraseClass::kConsentTitle));
  EXPECT_FALSE(Builtin().IsWord("Page not found in the archive", PhraseClass::kErrorTitle));
  EXPECT_EQ(Builtin().Match("Page not found").cls, PhraseClass::kNone);
}

// A folder of rules with one phrase file.
class RuleFolder : public testing::Test {
 protected:
  RuleFolder() : dir_(fs::path(testing::TempDir()) / ("rules_" + std::string(TestName()))) {
    fs::create_directories(dir_ / "phrases");
  }
  ~RuleFolder() override { fs::remove_all(dir_); }
  static const char* TestName() { return testing::UnitTest::GetInstance()->current_test_info()->name(); }

  StatusOr<PhraseBook> Create(std::string_view rules) {
    std::ofstream(dir_ / "phrases" / "xx.txt") << rules;
    return PhraseBook::Create(dir_.string());
  }
  fs::path dir_;
};

TEST_F(RuleFolder, TakesThePlaceOfTheBuiltin) {
  const auto book = Create(
      "# comment\n\n[share, sure]\nPass (it|them|) on\r\n[counter]\n5 quuxes\n[copyright]\nMade by *\n");
  ASSERT_TRUE(book.ok()) << book.status().message();
  EXPECT_EQ(book.value().Match("Advertisements").cls, PhraseClass::kNone);
  EXPECT_TRUE(book.value().Match("pass THEM on!").sure);
  EXPECT_TRUE(book.value().Match("Pass on").sure);
  EXPECT_TRUE(IsSure(book.value(), "Pass on"));
  EXPECT_FALSE(IsSure(book.value(), "1.5K quuxes"));
  EXPECT_EQ(book.value().Match("Pass (it|them|) on").cls, PhraseClass::kNone);
  EXPECT_EQ(book.value().Match("1.5K quuxes").cls, PhraseClass::kCounter);
  EXPECT_FALSE(book.value().Match("1.5K quuxes").sure);
  EXPECT_FALSE(book.value().Match("Pass it on, 3 quuxes").sure);
  EXPECT_EQ(book.value().Match("Made by Example and Sons").cls, PhraseClass::kCopyright);
  EXPECT_EQ(book.value().Match("Not made by Example").cls, PhraseClass::kNone);
}

TEST_F(RuleFolder, ErrorsNameFileAndLine) {
  const std::pair<const char*, const char*> cases[] = {
      {"Advertisement\n", "phrases/xx.txt:1: text before the first [section]"},
      {"[ad label]\nAd\n[shares]\n", "phrases/xx.txt:3: unknown section"},
      {"[ad label\n", "phrases/xx.txt:1: [ without ]"},
      {"[ad label]\n\n(a|b\n", "phrases/xx.txt:3: ( without )"},
      {"[ad label]\n12 - 13\n", "phrases/xx.txt:2: phrase without a word"},
      {"[ad label]\n\xff\n", "phrases/xx.txt:2: not UTF-8"},
      {"[ad label]\n(a|b|c|d|e)(a|b|c|d|e)(a|b|c|d|e)(a|b|c|d|e)\n",
       "phrases/xx.txt:2: too many alternatives"},
  };
  for (const auto& [rules, message] : cases) {
    const auto book = Create(rules);
    ASSERT_FALSE(book.ok()) << rules;
    EXPECT_EQ(book.status().message(), message);
  }
}

}  // namespace
}  // namespace dechaff::judge
