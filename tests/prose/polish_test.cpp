// Polishing, case by case from polish_cases.txt; what must hold for every text: idempotence, exact
// offsets, nothing invented, bounded memory.
#include "prose/polish.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace dechaff::prose {
namespace {

class Collector : public FinishedSink {
 public:
  void Take(Finished&& paragraph) override { paragraphs.push_back(std::move(paragraph)); }
  std::string Text() const {
    std::string text;
    for (const Finished& p : paragraphs) text += (text.empty() ? "" : "\n\n") + p.text;
    return text;
  }
  std::vector<Finished> paragraphs;
};

struct Rules {
  StatusOr<judge::PhraseBook> phrases = judge::PhraseBook::Create("");
  StatusOr<Repairer> repairer = Repairer::Create("");
};
const Rules& Builtin() {
  static const Rules rules;
  return rules;
}

// Paragraphs parted by empty lines, each from its place in `text`; "- " begins an item of a list.
std::vector<Draft> Drafts(std::string_view text) {
  std::vector<Draft> drafts;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find("\n\n", at), text.size());
    Draft draft;
    draft.text = text.substr(at, end - at);
    draft.anchors = {{0, at}};
    draft.source_end = end;
    if (draft.text.starts_with("- ")) draft.kind = ParagraphKind::kListItem;
    if (end > at) drafts.push_back(std::move(draft));
    at = end + 2;
  }
  return drafts;
}

std::vector<Finished> Polish(std::vector<Draft> drafts, RepairMode mode = RepairMode::kNormal) {
  Collector collector;
  Polisher polisher({false, mode}, &Builtin().phrases.value(), &Builtin().repairer.value(), &collector);
  for (Draft& draft : drafts) polisher.Take(std::move(draft));
  polisher.Finish();
  return std::move(collector.paragraphs);
}

std::string Text(const std::vector<Finished>& paragraphs) {
  std::string text;
  for (const Finished& p : paragraphs) text += (text.empty() ? "" : "\n\n") + p.text;
  return text;
}

std::string Polished(std::string_view text) { return Text(Polish(Drafts(text))); }

struct Case {
  std::string name, in, out;
};

std::vector<Case> Cases() {
  std::ifstream file(DECHAFF_ROOT "/tests/prose/polish_cases.txt");
  std::vector<Case> cases;
  std::string line, *part = nullptr;
  while (std::getline(file, line)) {
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), "", ""});
      part = &cases.back().in;
    } else if (line == "---") {
      part = &cases.back().out;
    } else if (part != nullptr) {
      *part += line + "\n";
    }
  }
  for (Case& c : cases) {
    for (std::string* text : {&c.in, &c.out}) text->resize(text->find_last_not_of('\n') + 1);
  }
  return cases;
}

TEST(Polish, Cases) {
  const std::vector<Case> cases = Cases();
  EXPECT_GT(cases.size(), 15u);
  for (const Case& c : cases) EXPECT_EQ(Polished(c.in), c.out) << c.name;
}

std::string WithEndStops(std::string_view text) {
  Collector collector;
  Polisher::Options options;
  options.end_stops = true;
  Polisher polisher(options, &Builtin().phrases.value(), &Builtin().repairer.value(), &collector);
  for (Draft& draft : Drafts(text)) polisher.Take(std::move(draft));
  polisher.Finish();
  return Text(collector.paragraphs);
}

TEST(Polish, PutsStopsAtTheEndOnRequest) {
  constexpr std::string_view kOpen =
      "Flood in the Valley\n\nThe mayor of the town said that the river would keep rising until the "
      "weekend\n\n"
      "What we know so far\n\nThe bridge was closed to all traffic on Friday, and is still closed now\n\n"
      "He asked all of them: who was it that opened the old gate last night?\n\n- one\n\n- two";
  constexpr std::string_view kClosed =
      "Flood in the Valley\n\nThe mayor of the town said that the river would keep rising until the "
      "weekend.\n\n"
      "What we know so far\n\nThe bridge was closed to all traffic on Friday, and is still closed now.\n\n"
      "He asked all of them: who was it that opened the old gate last night?\n\n- one\n\n- two";
  EXPECT_EQ(Polished(kOpen), kOpen);
  EXPECT_EQ(WithEndStops(kOpen), kClosed);
  EXPECT_EQ(WithEndStops(kClosed), kClosed);
}

TEST(Polish, PutsNoStopBehindHeadlines) {
  constexpr std::string_view kNews =
      "Scientists warn that it is only a matter of time before the great reef off the northern coast "
      "suffers a fourth episode of mass bleaching\n\n"
      "The water was warmer than ever in March. Half of the corals died.\n\n"
      "New boats arrive after a storm dragged the old ones off the beach\n\n"
      "The harbour was closed for a week. All of the boats were lost in the night.\n\n"
      "The mayor said that the town would pay. Work on the quay begins in June";
  EXPECT_EQ(WithEndStops(kNews), std::string(kNews) + ".");
}

