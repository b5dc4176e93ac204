// Sentence repair: the seed article, a table of traps and true gaps, seams, and what must hold always.
#include "prose/repair.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dechaff::prose {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::string Fill(std::string_view paragraph, const std::vector<Gap>& gaps) {
  std::string out;
  size_t written = 0;
  for (const Gap& gap : gaps) {
    out.append(paragraph.substr(written, gap.offset - written));
    out.append(gap.kind == EditKind::kSpace ? " " : ". ");
    written = gap.offset;
  }
  return out.append(paragraph.substr(written));
}

class RepairTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    StatusOr<Repairer> made = Repairer::Create("");
    ASSERT_TRUE(made.ok()) << made.status().message();
    repairer_ = new Repairer(std::move(made.value()));
  }
  static void TearDownTestSuite() { delete repairer_; }

  // `text` with its gaps filled; its lines are the evidence for one another.
  static std::string Mend(const std::string& text, RepairMode mode = RepairMode::kNormal) {
    const std::vector<std::string> lines = Split(text, '\n');
    Evidence evidence;
    for (const std::string& line : lines) evidence.Add(line);
    std::string out;
    std::vector<Gap> gaps;
    for (size_t i = 0; i < lines.size(); ++i) {
      repairer_->Find(evidence, i, mode, &gaps);
      if (i > 0) out += '\n';
      out += Fill(lines[i], gaps);
    }
    return out;
  }

  static Repairer* repairer_;
};
Repairer* RepairTest::repairer_ = nullptr;

std::vector<std::vector<std::string>> Table(const char* name) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& row : Split(ReadFile(std::string(DECHAFF_ROOT "/tests/prose/") + name), '\n')) {
    if (!row.empty() && row[0] != '#') rows.push_back(Split(row, '\t'));
  }
  return rows;
}

// repair_cases.tsv: input, expected, the reason.
TEST_F(RepairTest, Cases) {
  for (const auto& fields : Table("repair_cases.tsv")) {
    ASSERT_EQ(fields.size(), 3U) << fields[0];
    EXPECT_EQ(Mend(fields[0]), fields[1]) << fields[2];
  }
}

// repair_traps.tsv: language, a text in which nothing may change, the trap.
TEST_F(RepairTest, FallsIntoNoTrap) {
  const auto rows = Table("repair_traps.tsv");
  std::set<std::string> languages;
  for (const auto& fields : rows) {
    ASSERT_EQ(fields.size(), 3U) << fields[0];
    languages.insert(fields[0]);
    EXPECT_EQ(Mend(fields[1]), fields[1]) << fields[0] << ": " << fields[2];
  }
  EXPECT_GE(rows.size(), 500U);
  EXPECT_GE(languages.size(), 20U);
}

// `text` as it was, and without what stands in braces.
std::pair<std::string, std::string> CleanAndGlued(std::string_view text) {
  std::string clean, glued;
  bool lost = false;
  for (const char c : text) {
    if (c == '{' || c == '}') {
      lost = c == '{';
      continue;
    }
    clean += c;
    if (!lost) glued += c;
  }
  return {clean, glued};
}

// repair_languages.tsv: language, a paragraph with what was lost in braces.
TEST_F(RepairTest, MendsParagraphsInEachLanguage) {
  std::set<std::string> languages;
  for (const auto& fields : Table("repair_languages.tsv")) {
    ASSERT_EQ(fields.size(), 2U) << fields[0];
    languages.insert(fields[0]);
    const auto [clean, glued] = CleanAndGlued(fields[1]);
    EXPECT_EQ(Mend(glued), clean) << fields[0];
    EXPECT_EQ(Mend(clean), clean) << fields[0];
  }
  for (const char* language : {"en", "de", "fr", "es", "it", "pt", "pl", "ru", "uk", "nl", "sv",
                               "da", "nb", "fi", "cs", "el", "tr", "vi", "ro", "hu", "bg"}) {
    EXPECT_TRUE(languages.contains(language)) << language;
  }
}

// repair_blind.tsv: language, a trap or a glued line, and for a trap what it is. Some fail.
TEST_F(RepairTest, BlindLines) {
  constexpr size_t kTraps = 4, kGlued = 11;
  size_t traps = 0, glued_lines = 0;
  for (const auto& fields : Table("repair_blind.tsv")) {
    const auto [clean, glued] = CleanAndGlued(fields[1]);
    const bool trap = fields.size() == 3;
    if (trap) {
      ASSERT_EQ(clean, glued);
    } else {
      EXPECT_EQ(Mend(clean), clean) << fields[0];
    }
    if (Mend(glued) == clean) continue;
    ++(trap ? traps : glued_lines);
    std::cout << (trap ? "changed: " : "not mended: ") << Mend(glued) << '\n';
  }
  EXPECT_LE(traps, kTraps);
  EXPECT_LE(glued_lines, kGlued);
}

