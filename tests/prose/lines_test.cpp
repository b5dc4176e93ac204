// Plain text is parted into paragraphs as its lines show, however it is fed.
#include "prose/lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dechaff::prose {
namespace {

class Gather : public DraftSink {
 public:
  void Take(Draft&& draft) override { drafts.push_back(std::move(draft)); }
  std::vector<Draft> drafts;
};

const judge::PhraseBook& Phrases() {
  static const StatusOr<judge::PhraseBook> phrases = judge::PhraseBook::Create("");
  return phrases.value();
}

std::vector<Draft> Read(std::string_view text, size_t step, const LineReader::Options& options = {}) {
  Gather gather;
  LineReader reader(options, &Phrases(), &gather);
  for (size_t at = 0; at < text.size(); at += step) reader.Feed(text.substr(at, step));
  reader.Finish();
  return gather.drafts;
}

std::vector<std::string> Texts(std::string_view text, const LineReader::Options& options = {}) {
  std::vector<std::string> texts;
  for (const Draft& d : Read(text, text.size() + 1, options)) texts.push_back(d.text);
  return texts;
}

using Strings = std::vector<std::string>;

constexpr std::string_view kWrapped =
    "The council voted on Tuesday to repair the old bridge, which has\n"
    "been closed since the spring floods. Work is expected to begin\n"
    "in August, and the mayor said that it would take about nine\n"
    "months in all.\n";

TEST(LinesTest, PartsParagraphsAtEmptyLines) {
  EXPECT_EQ(Texts("One.\n\nTwo.\n \t\n\nThree."), (Strings{"One.", "Two.", "Three."}));
}

// What a line is without its controls is what it is when it is read again.
TEST(LinesTest, ALineOfControlsIsEmpty) {
  EXPECT_EQ(Texts("One.\n\x0E\nTwo.\n\x01 \uFEFF\nThree."), (Strings{"One.", "Two.", "Three."}));
}

TEST(LinesTest, AControlBeforeALineDoesNotPartIt) {
  for (const char* control : {"", "\x01", "\u200B", "\uFEFF\x02"}) {
    const std::string text =
        std::string("The tide came in at noon and the boats went out to sea with all the\n") + control +
        "old lamps that they had, as they always did on such days of the year.\n";
    EXPECT_EQ(Texts(text).front().find('\n'), std::string::npos) << text;
  }
}

// They are blanks when they are read again.
TEST(LinesTest, OddBlanksAtTheEdgesOfALineAreBlanks) {
  EXPECT_EQ(Texts("One \u00A0\nand\u2003\u00A0two\n\n\u00A0\n\n\u3000Three."),
            (Strings{"One\nand\u2003\u00A0two", "Three."}));
}

TEST(LinesTest, KnowsEveryLineEnd) {
  EXPECT_EQ(Texts("a\r\n\r\nb\r\rc\n\nd\fe"), (Strings{"a", "b", "c", "d", "e"}));
}

TEST(LinesTest, JoinsWrappedLines) {
  const Strings texts = Texts(kWrapped);
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_EQ(texts[0].find('\n'), std::string::npos);
  EXPECT_NE(texts[0].find("which has been closed"), std::string::npos);
}

// As fmt and TeX break lines: about equally long, though the next word would often have gone in.
TEST(LinesTest, JoinsEvenLines) {
  const Strings texts = Texts(
      "The harbour has been closed for two years, which is as long\n"
      "as anyone can remember. Only the ferry came and went in all\n"
      "that time, and it came when the weather let it, so that the\n"
      "shops learned to do without.\n");
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_EQ(texts[0].find('\n'), std::string::npos);
  // Lines of the same kind that are short, or begin with capitals, are verse.
  const std::string verse =
      "i saw the boats come in at noon and go\nbefore the evening with their lamps alight\n"
      "and nobody who waited seemed to know\nwhich of them would come back again that night";
  EXPECT_EQ(Texts(verse), Strings{verse});
}

TEST(LinesTest, JoinsWrappedIdeographsWithoutABlank) {
  const std::string line =
      "市议会星期二投票决定修复这座古老的桥梁因为它自春季洪水以来一直关闭着居民们都希望尽快开始";
  const Strings texts = Texts(line + "\n" + line + "\n" + line + "工\n" + "作。");
  ASSERT_EQ(texts.size(), 1u);
}

TEST(LinesTest, LeavesLongLinesApart) {
  const std::string line(150, 'a');
  EXPECT_EQ(Texts(line + "\nAdvertisements\n" + line), (Strings{line, "Advertisements", line}));
}

TEST(LinesTest, KeepsVerseAndCode) {
  EXPECT_EQ(Texts("Tyger Tyger, burning bright,\nIn the forests of the night;\n"),
            (Strings{"Tyger Tyger, burning bright,\nIn the forests of the night;"}));
  EXPECT_EQ(Texts("int main() {\n    return 0;\n}\n"), (Strings{"int main() {\n    return 0;\n}"}));
}

TEST(LinesTest, KeepsDataWithALongLine) {
  const std::string data =
      "{\n    \"boats\": [\n        \"" + std::string(120, 'a') + "\"\n    ],\n    \"harbour\": 3\n}";
  EXPECT_EQ(Texts(data), Strings{data});
}

TEST(LinesTest, KeepsTheRowsOfATable) {
  const std::string table = "| boat | what it carries |\n|---|---|\n| Anna | " + std::string(120, 'a') + " |";
  EXPECT_EQ(Texts(table), Strings{table});
}

TEST(LinesTest, KeepsALogThoughALineOfItIsLong) {
  std::string log;
  for (int i = 10; i < 50; ++i) log += "2024-05-" + std::to_string(i) + " a boat came in\n";
  log += std::string(150, 'a');
  EXPECT_EQ(Texts(log), Strings{log});
}

TEST(LinesTest, SetsLabelsApart) {
  EXPECT_EQ(Texts("The boats came in at noon and the\nAdvertisement\nmen sang as they rowed.\n"),
            (Strings{"The boats came in at noon and the", "Advertisement", "men sang as they rowed."}));
  // What is wrapped stays so on both sides.
  EXPECT_EQ(Texts("The council voted on Tuesday to repair the old bridge, which has\n"
                  "Share this article\n"
                  "- ADVERTISEMENT -\n"
                  "been closed since the spring floods. Work is expected to begin\n"
                  "in August.\n"),
            (Strings{"The council voted on Tuesday to repair the old bridge, which has", "Share this article",
                     "- ADVERTISEMENT -",
                     "been closed since the spring floods. Work is expected to begin in August."}));
  const std::vector<Draft> verse = Read("Tyger Tyger,\nburning bright,\nAdvertisement\nIn the forests\n", 9);
  ASSERT_EQ(verse.size(), 3u);
  EXPECT_EQ(verse[0].text, "Tyger Tyger,\nburning bright,");
  EXPECT_TRUE(verse[1].label);
}

TEST(LinesTest, LeavesLabelsInCode) {
  const std::string code = "print(x);\nAdvertisement\nreturn();";
  EXPECT_EQ(Texts(code), Strings{code});
}

TEST(LinesTest, PartsLists) {
  const std::vector<Draft> drafts = Read("- one\n- two goes\n  on\n- three\n", 100);
  ASSERT_EQ(drafts.size(), 3u);
  EXPECT_EQ(drafts[1].text, "- two goes on");
  EXPECT_EQ(drafts[1].kind, ParagraphKind::kListItem);
}

TEST(LinesTest, KeepsTheIndentOfListsWithinLists) {
  const std::vector<Draft> drafts = Read("  - one\n    - two goes\n      on\n\t- three\n  - four\n", 100);
  ASSERT_EQ(drafts.size(), 4u);
  EXPECT_EQ(drafts[1].text, "- two goes on");
  const uint32_t indents[] = {0, 2, 2, 0};
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(drafts[i].indent, indents[i]) << drafts[i].text;
}

TEST(LinesTest, KnowsHeadings) {
  const std::vector<Draft> drafts = Read("## Title\n\nText.", 100);
  ASSERT_EQ(drafts.size(), 2u);
  EXPECT_EQ(drafts[0].kind, ParagraphKind::kHeading);
  EXPECT_EQ(drafts[0].level, 2);
}

TEST(LinesTest, DoesNotDependOnHowItIsFed) {
  const std::string text =
      std::string(kWrapped) + "\n- a\n- b\r\n\r\nx\ty\nz\tw\f" + std::string(300, 'b') + "\n\n  last";
  const std::vector<Draft> whole = Read(text, text.size());
  for (size_t step : {1, 2, 3, 7, 64}) {
    const std::vector<Draft> parts = Read(text, step);
    ASSERT_EQ(parts.size(), whole.size()) << step;
    for (size_t i = 0; i < whole.size(); ++i) {
      EXPECT_EQ(parts[i].text, whole[i].text);
      EXPECT_EQ(parts[i].SourceOf(0), whole[i].SourceOf(0));
      EXPECT_EQ(parts[i].source_end, whole[i].source_end);
    }
  }
}

TEST(LinesTest, AnchorsLeadBackToTheSource) {
  const std::string text = "\n  " + std::string(kWrapped);
  for (const Draft& d : Read(text, 5)) {
    for (size_t i = 0; i < d.text.size(); ++i) {
      if (d.text[i] != ' ') {
        EXPECT_EQ(d.text[i], text[d.SourceOf(static_cast<uint32_t>(i))]) << i;
      }
    }
  }
}

TEST(LinesTest, CutsALineWithoutEnd) {
  const std::string text(kMaxParagraph * 5 / 2, 'x');
  size_t total = 0;
  for (const Draft& d : Read(text, 10000)) {
    EXPECT_LE(d.text.size(), kMaxParagraph);
    total += d.text.size();
  }
  EXPECT_EQ(total, text.size());
}

TEST(LinesTest, ReadsItsOwnOutputTheSameWay) {
  for (const std::string& text : Texts(kWrapped)) EXPECT_EQ(Texts(text), Strings{text});
}

// What was wrapped tells no width when it is read again: so stretches must do without that are wrapped by it.
TEST(LinesTest, ReadsAnnouncementsBehindWrappedLinesTheSameWay) {
  const std::string text =
      std::string(kWrapped) +
      "\nThe report can be found at this address:\nhttps://coast.example/reports/bridge.html\n"
      "\nNobody of the town came to speak for it.\nby a reader of the Coast Weekly\n";
  std::string again;
  for (const std::string& paragraph : Texts(text)) again += paragraph + "\n\n";
  EXPECT_EQ(Texts(again), Texts(text));
}

// However long the lines beside it: so that it is one when it comes again by itself.
TEST(LinesTest, KnowsAnItemAmongParagraphs) {
  const std::string prose(120, 'x');
  const std::vector<Draft> drafts = Read(prose + "\n- an item\n2. another\n" + prose, 1000);
  ASSERT_EQ(drafts.size(), 4u);
  EXPECT_EQ(drafts[0].kind, ParagraphKind::kText);
  EXPECT_EQ(drafts[1].kind, ParagraphKind::kListItem);
  EXPECT_EQ(drafts[2].kind, ParagraphKind::kListItem);
  EXPECT_EQ(drafts[3].kind, ParagraphKind::kText);
}

TEST(LinesTest, UnwrapsAsAsked) {
  const Strings wrapped = Texts(kWrapped), kept = Texts(kWrapped, {.unwrap = Unwrap::kNever});
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0] + "\n", kWrapped);
  EXPECT_EQ(Texts(kWrapped, {.unwrap = Unwrap::kAlways}), wrapped);
  constexpr std::string_view kVerse = "Roses are red,\nViolets are blue.\n";
  EXPECT_EQ(Texts(kVerse), (Strings{"Roses are red,\nViolets are blue."}));
  EXPECT_EQ(Texts(kVerse, {.unwrap = Unwrap::kAlways}), (Strings{"Roses are red, Violets are blue."}));
  constexpr std::string_view kList = "- one\n- two\n";
  EXPECT_EQ(Texts(kList, {.unwrap = Unwrap::kAlways}), Texts(kList));
}

