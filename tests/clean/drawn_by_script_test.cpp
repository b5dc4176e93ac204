// Pages that scripts draw: their text is found where the page says it for readers without scripts.
#include <gtest/gtest.h>

#include "dechaff/cleaner.h"

namespace dechaff {
namespace {

Result Clean(std::string_view page) {
  static const StatusOr<Cleaner> cleaner = Cleaner::Create({});
  return cleaner.value().Clean(page);
}

constexpr std::string_view kFirst =
    "The council voted on Tuesday to repair the old bridge, which has been closed since the spring floods. "
    "Work is expected to begin in August, and the mayor said that it would take about nine months. "
    "Residents had asked for a temporary crossing, but the plan was dropped because of its cost.";
constexpr std::string_view kSecond =
    "I walked over that bridge every day for eleven years, and I can tell you that the railing had been "
    "loose "
    "since long before the flood. Nobody came to look at it until the water did, and then it was too late.";

std::string P(std::string_view text) { return "<p>" + std::string(text) + "</p>"; }

TEST(DrawnByScript, TakesAThreadOutOfNoscript) {
  const std::string page =
      "<!doctype html><title>The bridge</title><div id=app>Loading</div><noscript><main>" + P(kFirst) +
      P(kSecond) + "</main></noscript><script>draw()</script>";
  const Result result = Clean(page);
  EXPECT_EQ(result.text, std::string(kFirst) + "\n\n" + std::string(kSecond));
  EXPECT_EQ(result.provenance.body, "noscript");
  for (const Paragraph& p : result.paragraphs) {
    EXPECT_EQ(page.substr(p.input.begin, p.input.size()), result.text.substr(p.text.begin, p.text.size()));
  }
}

TEST(DrawnByScript, LeavesNoscriptWhereThePageHasItsText) {
  const std::string page = "<!doctype html><title>The bridge</title><main>" + P(kFirst) + P(kSecond) +
                           P(kFirst.substr(100)) + "</main><noscript>" + P(kSecond) + P(kSecond.substr(40)) +
                           P(kSecond.substr(80)) + "</noscript>";
  const Result result = Clean(page);
  EXPECT_EQ(result.text.find(kSecond), result.text.rfind(kSecond));
  EXPECT_EQ(result.paragraphs.size(), 3u);
}

std::string Data(std::string_view json) {
  return "<script type='application/ld+json'>" + std::string(json) + "</script>";
}

TEST(DrawnByScript, TakesAnArticleOutOfItsLinkedData) {
  const std::string page =
      "<!doctype html><title>The bridge</title>" +
      Data(R"({"@type": "NewsArticle", "headline": "The bridge", "articleBody": "<p>)" + std::string(kFirst) +
           R"(<\/p><p>Caf\u00e9 &amp; bar: \"closed\".<\/p><p>)" + std::string(kSecond) + R"(<\/p>"})") +
      "<div id=app>Loading</div>";
  const Result result = Clean(page);
  EXPECT_EQ(result.text, std::string(kFirst) + "\n\nCafé & bar: \"closed\".\n\n" + std::string(kSecond));
  EXPECT_EQ(result.provenance.body, "json-ld");
  ASSERT_EQ(result.paragraphs.size(), 3u);
  const auto input = [&](size_t i) {
    const ByteRange range = result.paragraphs[i].input;
    return page.substr(range.begin, range.size());
  };
  EXPECT_EQ(input(0), kFirst);
  EXPECT_EQ(input(1), R"(Caf\u00e9 &amp; bar: \"closed\".)");
  EXPECT_EQ(input(2), kSecond);
}

TEST(DrawnByScript, PartsPlainTextOfLinkedDataAtItsLineEnds) {
  const Result result = Clean("<!doctype html><title>The bridge</title>" +
                              Data(R"({"@type": "Article", "articleBody": ")" + std::string(kFirst) +
                                   R"(\n\n)" + std::string(kSecond) + R"("})"));
  EXPECT_EQ(result.text, std::string(kFirst) + "\n\n" + std::string(kSecond));
}

TEST(DrawnByScript, LeavesLinkedDataThatThePageSays) {
  const Result result =
      Clean("<!doctype html><title>The bridge</title>" +
            Data(R"({"@type": "Article", "articleBody": ")" + std::string(kFirst) + R"("})") + "<main>" +
            P(kFirst) + P(kSecond) + "</main>");
  EXPECT_EQ(result.text, std::string(kFirst) + "\n\n" + std::string(kSecond));
  EXPECT_EQ(result.provenance.body, "page");
}

TEST(DrawnByScript, LeavesASummaryAndAShortBody) {
  for (const char* json : {R"({"@type": "Product", "description": ")", R"({"@type": "WebPage", "text": ")"}) {
    EXPECT_EQ(Clean("<!doctype html><title>The bridge</title><div></div>" +
                    Data(json + std::string(kFirst) + R"("})"))
                  .text,
              "");
  }
  EXPECT_EQ(Clean("<!doctype html><title>T</title><div></div>" +
                  Data(R"({"@type": "Article", "articleBody": "Read more."})"))
                .text,
            "");
}

TEST(DrawnByScript, KeepsWhatLinkedDataStates) {
  const std::string answer =
      "Yes, the bridge will be open to bicycles and to people on foot from the first day.";
  const std::string page = "<!doctype html><title>The bridge</title><main>" + P(kFirst) + P(kSecond) +
                           "</main><footer class=faq><div style='display:none'>" + answer + "</div><p>" +
                           std::string(kFirst.substr(0, 101)) + "</p></footer>";
  EXPECT_EQ(Clean(page).text.find(answer), std::string::npos);
  const Result result =
      Clean(page + Data(R"({"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "?", )"
                        R"("acceptedAnswer": {"@type": "Answer", "text": ")" +
                        answer + R"("}}]})"));
  EXPECT_TRUE(result.text.ends_with(answer)) << result.text;
  ASSERT_EQ(result.blocks.size(), 4u);
  EXPECT_EQ(result.blocks[2].reason, Reason::kStated);
  EXPECT_FALSE(result.blocks[3].kept);
}

TEST(DrawnByScript, LeavesTeasersOfWhatIsKept) {
  const std::string page = "<!doctype html><title>The bridge</title><main>" + P(kFirst) + P(kSecond) +
                           "</main><aside>" + P(kFirst.substr(0, 101)) + "</aside>" +
                           Data(R"({"@type": "Article", "articleBody": ")" + std::string(kFirst) + R"("})");
  EXPECT_EQ(Clean(page).paragraphs.size(), 2u);
}

TEST(DrawnByScript, LeavesARequestToTurnScriptsOn) {
  const Result result = Clean(
      "<!doctype html><title>App</title><div id=app></div><noscript>You need to enable "
      "JavaScript to run this app.</noscript>");
  EXPECT_EQ(result.text, "");
  EXPECT_EQ(result.status, DocumentStatus::kEmpty);
}

}  // namespace
}  // namespace dechaff
