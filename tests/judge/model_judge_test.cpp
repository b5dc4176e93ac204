// What the judge keeps and cuts of whole pages, and what must hold for any page.
#include <gtest/gtest.h>

#include <string>

#include "html/parse.h"
#include "judge/judge.h"

namespace dechaff::judge {
namespace {

const std::string kProse =
    "The river rose slowly through the night, and by the morning the lower meadow had become a lake. "
    "Farmers from three villages came with boats, and before noon the last of the cattle were safe. ";

class ModelJudgeTest : public testing::Test {
 protected:
  void Decide(std::string html) {
    html_ = std::move(html);
    parser_.Parse(html_, &tree_);
    page::BuildPage(tree_, names_.value(), &page_);
    judge_.Decide(page_, {"The flood", address_}, {}, &verdicts_);
  }
  std::string Kept() const {
    std::string kept;
    for (size_t i = 0; i < verdicts_.size(); ++i) {
      if (verdicts_[i].kept) kept += std::string(page_.Text(page_.blocks[i])) + "\n";
    }
    return kept;
  }

  StatusOr<page::NameBook> names_ = page::NameBook::Create("");
  StatusOr<PhraseBook> phrases_ = PhraseBook::Create("");
  Judge judge_{&phrases_.value()};
  html::Parser parser_;
  html::Tree tree_;
  page::Page page_;
  std::vector<Verdict> verdicts_;
  std::string html_, address_;
};

std::string Article(const std::string& middle) {
  std::string html = "<html><head><title>The flood</title></head><body><nav><ul>";
  for (const char* item : {"Home", "World", "Sport", "Culture", "Weather"}) {
    html += std::string("<li><a href=/x>") + item + "</a></li>";
  }
  html += "</ul></nav><article class=story><h1>The flood</h1>";
  for (int i = 0; i < 4; ++i)
    html += "<p>Day " + std::to_string(i) + ". " + kProse + "</p>" + (i == 1 ? middle : "");
  return html + "</article><footer><p>Contact</p><p>Privacy policy</p></footer></body></html>";
}

TEST_F(ModelJudgeTest, KeepsAllOfAFragment) {
  Decide(
      "<p>The harbour reopened on Monday after two years.</p><p>The first boats came in with the tide.</p>");
  EXPECT_EQ(Kept(),
            "The harbour reopened on Monday after two years.\nThe first boats came in with the tide.\n");
  Decide("<b>Hello</b> world. <i>This is a comment</i> from a forum.<br><br>Second part of it.");
  EXPECT_NE(Kept().find("Hello world."), std::string::npos);
  EXPECT_NE(Kept().find("Second part of it."), std::string::npos);
  Decide("<div>Two things:</div><ul><li>One</li><li>Two</li></ul>");
  EXPECT_NE(Kept().find("One\nTwo\n"), std::string::npos);
  Decide("<p>one</p><p>two</p><p>three</p><p>four</p><p>five</p><p>six</p>");
  EXPECT_EQ(Kept(), "one\ntwo\nthree\nfour\nfive\nsix\n");
}

TEST_F(ModelJudgeTest, KeepsTheArticleAndCutsItsSurroundings) {
  Decide(Article(""));
  EXPECT_NE(Kept().find("Day 0."), std::string::npos);
  EXPECT_NE(Kept().find("Day 3."), std::string::npos);
  EXPECT_EQ(Kept().find("Weather"), std::string::npos);
  EXPECT_EQ(Kept().find("Privacy policy"), std::string::npos);
  for (const Verdict& v : verdicts_) EXPECT_NE(v.reason, Reason::kNone);
}

TEST_F(ModelJudgeTest, MarksLabelsInTheMidstOfContent) {
  Decide(Article("<div>Advertisement</div>"));
  EXPECT_EQ(Kept().find("Advertisement"), std::string::npos);
  for (size_t i = 0; i < verdicts_.size(); ++i) {
    EXPECT_TRUE(page_.Text(page_.blocks[i]) != "Advertisement" || verdicts_[i].label);
  }
}

TEST_F(ModelJudgeTest, DropsWhatThePageSaysAgain) {
  Decide(Article("<p>Day 0. " + kProse + "</p>"));
  const std::string kept = Kept();
  const size_t first = kept.find("Day 0.");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(kept.find("Day 0.", first + 1), std::string::npos);
}

// What people say of the flood, in forty posts; each of a `tag` of that class, with a line of its author.
std::string Posts(const std::string& tag, const std::string& name) {
  std::string html;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    html += "<" + tag + " class=" + name + "><div class=author><a href=/u" + n + ">Reader" + n +
            "</a> on May " + std::to_string(i % 28 + 1) + ", 2019 at 10:1" + std::to_string(i % 10) +
            " am</div><div class=body><p>Said " + n +
            ": I was there too, and nobody had told us that the water would come so far up. Number " + n +
            " of us went back in the boat for the dogs, which was not wise but had to be done.</p></div></" +
            tag + ">";
  }
  return html;
}

TEST_F(ModelJudgeTest, CutsManyCommentsUnderAShortPost) {
  address_ = "https://valley.example.org/2019/05/the-flood/";
  std::string page =
      "<html><head><title>The flood</title></head><body><div id=header><a href=/>Notes from the valley</a>"
      "</div><div class=post><h1>The flood</h1>";
  for (int i = 0; i < 3; ++i) page += "<p>Day " + std::to_string(i) + ". " + kProse + "</p>";
  Decide(page + "</div><div id=comments><h3>40 Comments</h3><ol class=commentlist>" + Posts("li", "comment") +
         "</ol></div><div id=respond><h3>Leave a Reply</h3></div></body></html>");
  EXPECT_NE(Kept().find("Day 2."), std::string::npos);
  EXPECT_EQ(Kept().find("Said"), std::string::npos);
}

TEST_F(ModelJudgeTest, KeepsThePostsOfAForum) {
  address_ = "https://forum.example.org/threads/the-flood.12/";
  Decide(
      "<html><head><title>The flood | Valley forum</title></head><body><div id=header><a href=/>Valley "
      "forum</a></div>"
      "<h1>The flood</h1><div class=posts>" +
      Posts("div", "post") + "</div></body></html>");
  EXPECT_NE(Kept().find("Said 0"), std::string::npos);
  EXPECT_NE(Kept().find("Said 39"), std::string::npos);
}

TEST_F(ModelJudgeTest, ANameAloneDoesNotCutThePage) {
  for (const char* name : {"comments", "sidebar", "footer", "related", "advert", "navigation"}) {
    Decide("<body><div class=" + std::string(name) + "><h1>The flood</h1><p>" + kProse + "</p><p>Then. " +
           kProse + "</p></div></body>");
    EXPECT_NE(Kept().find("lower meadow"), std::string::npos) << name;
  }
}

TEST_F(ModelJudgeTest, JudgesPagesOfAnyShapeAndTheSameTwice) {
  for (const std::string& html : {std::string(), std::string("<p>"), std::string("x"), Article(""),
                                  "<table><tr><td>a<td>b</table>" + kProse}) {
    Decide(html);
    ASSERT_EQ(verdicts_.size(), page_.blocks.size());
    const std::string once = Kept();
    Decide(html);
    EXPECT_EQ(Kept(), once);
    EXPECT_EQ(once.empty(), page_.blocks.empty()) << html;
  }
}

}  // namespace
}  // namespace dechaff::judge
