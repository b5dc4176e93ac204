// The columns, in groups: marks, the left word, the right word, both together, the sentence around.
#include "prose/repair_features.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "prose/repair_site.h"
#include "prose/repair_tables.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// clang-format off
enum ColumnId : uint8_t {
  kBias, kLeftClass, kTerminator, kCloser, kOpener,
  kLeftWord, kLeftLength, kLeftSeen, kLeftEnd, kLeftListed,
  kRightWord, kRightLength, kRightSeen, kRightStart, kRightRest,
  kWhole, kHumps, kDots, kTokenLeft, kTokenRight, kDensity, kScript,
  kNext, kBefore, kAfter, kPrevious,
  kCrossStart, kCrossKnown, kCrossAround, kCrossRanks, kCrossWhole, kCrossNext, kCrossRest, kCrossStop,
  kCrossEdges, kCrossEnd, kCrossUnit, kColumnCount,
};
constexpr Column kColumns[kColumnCount] = {
  {"bias", 1}, {"left_class", 5}, {"terminator", 6}, {"closer", 5}, {"opener", 5},
  {"left_word", 25}, {"left_length", 7}, {"left_seen", 6}, {"left_end", 5}, {"left_listed", 4},
  {"right_word", 20}, {"right_length", 6}, {"right_seen", 6}, {"right_start", 6}, {"right_rest", 4},
  {"whole", 15}, {"humps", 4}, {"dots", 3}, {"token_left", 5}, {"token_right", 4}, {"density", 3}, {"script", 4},
  {"next", 6}, {"before", 5}, {"after", 5}, {"previous", 6},
  {"cross_start", 150}, {"cross_known", 225}, {"cross_around", 25}, {"cross_ranks", 50}, {"cross_whole", 225},
  {"cross_next", 216}, {"cross_rest", 150}, {"cross_stop", 210}, {"cross_edges", 30}, {"cross_end", 25},
  {"cross_unit", 12},
};
// clang-format on
static_assert(kColumnCount <= kMaxColumns);

uint16_t Index(Case c) { return static_cast<uint16_t>(c); }
uint16_t AtMost(size_t value, uint16_t most) { return static_cast<uint16_t>(std::min<size_t>(value, most)); }

// The longest part of a word with joints: "company's" → "company", "l'eau" → "eau".
std::string_view LongestPart(std::string_view word) {
  std::string_view best;
  for (size_t begin = 0; begin < word.size();) {
    size_t end = begin;
    while (end < word.size() && word[end] != '-' && word[end] != '\'' && word.substr(end, 3) != "\u2019")
      ++end;
    if (end - begin > best.size()) best = word.substr(begin, end - begin);
    begin = end + (word.substr(end, 3) == "\u2019" ? 3 : 1);
  }
  return best;
}

// How common a word is, 0 for unknown. Tells inflected forms by what is left without the last letters.
unsigned RankOf(std::string_view word, const RepairTables& tables) {
  static constexpr uint32_t kShortestStem = 5;
  if (word.empty()) return 0;
  if (const unsigned rank = tables.words.Find(FoldedHash(word))) return rank;
  word = LongestPart(word);
  if (Length(word, 3) < 3) return 0;
  if (const unsigned rank = tables.words.Find(FoldedHash(word))) return rank;
  for (int cut = 0; cut < 2 && Length(word, kShortestStem + 1) > kShortestStem; ++cut) {
    int size;
    text::DecodeBefore(word.data(), word.data() + word.size(), &size);
    word.remove_suffix(static_cast<size_t>(size));
    if (tables.words.Find(FoldedHash(word)) != 0) return 1;
  }
  return 0;
}

uint16_t LeftClass(const Site& site, bool after_stop) {
  enum : uint16_t { kLower, kUpper, kDigit, kClosed, kSign };
  if (!after_stop && site.closer != 0) return kClosed;
  if (text::IsUpper(site.left_char)) return kUpper;
  if (text::IsDigit(site.left_char)) return kDigit;
  return text::IsLetter(site.left_char) || text::IsMark(site.left_char) ? kLower : kSign;
}

uint16_t TerminatorClass(char32_t c) {
  switch (c) {
    case 0:
      return 0;
    case '.':
      return 1;
    case '!':
      return 2;
    case '?':
      return 3;
    case 0x2026:
      return 4;
    default:
      return 5;
  }
}

