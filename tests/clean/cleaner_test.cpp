// The library's face: outcomes, offsets, and use from many threads.
#include "dechaff/cleaner.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace dechaff {
namespace {

Cleaner MakeCleaner(const Options& options = {}) {
  StatusOr<Cleaner> cleaner = Cleaner::Create(options);
  EXPECT_TRUE(cleaner.ok()) << cleaner.status().message();
  return std::move(cleaner.value());
}

constexpr std::string_view kPage =
    "<!doctype html><html lang=en><title>Bridge to be repaired</title>"
    "<nav><a href=/>Home</a> <a href=/news>News</a></nav><main><h1>Bridge to be repaired</h1>"
    "<p>The council voted on Tuesday to repair the old bridge, which has been closed since the spring "
    "floods.</p>"
    "<p>Work is expected to begin in August, and the mayor said that it would take about nine months in "
    "all.</p>"
    "</main><footer>Imprint</footer>";

TEST(CleanerTest, CleansAPage) {
  const Result result = MakeCleaner().Clean(kPage);
  EXPECT_EQ(result.status, DocumentStatus::kOk);
  EXPECT_EQ(result.metadata.title.value, "Bridge to be repaired");
  EXPECT_EQ(result.metadata.lang.value, "en");
  EXPECT_EQ(result.provenance.format, Format::kHtml);
  EXPECT_NE(result.text.find("The council voted"), std::string::npos);
  EXPECT_EQ(result.text.find("Imprint"), std::string::npos);
}

TEST(CleanerTest, ParagraphsTellWhereTheyCameFrom) {
  const Result result = MakeCleaner().Clean(kPage);
  ASSERT_FALSE(result.paragraphs.empty());
  for (const Paragraph& p : result.paragraphs) {
    const std::string_view text = std::string_view(result.text).substr(p.text.begin, p.text.size());
    EXPECT_EQ(text, kPage.substr(p.input.begin, p.input.size()));
  }
}

TEST(CleanerTest, NamesEveryOutcome) {
  Options small;
  small.max_document_bytes = 150;
  EXPECT_EQ(MakeCleaner().Clean("").status, DocumentStatus::kEmpty);
  EXPECT_EQ(MakeCleaner().Clean(" \n\t ").status, DocumentStatus::kEmpty);
  EXPECT_EQ(MakeCleaner().Clean("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj").status, DocumentStatus::kSkipped);
  EXPECT_EQ(MakeCleaner(small).Clean(kPage).status, DocumentStatus::kTruncated);
}

TEST(CleanerTest, RefusesAnUnknownCharset) {
  Options options;
  options.charset = "klingon-8";
  const StatusOr<Cleaner> cleaner = Cleaner::Create(options);
  ASSERT_FALSE(cleaner.ok());
  EXPECT_NE(cleaner.status().message().find("klingon-8"), std::string::npos);
}

TEST(CleanerTest, OffsetsCountBytesOfALegacyInput) {
  std::string page = "<meta charset=windows-1252><p>";
  for (int i = 0; i < 40; ++i)
    page +=
        "Le d\xE9"
        "fi a \xE9t\xE9 relev\xE9, voil\xE0. ";
  page += "</p><p>Encore un caf\xE9.</p>";
  Options options;
  options.main_content_only = false;
  const Result result = MakeCleaner(options).Clean(page);
  ASSERT_EQ(result.paragraphs.size(), 2u);
  const Paragraph& p = result.paragraphs[1];
  EXPECT_EQ(page.substr(p.input.begin, p.input.size()), "Encore un caf\xE9.");
  EXPECT_EQ(result.provenance.charset, "windows-1252");
}

TEST(CleanerTest, AStreamGivesTheSameTextHoweverItIsCut) {
  const std::string text = "A first paragraph of text.\n\nAdvertisements\n\nA second one, café and all.\n";
  const Cleaner cleaner = MakeCleaner();
  const std::string whole = cleaner.Clean(text).text;
  for (size_t step = 1; step < text.size(); ++step) {
    std::string streamed;
    const auto stream = cleaner.OpenText([&](std::string_view piece) { streamed += piece; });
    for (size_t at = 0; at < text.size(); at += step) stream->Feed(std::string_view(text).substr(at, step));
    EXPECT_EQ(stream->Finish().status, DocumentStatus::kOk);
    EXPECT_EQ(streamed, whole) << step;
  }
}

TEST(CleanerTest, AStreamCountsItsEdits) {
  const std::string text =
      "The harbour reopened on Monday after two years of repairsThe first boats came in with the tide and "
      "the\n\nAdvertisement\n\nmen sang as they rowed past the café, née crêperie à côté, déjà fermé, "
      "\xFF.\n";
  const Cleaner cleaner = MakeCleaner();
  const Result whole = cleaner.Clean(text);
  EditCounts listed{};
  for (const Edit& edit : whole.edits) ++listed[static_cast<size_t>(edit.kind)];
  listed[static_cast<size_t>(EditKind::kReplaced)] = whole.provenance.undecodable;
  EXPECT_EQ(whole.edit_counts, listed);
  EXPECT_EQ(whole.edit_counts[static_cast<size_t>(EditKind::kStop)], 1u);
  EXPECT_EQ(whole.edit_counts[static_cast<size_t>(EditKind::kJoin)], 1u);
  EXPECT_EQ(whole.edit_counts[static_cast<size_t>(EditKind::kReplaced)], 1u);
  const auto stream = cleaner.OpenText([](std::string_view) {});
  stream->Feed(text);
  EXPECT_EQ(stream->Finish().edit_counts, whole.edit_counts);
}

TEST(CleanerTest, PutsNothingIntoWhatAPageMarksAsCode) {
  const std::string page =
      "<!doctype html><html lang=en><title>Certificates</title><main><h1>Certificates</h1>"
      "<p>The certificate is not yet valid: the <code>notBefore</code> date is after the current time, so "
      "the "
      "peer is asked to wait until the clock has passed it.</p>"
      "<p>A process that never calls <kbd>process.nextTick</kbd> or returns from <var>stream.Transform</var> "
      "is stopped by the <code> unhandled.Rejection</code> handler after a while.The next one starts "
      "then.</p>"
      "<p>The <code>autoDestroy</code> option of <tt>Http.ClientRequest</tt> was set to true for the stream "
      "of "
      "the whole answerIt is taken back when the answer ends, as the server says.</p></main>";
  const Result result = MakeCleaner().Clean(page);
  for (const std::string_view code :
       {"the notBefore date", "calls process.nextTick or", "from stream.Transform is",
        "unhandled.Rejection handler", "The autoDestroy option", "Http.ClientRequest was"}) {
    EXPECT_NE(result.text.find(code), std::string::npos) << code << " in " << result.text;
  }
  EXPECT_NE(result.text.find("a while. The next"), std::string::npos) << result.text;
  EXPECT_NE(result.text.find("answer. It is"), std::string::npos) << result.text;
}

TEST(CleanerTest, ReadsARowAsOneLineThoughACellHasTwo) {
  const std::string page =
      "<!doctype html><html lang=en><title>Prices</title><main><h1>Prices of the harbour</h1>"
      "<p>These are the prices that the harbour asks of every boat that stays for a night, in the summer as "
      "in the winter, with the water that it takes.</p><table><tr><th>Boat<th>Price</tr>"
      "<tr><td>Small<br>or old<td>$20</tr><tr><td>Large<td>$30</tr></table></main>";
  const Result result = MakeCleaner().Clean(page);
  EXPECT_NE(result.text.find("Boat Price\nSmall or old $20\nLarge $30"), std::string::npos) << result.text;
}

TEST(CleanerTest, FindsAPageInUtf16) {
  const Cleaner cleaner = MakeCleaner();
  for (const bool big : {false, true}) {
    for (const bool mark : {true, false}) {
      std::string page;
      const auto put = [&](unsigned char c) {
        page += static_cast<char>(big ? 0 : c);
        page += static_cast<char>(big ? c : 0);
      };
      if (mark) page = big ? "\xFE\xFF" : "\xFF\xFE";
      for (const char c : kPage) put(static_cast<unsigned char>(c));
      const Result result = cleaner.Clean(page);
      EXPECT_EQ(result.provenance.format, Format::kHtml);
      EXPECT_EQ(result.provenance.charset, big ? "utf-16be" : "utf-16le");
      EXPECT_EQ(result.text, cleaner.Clean(kPage).text);
    }
  }
}

TEST(CleanerTest, KeepsAPageOfAFewWords) {
  const Cleaner cleaner = MakeCleaner();
  EXPECT_EQ(cleaner.Clean("<p>Hello</p>").text, "Hello");
  EXPECT_EQ(cleaner.Clean("<!doctype html><title>Status</title><body><h1>It works!</h1>").text, "It works!");
}

TEST(CleanerTest, LeavesOutPartsThatAreNotAskedFor) {
  const std::string page =
      "<!doctype html><html lang=en><title>The harbour reopens</title><link rel=canonical "
      "href=https://coast.example/1><meta name=author content='Jane Doe'><meta name=date content=2024-05-20>"
      "<meta name=description content=Boats><script type='application/ld+json'>{\"@type\":\"Article\","
      "\"author\":\"Jane Doe\",\"datePublished\":\"2024-05-20\",\"publisher\":{\"name\":\"Coast\"}}"
      "</script><h1>The harbour reopens</h1><p>By Jane Doe, 20 May 2024</p><time datetime=2024-05-20>"
      "</time><p>The harbour reopened on Monday after two years of repairs.</p>";
  Options options;
  options.list_blocks = options.read_credits = false;
  const Cleaner lean = std::move(Cleaner::Create(options).value());
  const Result all = MakeCleaner().Clean(page), some = lean.Clean(page);
  EXPECT_EQ(some.text, all.text);
  EXPECT_EQ(some.paragraphs.size(), all.paragraphs.size());
  EXPECT_FALSE(all.blocks.empty());
  EXPECT_TRUE(some.blocks.empty());
  for (const auto field : {&Metadata::title, &Metadata::lang, &Metadata::url, &Metadata::site}) {
    EXPECT_FALSE((all.metadata.*field).value.empty());
    EXPECT_EQ((some.metadata.*field).value, (all.metadata.*field).value);
  }
  for (const auto field : {&Metadata::author, &Metadata::date, &Metadata::description}) {
    EXPECT_FALSE((all.metadata.*field).value.empty());
    EXPECT_EQ((some.metadata.*field).value, "");
  }
  const std::string empty = "<!doctype html><title>A</title><nav><a href=/>Home</a></nav>";
  EXPECT_EQ(lean.Clean(empty).reason, MakeCleaner().Clean(empty).reason);
}

TEST(CleanerTest, ServesManyThreads) {
  const Cleaner cleaner = MakeCleaner();
  const std::string expected = cleaner.Clean(kPage).text;
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (int& count : wrong) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) count += cleaner.Clean(kPage).text != expected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : wrong) EXPECT_EQ(count, 0);
}

}  // namespace
}  // namespace dechaff