TEST(Polish, IsIdempotent) {
  for (const Case& c : Cases()) {
    const std::string once = Polished(c.in);
    EXPECT_EQ(Polished(once), once) << c.name;
  }
}

TEST(Polish, IsIdempotentOverManyChapters) {
  std::string text = "Flood in the Valley\n\n";
  for (int i = 0; text.size() < 5 * kChapter; ++i) {
    for (const Case& c : Cases())
      text += "Part " + std::to_string(i) + " of the story began here.\n\n" + c.in + "\n\n";
  }
  const std::string once = Polished(text);
  EXPECT_EQ(Polished(once), once);
}

// Each byte of the text but those an edit put in is the byte of the source that the ranges and edits say,
// in order.
TEST(Polish, InventsNothing) {
  for (const Case& c : Cases()) {
    size_t at = 0;
    for (const Finished& p : Polish(Drafts(c.in))) {
      ASSERT_LE(p.source_begin, p.source_end);
      ASSERT_LE(p.source_end, c.in.size());
      std::string text = p.text;
      for (auto e = p.edits.rbegin(); e != p.edits.rend(); ++e) {
        ASSERT_LE(e->text, p.text.size());
        if (e->kind != EditKind::kStop) continue;
        ASSERT_EQ(text[e->text], '.') << c.name;
        text.erase(e->text, 1);
      }
      for (const char b : text) {
        if (b == ' ') continue;
        at = c.in.find(b, at);
        ASSERT_NE(at, std::string::npos) << c.name;
        ++at;
      }
    }
  }
}

TEST(Polish, EditsSayWhereTheyAre) {
  const std::string in =
      "Flood in the Valley\n\nThe mayor of the small town said that the river would keep rising until the "
      "weekend\n\nAdvertisements\n\nNotably, the old bridge was closed.";
  const std::vector<Finished> out = Polish(Drafts(in));
  ASSERT_EQ(out.size(), 2u);
  const Finished& p = out[1];
  EXPECT_EQ(p.source_begin, in.find("The mayor"));
  EXPECT_EQ(p.source_end, in.size());
  ASSERT_EQ(p.edits.size(), 2u);
  EXPECT_EQ(p.edits[0].kind, EditKind::kStop);
  EXPECT_EQ(p.edits[1].kind, EditKind::kJoin);
  EXPECT_EQ(p.edits[0].text, p.text.find(". Notably"));
  EXPECT_EQ(p.edits[0].input, in.find("Notably"));
}

TEST(Polish, OffLeavesTheWordsAlone) {
  const std::string in =
      "Flood\n\nThe river rose in the valley townThen it fell again\n\nAdvertisement\n\nand rose.";
  EXPECT_EQ(Text(Polish(Drafts(in), RepairMode::kOff)),
            "Flood\n\nThe river rose in the valley townThen it fell again\n\nand rose.");
}

TEST(Polish, PreformattedIsLeftAlone) {
  std::vector<Draft> drafts = Drafts("int main() { return sectorSpeculation; }\n  endThe\n\nAdvertisement");
  drafts[0].kind = ParagraphKind::kPreformatted;
  EXPECT_EQ(Text(Polish(std::move(drafts))), "int main() { return sectorSpeculation; }\n  endThe");
}

TEST(Polish, KnownLabelsGo) {
  std::vector<Draft> drafts = Drafts("The river rose.\n\nWhatever the site says here\n\nIt fell again.");
  drafts[1].label = true;
  EXPECT_EQ(Text(Polish(std::move(drafts))), "The river rose.\n\nIt fell again.");
}

TEST(Polish, TakesAnotherDocument) {
  Collector collector;
  Polisher polisher({}, &Builtin().phrases.value(), &Builtin().repairer.value(), &collector);
  for (int i = 0; i < 2; ++i) {
    for (Draft& d : Drafts("Flood in the Valley\n\nBy Jane Doe\n\nIt rose.")) polisher.Take(std::move(d));
    polisher.Finish();
  }
  EXPECT_EQ(collector.Text(), "Flood in the Valley\n\nIt rose.\n\nFlood in the Valley\n\nIt rose.");
}

// A document need not end for its text to come out.
TEST(Polish, StreamsByChapters) {
  Collector collector;
  Polisher polisher({}, &Builtin().phrases.value(), &Builtin().repairer.value(), &collector);
  size_t fed = 0;
  while (fed < 3 * kChapter) {
    for (Draft& d : Drafts("The river rose by two metres during the night.\n\nAdvertisement")) {
      fed += d.text.size();
      polisher.Take(std::move(d));
    }
  }
  EXPECT_GT(collector.paragraphs.size(), 500u);
}

}  // namespace
}  // namespace dechaff::prose