uint16_t MarkClass(char32_t c) {
  switch (c) {
    case 0:
      return 0;
    case '"':
      return 1;
    case '(':
    case ')':
    case '[':
    case ']':
      return 2;
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0xBF:
    case 0xA1:
      return 3;
    default:
      return 4;
  }
}

// What a token has that prose has not: 1 hyphen, 2 slash or colon, 3 code marks, 4 an address.
uint16_t TokenClass(std::string_view token) {
  if (token.find("://") != token.npos || token.find("www.") != token.npos || token.find('@') != token.npos)
    return 4;
  if (token.find_first_of("_{}=<>\\#|~^$`*") != token.npos || token.find("::") != token.npos) return 3;
  if (token.find_first_of("/:+") != token.npos) return 2;
  return token.find('-') != token.npos;
}

// What stands behind the right word in its token: 0 nothing, 1 a comma and the like, 2 a sentence end,
// 3 something that goes on (dots, brackets, digits).
uint16_t RestClass(const Site& site) {
  const char* behind = site.right_word.data() + site.right_word.size();
  const std::string_view rest(behind, static_cast<size_t>(site.right.data() + site.right.size() - behind));
  if (rest.empty()) return 0;
  if (rest.find_first_of(".:()[]/_0123456789", 1) != rest.npos && rest.substr(0, 2) != "..") return 3;
  if (EndsSentence(rest)) return 2;
  int size;
  const char32_t first = text::DecodeAt(rest.data(), rest.data() + rest.size(), &size);
  return rest.size() > 3 || text::IsLetter(first) || text::IsDigit(first) || first == '(' || first == '[' ? 3
                                                                                                          : 1;
}

uint16_t NeighbourClass(std::string_view token) {
  if (token.empty()) return 0;
  int size;
  for (size_t p = 0; p < token.size(); p += static_cast<size_t>(size)) {
    const char32_t c = text::DecodeAt(token.data() + p, token.data() + token.size(), &size);
    if (text::IsUpper(c)) return 2;
    if (text::IsLetter(c)) return 1;
    if (text::IsDigit(c)) return 3;
  }
  return 4;
}

uint16_t ScriptPair(char32_t left, char32_t right) {
  const auto script = [](char32_t c) -> int {
    return c < 0x250 || (c >= 0x1E00 && c < 0x1F00) ? 0 : c < 0x400 ? 1 : c < 0x530 ? 2 : 3;
  };
  if (!text::IsLetter(left)) return 0;
  if (script(left) != script(right)) return 3;
  return script(left) == 0 ? 1 : 2;
}

// Capitals behind small letters in what the gap would part.
size_t Humps(std::string_view word) {
  size_t humps = 0;
  bool lower = false;
  for (size_t p = 0; p < word.size();) {
    int size;
    const char32_t c = text::DecodeAt(word.data() + p, word.data() + word.size(), &size);
    p += static_cast<size_t>(size);
    humps += lower && text::IsUpper(c);
    lower = text::IsLower(c);
  }
  return humps;
}

class Describer {
 public:
  Describer(const Site& site, bool after_stop, Evidence::Impl& evidence, const RepairTables& tables)
      : site_(site), after_stop_(after_stop), evidence_(evidence), tables_(tables) {}

  Features Run() {
    Marks();
    Left();
    Right();
    Together();
    Around();
    Crosses();
    features_.vetoed = Vetoed();
    features_.certain = !features_.vetoed && AfterUnit();
    return features_;
  }

 private:
  void Set(ColumnId column, size_t value) {
    features_.values[column] = AtMost(value, static_cast<uint16_t>(kColumns[column].size - 1));
  }
  size_t Get(ColumnId column) const { return features_.values[column]; }
  void Cross(ColumnId column, std::initializer_list<std::pair<size_t, size_t>> parts) {
    size_t value = 0;
    for (const auto& [part, size] : parts) value = value * size + std::min(part, size - 1);
    Set(column, value);
  }

  void Marks() {
    Set(kLeftClass, LeftClass(site_, after_stop_));
    Set(kTerminator, TerminatorClass(site_.terminator));
    Set(kCloser, MarkClass(site_.closer));
    Set(kOpener, MarkClass(site_.opener));
  }

