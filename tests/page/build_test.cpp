// The page is cut where the rendering breaks lines, and nowhere else.
#include <gtest/gtest.h>

#include <tuple>
#include <utility>

#include "html/parse.h"
#include "page/page.h"

namespace dechaff::page {
namespace {

class BuildTest : public testing::Test {
 protected:
  const Page& Build(std::string html) {
    static const NameBook book = std::move(NameBook::Create("").value());
    html_ = std::move(html);
    parser_.Parse(html_, &tree_);
    BuildPage(tree_, book, &page_);
    return page_;
  }
  std::vector<std::string> Blocks(std::string html) {
    Build(std::move(html));
    std::vector<std::string> texts;
    for (const Block& b : page_.blocks) texts.emplace_back(page_.Text(b));
    return texts;
  }

  std::string html_;
  html::Parser parser_;
  html::Tree tree_;
  Page page_;
};

using Texts = std::vector<std::string>;

TEST_F(BuildTest, BreaksAtBlockEdges) {
  EXPECT_EQ(Blocks("<div>Text</div><span>Text</span>"), (Texts{"Text", "Text"}));
  EXPECT_EQ(Blocks("<p>One<p>Two"), (Texts{"One", "Two"}));
  EXPECT_EQ(Blocks("<table><tr><td>a<td>b</table>"), (Texts{"a", "b"}));
  EXPECT_EQ(Blocks("a<hr>b"), (Texts{"a", "b"}));
}

TEST_F(BuildTest, DoesNotBreakAtInlineElements) {
  EXPECT_EQ(Blocks("<p><b>Deep</b>Seek"), (Texts{"DeepSeek"}));
  EXPECT_EQ(Blocks("<p>a <i>b</i> <b>c</b>"), (Texts{"a b c"}));
  EXPECT_EQ(Blocks("<p>a<!-- x -->b"), (Texts{"ab"}));
}

TEST_F(BuildTest, TurnsBreaksIntoLinesAndEmptyLinesIntoBlocks) {
  EXPECT_EQ(Blocks("<p>a<br>b"), (Texts{"a\nb"}));
  EXPECT_EQ(Blocks("<p>a <br> <br> b"), (Texts{"a", "b"}));
  EXPECT_EQ(Blocks("<p>a<br>"), (Texts{"a"}));
}

TEST_F(BuildTest, FoldsWhiteSpaceButInPreformattedText) {
  EXPECT_EQ(Blocks("<p>  a \n\t b  "), (Texts{"a b"}));
  EXPECT_EQ(Blocks("<pre>a\n  b</pre>"), (Texts{"a\n  b"}));
}

TEST_F(BuildTest, DecodesReferences) {
  EXPECT_EQ(Blocks("<p>a &amp; b &lt;c&gt; &eacute; &bogus;"), (Texts{"a & b <c> é &bogus;"}));
}

TEST_F(BuildTest, LeavesOutWhatIsNotRendered) {
  EXPECT_EQ(
      Blocks("<head><title>T</title><style>x</style></head>a<script>b</script><p>c<noscript>d</noscript>"),
      (Texts{"a", "c"}));
  EXPECT_EQ(Blocks("<select><option>x</select>a"), (Texts{"a"}));
}

TEST_F(BuildTest, KnowsKinds) {
  Build("<h2>a</h2><ul><li>b<ul><li>c</ul></ul><blockquote>d</blockquote><pre>e</pre>");
  ASSERT_EQ(page_.blocks.size(), 5u);
  EXPECT_EQ(page_.blocks[0].kind, ParagraphKind::kHeading);
  EXPECT_EQ(page_.blocks[0].level, 2);
  EXPECT_EQ(page_.blocks[1].kind, ParagraphKind::kListItem);
  EXPECT_EQ(page_.blocks[2].level, 2);
  EXPECT_EQ(page_.blocks[3].kind, ParagraphKind::kQuote);
  EXPECT_EQ(page_.blocks[4].kind, ParagraphKind::kPreformatted);
}

TEST_F(BuildTest, LeavesOutWordsBesideTextThatAreNotDrawn) {
  EXPECT_EQ(Blocks("<p><span style='display:none'>3037</span>17 boats came"), (Texts{"17 boats came"}));
  EXPECT_EQ(Blocks("<p>at noon<span hidden>2012/11/06</span></p>"), (Texts{"at noon"}));
  EXPECT_EQ(Blocks("<p><span aria-hidden=true>17</span> boats"), (Texts{"17 boats"}));
  EXPECT_EQ(Blocks("<div><span style='display: none'>Alone</span></div>"), (Texts{"Alone"}));
  const std::string rest = "and the rest of the text, which a click on a link unfolds for the reader";
  EXPECT_EQ(Blocks("<p>a <span style='display:none'>" + rest + "</span>"), (Texts{"a " + rest}));
}

TEST_F(BuildTest, CountsLinksOfBlocks) {
  Build("<p>read <a href=x>this page</a> now<p><a>all linked</a><a><p>across</p></a>");
  ASSERT_EQ(page_.blocks.size(), 3u);
  EXPECT_EQ(page_.Own(0).link_tokens, 2u);
  EXPECT_EQ(page_.Own(1).link_tokens, 2u);
  EXPECT_EQ(page_.Own(2).link_tokens, 1u);
}

TEST_F(BuildTest, PagesSayTheSameAfterOthers) {
  const auto page = [](int number) {
    std::string html;
    for (int i = number; i < number + 1500; ++i) {
      html += "<div id=a" + std::to_string(i) + " class='" + (i % 7 == 0 ? "sidebar" : "content") + " x-" +
              std::to_string(i % 97) + "'" + (i % 11 == 0 ? " hidden" : "") + ">text</div>";
    }
    return html;
  };
  for (int number : {0, 700, 30, 700}) Build(page(number));
  Page fresh;
  std::swap(page_, fresh);
  Build(page(700));
  ASSERT_EQ(page_.elements.size(), fresh.elements.size());
  for (size_t i = 0; i < fresh.elements.size(); ++i) {
    const Element &e = fresh.elements[i], &again = page_.elements[i];
    ASSERT_EQ(std::tuple(e.names.bits(), e.signature, e.weight, e.hidden),
              std::tuple(again.names.bits(), again.signature, again.weight, again.hidden));
  }
}

TEST_F(BuildTest, SumsMatchBlocks) {
  Build("<div><p>one two<p>three</div><div>four</div>");
  uint32_t tokens = 0;
  for (size_t i = 0; i < page_.blocks.size(); ++i) tokens += page_.Own(i).tokens;
  EXPECT_EQ(page_.Total().tokens, tokens);
  for (const Element& e : page_.elements) EXPECT_LE(page_.Inside(e).tokens, tokens);
}

TEST_F(BuildTest, AnchorsLeadBackToTheSource) {
  Build("<p>Fish &amp; <b>chips</b>   here");
  const Block& b = page_.blocks.at(0);
  EXPECT_EQ(page_.Text(b), "Fish & chips here");
  for (const Anchor& a : page_.anchors) {
    const char c = page_.text[a.text];
    EXPECT_TRUE(html_[a.source] == c || html_[a.source] == '&') << a.text;
  }
  EXPECT_EQ(html_.substr(b.source_begin, 4), "Fish");
  EXPECT_EQ(html_.substr(b.source_end - 4, 4), "here");
}

}  // namespace
}  // namespace dechaff::page