const Repairer& Words() {
  static const StatusOr<Repairer> repairer = Repairer::Create("");
  return repairer.value();
}

std::string Dehyphenated(std::string_view text) {
  const Strings texts = Texts(text, {.unwrap = Unwrap::kAlways, .dehyphenate = &Words()});
  return texts.empty() ? "" : texts.back();
}

TEST(LinesTest, MakesWordsWholeOnRequest) {
  EXPECT_EQ(Texts("It was a suc-\ncess for the old town.", {.unwrap = Unwrap::kAlways}),
            (Strings{"It was a suc- cess for the old town."}));
  EXPECT_EQ(Dehyphenated("It was a suc-\ncess for the old town."), "It was a success for the old town.");
  EXPECT_EQ(Dehyphenated("Es war ein Ergeb-\nnis, das wir nicht wollten."),
            "Es war ein Ergebnis, das wir nicht wollten.");
  EXPECT_EQ(Dehyphenated("Это было важ-\nное дело для всего города."),
            "Это было важное дело для всего города.");
  // Known from the text alone.
  EXPECT_EQ(Dehyphenated("The kubernetes of old.\n\nThey ran kuber-\nnetes for years and years."),
            "They ran kubernetes for years and years.");
}

TEST(LinesTest, LeavesHyphensThatBelongToTheWord) {
  for (const char* text :
       {"It was the two-\nand the three-year plan.", "A well-\nknown school, as well-known as any.",
        "They met in Aix-\nLa-Chapelle at last.", "The state-of-the-\nart was not good.",
        "They ran qzkxv-\nplof for years and years.", "It rose from 10-\nfold to more.",
        "And so -\nthey went."}) {
    std::string joined = text;
    joined[joined.find('\n')] = ' ';
    EXPECT_EQ(Dehyphenated(text), joined);
  }
  // As it was seen before, with the hyphen.
  EXPECT_EQ(Dehyphenated("They re-cover the sofa.\n\nHe will re-\ncover the chair in the hall."),
            "He will re- cover the chair in the hall.");
}

TEST(LinesTest, TellsWhereAHyphenWas) {
  const std::string_view text = "It was a suc-\ncess for the old town.";
  const std::vector<Draft> drafts = Read(text, 7, {.unwrap = Unwrap::kAlways, .dehyphenate = &Words()});
  ASSERT_EQ(drafts.size(), 1u);
  ASSERT_EQ(drafts[0].hyphens.size(), 1u);
  EXPECT_EQ(drafts[0].hyphens[0].text, 12u);
  EXPECT_EQ(drafts[0].hyphens[0].source, text.find('-'));
  EXPECT_EQ(drafts[0].SourceOf(12), text.find("cess"));
}

TEST(LinesTest, JoinsWhatASoftHyphenParted) {
  const std::string soft = "\u00AD";
  EXPECT_EQ(Texts("It was a suc" + soft + "\ncess for the old town.", {.unwrap = Unwrap::kAlways}),
            (Strings{"It was a suc" + soft + "cess for the old town."}));
}

}  // namespace
}  // namespace dechaff::prose
