// The user's rules: what they keep and drop, on which hosts, and how their errors read.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "dechaff/cleaner.h"

namespace dechaff {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPage =
    "<!doctype html><title>The bridge</title><link rel=canonical href='https://news.coast.example/bridge'>"
    "<nav class=menu><a href=/>Home</a></nav><main>"
    "<p>The council voted on Tuesday to repair the old bridge<sup class=ref>[1]</sup>, which has been closed "
    "since the "
    "spring floods.</p>"
    "<p class=lead>Work is expected to begin in August, and the mayor said that it would take about nine "
    "months.</p>"
    "<p>Read our newsletter</p><p>Residents had asked for a temporary crossing, but the plan was "
    "dropped.</p></main>"
    "<footer><p class=imprint>Printed in the harbour by the last press of the coast.</p></footer>";

std::string Clean(const Options& options, std::string_view url = {}, std::string_view page = kPage) {
  const StatusOr<Cleaner> cleaner = Cleaner::Create(options);
  if (!cleaner.ok()) return cleaner.status().message();
  DocumentHints hints;
  hints.url = url;
  return cleaner.value().Clean(page, hints).text;
}

bool Has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(UserRules, KeepAndDropElements) {
  const std::string text = Clean({.keep = {"footer .imprint"}, .drop = {"p.lead"}});
  EXPECT_TRUE(Has(text, "Printed in the harbour"));
  EXPECT_FALSE(Has(text, "Work is expected"));
  EXPECT_TRUE(Has(text, "The council voted"));
}

TEST(UserRules, DropInsideALineWithoutATrace) {
  EXPECT_TRUE(Has(Clean({}), "bridge[1], which"));
  EXPECT_TRUE(Has(Clean({.drop = {"sup.ref"}}), "bridge, which"));
}

TEST(UserRules, KeepTheLineAroundAnElement) {
  EXPECT_FALSE(Has(Clean({}), "Home"));
  EXPECT_TRUE(Has(Clean({.keep = {"nav a"}}), "Home"));
}

TEST(UserRules, LetTheInnermostElementDecide) {
  const std::string text = Clean({.keep = {".lead"}, .drop = {"main"}});
  EXPECT_TRUE(text.starts_with("Work is expected"));
  EXPECT_FALSE(Has(text, "The council"));
  EXPECT_FALSE(Has(Clean({.keep = {".lead"}, .drop = {"p"}}), "Work is expected"));
}

TEST(UserRules, AreReported) {
  const StatusOr<Cleaner> cleaner = Cleaner::Create({.drop = {".lead"}});
  const Result result = cleaner.value().Clean(kPage);
  int told = 0;
  for (const BlockDecision& b : result.blocks) told += b.reason == Reason::kUserRule && !b.kept;
  EXPECT_EQ(told, 1);
}

TEST(UserRules, HoldForAllText) {
  const std::string text = Clean({.main_content_only = false, .drop = {"nav, footer"}});
  EXPECT_FALSE(Has(text, "Home"));
  EXPECT_FALSE(Has(text, "Printed"));
  EXPECT_TRUE(Has(text, "Read our newsletter"));
}

TEST(UserRules, DropPhrasesOfPagesAndText) {
  EXPECT_FALSE(
      Has(Clean({.main_content_only = false, .drop_phrases = {"READ our newsletter!"}}), "newsletter"));
  const std::string_view plain =
      "The first boats came in.\n\nSee page 12 of the atlas\n\nThe men sang as they rowed.\n";
  EXPECT_EQ(Clean({.drop_phrases = {"See page 1 *"}}, {}, plain),
            "The first boats came in.\n\nThe men sang as they rowed.");
}

TEST(UserRules, SayWhatIsWrong) {
  EXPECT_EQ(Clean({.keep = {"p..x"}}), "keep 'p..x': column 3: expected a class after .");
  EXPECT_EQ(Clean({.drop = {"a:hover"}}), "drop 'a:hover': column 2: pseudo-classes are not supported");
  EXPECT_EQ(Clean({.drop_phrases = {"--"}}), "phrase '--': phrase without a word");
  EXPECT_TRUE(Has(Clean({.site_rules = "/nonexistent.toml"}), "/nonexistent.toml: cannot be read"));
}

class SiteRulesTest : public testing::Test {
 protected:
  SiteRulesTest() : path_(fs::path(testing::TempDir()) / (std::string(TestName()) + ".toml")) {}
  ~SiteRulesTest() override { fs::remove(path_); }
  static const char* TestName() { return testing::UnitTest::GetInstance()->current_test_info()->name(); }

  std::string CleanWith(std::string_view rules, std::string_view url = {}) {
    std::ofstream(path_) << rules;
    std::string text = Clean({.site_rules = path_.string()}, url);
    if (const size_t at = text.find(path_.string()); at != std::string::npos)
      text.replace(at, path_.string().size(), "F");
    return text;
  }

  const fs::path path_;
};

TEST_F(SiteRulesTest, HoldForAHostAndThoseBelowIt) {
  const std::string_view rules = "[[site]]\nhosts = ['Coast.example', 'other.example']\ndrop = ['.lead']\n";
  EXPECT_FALSE(Has(CleanWith(rules, "https://coast.example/"), "Work is expected"));
  EXPECT_FALSE(Has(CleanWith(rules, "http://me@WWW.coast.example:8080/a?b"), "Work is expected"));
  EXPECT_TRUE(Has(CleanWith(rules, "https://notcoast.example/"), "Work is expected"));
  EXPECT_FALSE(Has(CleanWith(rules), "Work is expected"));  // by its canonical address
}

TEST_F(SiteRulesTest, WithoutHostsHoldForAll) {
  const std::string text =
      CleanWith("[[site]]\ndrop = ['.lead']\ndrop-phrases = ['read our NEWSLETTER']\n", "file:///x");
  EXPECT_FALSE(Has(text, "Work is expected"));
  EXPECT_FALSE(Has(text, "newsletter"));
}

TEST_F(SiteRulesTest, ErrorsNameLineAndColumn) {
  EXPECT_EQ(CleanWith("[[site]]\ndrop = ['.ok', 'p > ..x']\n"), "F:2:22: expected a class after .");
  EXPECT_EQ(CleanWith("[[site]]\nkeep = 'p'\n"), "F:2:8: must be a list of strings");
  EXPECT_EQ(CleanWith("[[site]]\nhost = []\n"),
            "F:2:1: unknown key; there are hosts, keep, drop and drop-phrases");
  EXPECT_EQ(CleanWith("[[site]]\nhosts = ['a/b']\n"),
            "F:2:10: must be the name of a host, such as example.com");
  EXPECT_EQ(CleanWith("[other]\n"), "F:1:2: only [[site]] is known here");
  EXPECT_TRUE(CleanWith("[[site]\n").starts_with("F:1:"));
  std::string deep = "a";
  for (int i = 0; i < 200'000; ++i) deep += ".a";
  EXPECT_EQ(CleanWith("# a'b\n" + deep + " = 1\n"), "F:2:1: a key has more than 64 parts");
  EXPECT_EQ(CleanWith("[[site]]\ndrop = ['" + deep.substr(0, 200) + "', \"b\\\"c\"]\n[" + deep + "]"),
            "F:3:1: a key has more than 64 parts");
  const std::string dots(200, '.');  // in strings of more than one line
  for (const std::string quotes : {"\'\'\'", "\"\"\""}) {
    EXPECT_EQ(CleanWith("[[site]]\nhosts = " + quotes + "\n'\" " + dots + quotes + "\n"),
              "F:2:9: must be a list of strings");
  }
}

}  // namespace
}  // namespace dechaff