// A bolder mode finds all that a more careful one does, in all texts of the tables, glued and clean.
TEST_F(RepairTest, BolderModesFindMore) {
  std::vector<std::string> texts;
  for (const char* name : {"repair_cases.tsv", "repair_traps.tsv", "repair_languages.tsv"}) {
    for (const auto& fields : Table(name)) texts.insert(texts.end(), fields.begin(), fields.end());
  }
  size_t found = 0;
  for (std::string text : texts) {
    for (const char* lost : {"{. }", "{ }"}) {
      for (size_t at; (at = text.find(lost)) != std::string::npos;)
        text.erase(at, std::string_view(lost).size());
    }
    Evidence evidence;
    evidence.Add(text);
    std::set<std::pair<uint32_t, EditKind>> before;
    for (const RepairMode mode : {RepairMode::kCautious, RepairMode::kNormal, RepairMode::kBold}) {
      std::vector<Gap> gaps;
      repairer_->Find(evidence, 0, mode, &gaps);
      std::set<std::pair<uint32_t, EditKind>> now;
      for (const Gap& gap : gaps) now.emplace(gap.offset, gap.kind);
      EXPECT_TRUE(std::includes(now.begin(), now.end(), before.begin(), before.end())) << text;
      before = now;
    }
    found += before.size();
  }
  EXPECT_GT(found, 100U);
}

TEST_F(RepairTest, OffMendsNothing) {
  EXPECT_EQ(Mend("It came to an end.Next came more.", RepairMode::kOff), "It came to an end.Next came more.");
}

TEST_F(RepairTest, BrokenRulesFolderIsAnError) { EXPECT_FALSE(Repairer::Create("/nonexistent/rules").ok()); }

struct SeamCase {
  const char *left, *right;
  EditKind kind;
  const char* reason;
};

TEST_F(RepairTest, Seams) {
  static const SeamCase kCases[] = {
      {"The investment community's perspective is also undergoing a transformation",
       "Notably, one investor said no.", EditKind::kStop, "prose without a stop, then a capital"},
      {"Despite the denial, its future potential remains a point of interest", "", EditKind::kStop,
       "the document ends"},
      {"The company said that it would go on with", "the plan as announced.", EditKind::kSpace,
       "lower case goes on"},
      {"On Monday the ministry said that it had talked to the", "European Commission about it.",
       EditKind::kSpace, "no sentence ends in an article"},
      {"He named three of them, namely Anna, Bert,", "Carla and the others.", EditKind::kSpace,
       "a comma goes on"},
      {"That was all there was to say about the matter.", "Next came more.", EditKind::kJoin,
       "nothing is missing"},
      {"Alibaba Denies Investment in DeepSeek", "", EditKind::kJoin, "a heading"},
      {"All of the dates can be found by anybody on the pages of www.example.org", "", EditKind::kJoin,
       "an address would swallow the stop"},
      {"And so we come to the end of the first day of the great festival 🙂", "The second day is next.",
       EditKind::kJoin, "an emoji ends it"},
      {"The parcels are sent to all places but to those that lie outside the U.S", "", EditKind::kStop,
       "an abbreviation that lost its stop"},
      {"Die Regierung hat am Montag ein neues Gesetz über die Rente beschlossen",
       "Die Opposition ist dagegen.", EditKind::kStop, "German"},
      {"Правительство в понедельник приняло новый закон о пенсиях для граждан", "Оппозиция против.",
       EditKind::kStop, "Russian"},
      {"The dollar fell against the yen on Tuesday by as much as 3.5%", "", EditKind::kStop,
       "a sign may end a sentence"},
  };
  for (const SeamCase& c : kCases)
    EXPECT_EQ(repairer_->Seam(c.left, c.right), c.kind) << c.left << " | " << c.right;
}

// Filled gaps are no gaps any more, and the places are those that were announced.
TEST_F(RepairTest, FillsEachGapOnce) {
  const std::string text =
      "It came to an end.Next came the rain that nobody wanted at allThe people went home.";
  const std::string once = Mend(text);
  EXPECT_NE(once, text);
  EXPECT_EQ(Mend(once), once);
}

}  // namespace
}  // namespace dechaff::prose
