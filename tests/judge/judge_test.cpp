// What the judge keeps and cuts on small pages, and why.
#include "judge/judge.h"

#include <gtest/gtest.h>

#include "html/parse.h"

namespace dechaff::judge {
namespace {

constexpr std::string_view kProse =
    "The council voted on Tuesday to repair the old bridge, which has been closed since the spring floods. "
    "Work is expected to begin in August, and the mayor said that it would take about nine months. "
    "Residents had asked for a temporary crossing, but the plan was dropped because of its cost.";

class JudgeTest : public testing::Test {
 protected:
  // The texts of the kept blocks, joined by '|'.
  std::string Kept(std::string html, const JudgeOptions& options = {}, std::span<const Forced> forced = {}) {
    static const page::NameBook names = std::move(page::NameBook::Create("").value());
    static const PhraseBook phrases = std::move(PhraseBook::Create("").value());
    html_ = std::move(html);
    parser_.Parse(html_, &tree_);
    page::BuildPage(tree_, names, &page_);
    Judge judge(&phrases, options);
    judge.Decide(page_, {}, forced, &verdicts_);
    std::string kept;
    for (size_t i = 0; i < verdicts_.size(); ++i) {
      if (verdicts_[i].kept)
        kept += std::string(kept.empty() ? "" : "|") + std::string(page_.Text(page_.blocks[i]));
    }
    return kept;
  }

  std::string html_;
  html::Parser parser_;
  html::Tree tree_;
  page::Page page_;
  std::vector<Verdict> verdicts_;
};

std::string P(std::string_view text) { return "<p>" + std::string(text) + "</p>"; }

TEST_F(JudgeTest, KeepsProseAndCutsNavigation) {
  const std::string kept =
      Kept("<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav><article>" + P(kProse) +
           P(kProse.substr(40)) + "</article><footer>Imprint and contact</footer>");
  EXPECT_NE(kept.find("The council voted"), std::string::npos);
  EXPECT_EQ(kept.find("Home"), std::string::npos);
  EXPECT_EQ(kept.find("Imprint"), std::string::npos);
}

TEST_F(JudgeTest, NoNameAloneCutsThePagesOnlyProse) {
  for (const char* name :
       {"sidebar", "nav-content", "comments", "related", "ad-wrapper", "footer", "cookie"}) {
    const std::string kept =
        Kept("<div class='" + std::string(name) + "'>" + P(kProse) + P(kProse.substr(30)) + "</div>");
    EXPECT_NE(kept.find("The council voted"), std::string::npos) << name;
  }
}

TEST_F(JudgeTest, MarksLabelsInsideContent) {
  Kept("<article>" + P(kProse) + "<div>Advertisements</div>" + P(kProse.substr(20)) + "</article>");
  ASSERT_EQ(verdicts_.size(), 3u);
  EXPECT_FALSE(verdicts_[1].kept);
  EXPECT_TRUE(verdicts_[1].label);
  EXPECT_EQ(verdicts_[1].reason, Reason::kLabel);
}

TEST_F(JudgeTest, KeepsSomethingOfAShortPage) {
  EXPECT_EQ(Kept("<p>Hello, world, this is all."), "Hello, world, this is all.");
}

TEST_F(JudgeTest, ObeysTheUsersRules) {
  const std::string html = "<nav><a href=/>Home</a></nav><article>" + P(kProse) + P("Next") + "</article>";
  const Forced forced[] = {Forced::kKeep, Forced::kDrop, Forced::kNone};
  EXPECT_TRUE(Kept(html, {}, forced).starts_with("Home"));
  EXPECT_EQ(verdicts_[0].reason, Reason::kUserRule);
  EXPECT_FALSE(verdicts_[1].kept);
  EXPECT_EQ(verdicts_[1].reason, Reason::kUserRule);
  EXPECT_NE(verdicts_[2].reason, Reason::kUserRule);
}

TEST_F(JudgeTest, KeepsMoreWithEveryStepOfBias) {
  const std::string html = "<nav><a href=/>Home</a></nav><article>" + P(kProse) + P("A short line here") +
                           "</article><aside>" + P(kProse.substr(0, 150)) + "</aside>";
  size_t before = 0;
  for (const float bias : {-20.0f, -2.0f, 0.0f, 2.0f, 20.0f}) {
    const size_t kept = Kept(html, {.bias = bias}).size();
    EXPECT_GE(kept, before) << bias;
    before = kept;
  }
  EXPECT_NE(Kept(html, {.bias = 20}).find("Home"), std::string::npos);
}

TEST_F(JudgeTest, KeepsCommentsIfAsked) {
  const std::string html = "<article>" + P(kProse) + P(kProse.substr(40)) + P(kProse.substr(30)) +
                           "</article><div class=comments>" +
                           P("I walked over that bridge every day for years, and I miss it a lot.") +
                           "</div>";
  EXPECT_EQ(Kept(html).find("I walked"), std::string::npos);
  EXPECT_NE(Kept(html, {.keep_comments = true}).find("I walked"), std::string::npos);
}

TEST_F(JudgeTest, HasNothingToSayOfAnEmptyPage) { EXPECT_EQ(Kept(""), ""); }

}  // namespace
}  // namespace dechaff::judge
