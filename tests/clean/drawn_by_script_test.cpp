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

TEST(DrawnByScript, LeavesARequestToTurnScriptsOn) {
  const Result result = Clean(
      "<!doctype html><title>App</title><div id=app></div><noscript>You need to enable "
      "JavaScript to run this app.</noscript>");
  EXPECT_EQ(result.text, "");
  EXPECT_EQ(result.status, DocumentStatus::kEmpty);
}

}  // namespace
}  // namespace dechaff