  void Left() {
    left_case_ = CaseOf(site_.left_word);
    left_rank_ = RankOf(site_.left_word, tables_);
    // Where a stop parts the words, the left one counts itself.
    const Evidence::Impl::Count seen = evidence_.OfWord(site_.left_run);
    left_seen_ = seen.all - std::min<size_t>(seen.all, after_stop_);
    Set(kLeftWord, left_rank_ * 5 + Index(left_case_));
    Set(kLeftLength, Length(site_.left_run, 6));
    Set(kLeftSeen, std::min<size_t>(left_seen_, 2) * 2 + (seen.lower > after_stop_));
    const unsigned edge = tables_.edges.Find(FoldedHash(site_.left_word));
    Set(kLeftEnd, edge >> 3);
    abbreviation_ = tables_.abbreviations.contains(FoldedHash(site_.left_run));
    unit_ = tables_.units.contains(ExactHash(site_.left_run));
    Set(kLeftListed, abbreviation_ ? 1 : unit_ ? 2 : 0);
  }

  void Right() {
    right_rank_ = RankOf(site_.right_word, tables_);
    const bool whole_run = site_.right_word.size() >= site_.right_run.size();
    const Evidence::Impl::Count seen = evidence_.OfWord(whole_run ? site_.right_run : site_.right_word);
    // The right run counts itself unless it is the end of a longer run.
    const bool self = whole_run && !Merged();
    right_seen_ = seen.all - std::min<size_t>(seen.all, self);
    const Case c = CaseOf(site_.right_run);
    const size_t shape = Length(site_.right_word, 2) == 1 ? 2
                         : c == Case::kUpper              ? 1
                         : c == Case::kCapital            ? 0
                                                          : 3;
    Set(kRightWord, right_rank_ * 4 + shape);
    Set(kRightLength, Length(site_.right_word, 5));
    Set(kRightSeen, std::min<size_t>(right_seen_, 2) * 2 + (seen.lower > 0));
    Set(kRightStart, tables_.edges.Find(FoldedHash(site_.right_word)) & 7);
    Set(kRightRest, RestClass(site_));
  }

  // Whether no mark lies between the runs, so that the text has them as one word.
  bool Merged() const { return site_.left_run.data() + site_.left_run.size() == site_.right_run.data(); }
  std::string_view Whole() const {
    return {site_.left_run.data(), site_.left_run.size() + site_.right_run.size()};
  }

  void Together() {
    if (Merged()) {
      const std::string_view whole = Whole();
      whole_seen_ = evidence_.OfExact(whole);
      whole_seen_ -= std::min<size_t>(whole_seen_, 1);
      Set(kWhole,
          std::min<size_t>(tables_.words.Find(FoldedHash(whole)), 4) * 3 + std::min<size_t>(whole_seen_, 2));
      Set(kHumps, Humps(whole));
    } else {
      whole_seen_ = site_.closer == 0 ? evidence_.OfPair(site_.left_run, site_.right_run) : 0;
      whole_seen_ -= std::min<size_t>(whole_seen_, 1);
      Set(kWhole, std::min<size_t>(whole_seen_, 2));
      Set(kHumps, Humps(site_.right_run) + Humps(site_.left_run));
    }
    const auto stops = static_cast<size_t>(std::count(site_.left.begin(), site_.left.end(), '.'));
    Set(kDots, stops - std::min<size_t>(stops, site_.terminator == '.'));
    Set(kTokenLeft, TokenClass(site_.left));
    Set(kTokenRight, TokenClass(site_.right));
    const uint32_t density = evidence_.HumpedPerMille();
    Set(kDensity, density == 0 ? 0 : density < 3 ? 1 : 2);
    int size;
    const char* right = site_.right_run.data();
    const char32_t first = text::DecodeAt(right, right + site_.right_run.size(), &size);
    Set(kScript, ScriptPair(site_.left_char, first));
  }

  void Around() {
    Set(kNext, EndsSentence(site_.right) ? 5 : NeighbourClass(site_.next));
    Set(kBefore, site_.words_before);
    Set(kAfter, site_.words_after);
    Set(kPrevious, EndsSentence(site_.previous) ? 5 : NeighbourClass(site_.previous));
  }

