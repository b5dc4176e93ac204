// Who wrote a page and when, from what it shows.
#include <gtest/gtest.h>

#include "dechaff/cleaner.h"

namespace dechaff {
namespace {

// The author and the date of a page, each with its source, parted by a bar.
std::string Show(const std::string& page) {
  static const Cleaner cleaner = std::move(Cleaner::Create({}).value());
  const Metadata m = cleaner.Clean(page).metadata;
  const auto show = [](const Stated& s) {
    return s.value.empty() ? std::string("-") : s.value + " < " + std::string(MetadataSourceName(s.source));
  };
  return show(m.author) + " | " + show(m.date);
}

const std::string kHead =
    "<!DOCTYPE html><html lang=en><title>The harbour reopens</title><h1>The harbour reopens</h1>";
const std::string kText =
    "<p>The harbour reopened on Monday after two years of repairs, and the first boats came in with the "
    "tide.</p>"
    "<p>The men sang as they rowed, and the women who had waited on the pier since dawn sang with them.</p>";

TEST(ShownBylineTest, ReadsALineUnderTheTitle) {
  EXPECT_EQ(Show(kHead + "<p>By Jane Doe | May 20, 2024</p>" + kText),
            "Jane Doe < byline | 2024-05-20 < byline");
  EXPECT_EQ(
      Show(kHead + "<div>Posted on 3 May 2024 by</div><div>Written by Ole van der Moe, Staff Writer</div>" +
           kText),
      "Ole van der Moe < byline | 2024-05-03 < byline");
  EXPECT_EQ(Show(kHead + "<p>By<b>Jane Doe</b>Published<i>May 20, 2024</i></p>" + kText),
            "Jane Doe < byline | 2024-05-20 < byline");
  EXPECT_EQ(
      Show("<html lang=de><title>Der Hafen</title><h1>Der Hafen</h1><p>Von Änne Müller, 3. März 2024</p>" +
           kText),
      "Änne Müller < byline | 2024-03-03 < byline");
}

TEST(ShownBylineTest, ReadsMarkedElements) {
  EXPECT_EQ(
      Show(kHead + kText +
           "<p>This is by <a rel=author href=/a>Jane Doe</a> and <a rel=author href=/b>Ole Moe</a></p>"),
      "Jane Doe, Ole Moe < byline | -");
  EXPECT_EQ(Show(kHead + "<p class=author>Jane Doe</p>" + kText), "Jane Doe < byline | -");
  EXPECT_EQ(Show(kHead + kText + "<p>More by <a href=/authors/jane>Jane Doe</a></p>"),
            "Jane Doe < byline | -");
  EXPECT_EQ(Show(kHead + kText + kText + kText + kText + "<p class=published>20 May 2024</p>"),
            "- | 2024-05-20 < byline");
}

TEST(ShownBylineTest, TakesNothingElse) {
  EXPECT_EQ(Show(kHead + "<p>Published on September 3</p>" + kText), "- | -");
  EXPECT_EQ(Show(kHead + "<p class=author>About the author</p>" + kText), "- | -");
  EXPECT_EQ(Show(kHead + kText + "<div class=comments><p>By Jane Doe, 3 May 2024</p></div>"), "- | -");
  EXPECT_EQ(Show(kHead + kText + "<footer>© 3 May 2024 By Weekly</footer>"), "- | -");
}

}  // namespace
}  // namespace dechaff