  void Crosses() {
    const size_t left_class = Get(kLeftClass), start = Get(kRightStart), left_case = Index(left_case_);
    const size_t left_known = left_rank_ > 0 ? 2 : left_seen_ > 0;
    const size_t right_known = right_rank_ > 0 ? 2 : right_seen_ > 0;
    Cross(kCrossStart, {{left_class, 5}, {left_case, 5}, {start, 6}});
    Cross(kCrossKnown, {{left_class, 5}, {left_case, 5}, {left_known, 3}, {right_known, 3}});
    Cross(kCrossAround, {{Get(kBefore), 5}, {Get(kAfter), 5}});
    Cross(kCrossRanks, {{left_rank_, 5}, {right_rank_, 5}, {left_case_ != Case::kLower, 2}});
    Cross(kCrossWhole, {{left_case, 5}, {Get(kWhole), 15}, {right_known, 3}});
    Cross(kCrossNext, {{Get(kRightLength), 6}, {Get(kNext), 6}, {start, 6}});
    Cross(kCrossRest, {{Get(kNext), 6}, {Get(kAfter), 5}, {left_class, 5}});
    Cross(kCrossStop,
          {{site_.terminator == '.', 2}, {left_class, 5}, {Get(kLeftLength), 7}, {left_known, 3}});
    Cross(kCrossEdges, {{Get(kLeftEnd), 5}, {start, 6}});
    Cross(kCrossEnd, {{Get(kLeftEnd), 5}, {right_rank_, 5}});
    const size_t listed = unit_ ? (NeighbourClass(site_.previous) == 3 ? 3 : 2) : left_case_ == Case::kUpper;
    Cross(kCrossUnit, {{listed, 4}, {right_known, 3}});
    features_.sentence_goes_on = Get(kLeftEnd) == 1 && left_rank_ == 4 && left_case_ == Case::kLower;
  }

  bool Vetoed() const {
    if (Get(kTokenLeft) == 4 || Get(kTokenRight) == 4) return true;
    const uint32_t left_length = Length(site_.left_run, 3);
    if (Merged()) {
      if (whole_seen_ > 0 || tables_.humped.contains(ExactHash(Whole()))) return true;
      if (left_length == 1 && !text::IsDigit(site_.left_char)) return true;  // iPhone, xAI
      return left_length == 2 && left_case_ == Case::kCapital;               // McDonald, VoIP
    }
    if (site_.terminator != '.' || site_.closer != 0) return false;
    const bool letter = left_length == 1 && !text::IsDigit(site_.left_char);
    if (letter && Length(site_.right_word, 2) == 1) return true;                // U.S.
    if (Length(site_.right_run, 2) == 1 && RestClass(site_) != 0) return true;  // Ph.D., z.B.
    const bool plain = left_case_ == Case::kLower && left_rank_ > 0;
    return abbreviation_ || (!plain && tables_.suffixes.contains(ExactHash(site_.right_run)));
  }

  // "13 billion HKD|Insiders suggest": a code, a known word, and the sentence it begins.
  bool AfterUnit() const {
    return unit_ && Merged() && site_.words_before > 1 && right_rank_ > 0 &&
           NeighbourClass(site_.next) == 1 && CaseOf(site_.right_run) == Case::kCapital &&
           Length(site_.right_word, 3) > 2;
  }

  const Site& site_;
  const bool after_stop_;
  Evidence::Impl& evidence_;
  const RepairTables& tables_;
  Features features_;
  Case left_case_ = Case::kLower;
  size_t left_rank_ = 0, right_rank_ = 0, left_seen_ = 0, right_seen_ = 0, whole_seen_ = 0;
  bool abbreviation_ = false, unit_ = false;
};

}  // namespace

std::span<const Column> FeatureColumns() { return kColumns; }

float Weights::Logit(const Features& features) const {
  float sum = 0;
  for (size_t c = 0; c < kColumnCount; ++c) sum += columns[c][features.values[c]];
  return sum;
}

Features Describe(std::string_view paragraph, const Candidate& candidate, Evidence::Impl& evidence,
                  const RepairTables& tables) {
  const Site site = SiteOf(paragraph, candidate);
  return Describer(site, candidate.after_stop, evidence, tables).Run();
}

}  // namespace dechaff::prose
