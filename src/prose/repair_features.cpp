// The columns, in groups: marks, the left word, the right word, both together, the sentence around.
#include "prose/repair_features.h"

#include <algorithm>
#include <bit>

#include "prose/repair_site.h"
#include "prose/repair_tables.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// clang-format off
enum ColumnId : uint8_t {
  kLeftClass, kTerminator, kCloser, kOpener, kScript,
  kLeftCase, kLeftRank, kLeftLength, kLeftSeen, kLeftLower, kLeftName, kLeftEnd, kLeftStart, kLeftListed,
  kRightShape, kRightRank, kRightLength, kRightSeen, kRightLower, kRightName, kRightStart, kRightEnd, kRightRest,
  kWholeRank, kWholeSeen, kHumps, kDots, kTokenLeft, kTokenRight,
  kPrevious, kPreviousEnd, kNext, kNextRank, kBefore, kAfter, kCode, kAgain, kOnce, kDotted, kColumnCount,
};
constexpr std::string_view kColumnNames[kColumnCount] = {
  "left_class", "terminator", "closer", "opener", "script",
  "left_case", "left_rank", "left_length", "left_seen", "left_lower", "left_name", "left_end", "left_start", "left_listed",
  "right_shape", "right_rank", "right_length", "right_seen", "right_lower", "right_name", "right_start", "right_end", "right_rest",
  "whole_rank", "whole_seen", "humps", "dots", "token_left", "token_right",
  "previous", "previous_end", "next", "next_rank", "before", "after", "code", "again", "once", "dotted",
};
// clang-format on
static_assert(kColumnCount == kFeatureCount);

constexpr unsigned kCommon = 6;  // rank of the commonest words

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
    case 0x589:  // Armenian
      return 1;
    case '!':
      return 2;
    case 0x2026:
      return 4;
    default:  // Greek asks with a semicolon
      return 3;
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

// How much a stretch of text looks like source code, by its marks.
uint16_t CodeClass(std::string_view text) {
  static constexpr std::string_view kMarks = "{}[]()=;<>_|\\#&*+$\"'/:";
  size_t marks = 0;
  for (char c : text) marks += kMarks.find(c) != kMarks.npos;
  const size_t per_mille = marks * 1000 / std::max<size_t>(text.size(), 40);
  return per_mille < 5 ? 0 : per_mille < 20 ? 1 : per_mille < 40 ? 2 : per_mille < 70 ? 3 : 4;
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
    features_.vetoed = Vetoed();
    features_.certain = !features_.vetoed && (AfterUnit() || AfterShare());
    return features_;
  }

 private:
  static constexpr size_t kMost = 9;  // counts beyond say no more

  void Set(ColumnId column, size_t value) {
    features_.values[column] = static_cast<uint8_t>(std::min(value, kMost));
  }
  size_t Get(ColumnId column) const { return features_.values[column]; }

  void Marks() {
    Set(kLeftClass, LeftClass(site_, after_stop_));
    Set(kTerminator, TerminatorClass(site_.terminator));
    Set(kCloser, MarkClass(site_.closer));
    Set(kOpener, MarkClass(site_.opener));
  }

  void Left() {
    left_case_ = CaseOf(site_.left_word);
    left_rank_ = RankOf(site_.left_word, tables_);
    Set(kLeftCase, static_cast<size_t>(left_case_));
    Set(kLeftRank, left_rank_);
    Set(kLeftLength, Length(site_.left_run, kMost));
    // Where a mark parts the words, the left one counts itself.
    const Evidence::Impl::Count seen = evidence_.OfWord(site_.left_run);
    Set(kLeftSeen, Others(seen.all, !site_.merged()));
    Set(kLeftLower, Others(seen.lower, !site_.merged() && left_case_ == Case::kLower));
    Set(kLeftName, seen.name);
    const unsigned edge = tables_.edges.Find(FoldedHash(site_.left_word));
    Set(kLeftEnd, edge >> 3);
    Set(kLeftStart, edge & 7);
    abbreviation_ = tables_.abbreviations.contains(FoldedHash(site_.left_run));
    unit_ = tables_.units.contains(ExactHash(site_.left_run));
    Set(kLeftListed, abbreviation_ ? 1 : unit_ ? 2 : 0);
    features_.sentence_goes_on = HardlyEnds(edge) && left_rank_ >= kCommon && left_case_ == Case::kLower;
  }

  void Right() {
    right_rank_ = RankOf(site_.right_word, tables_);
    const Case c = CaseOf(site_.right_run);
    Set(kRightShape, Length(site_.right_word, 2) == 1 ? 2
                     : c == Case::kUpper              ? 1
                     : c == Case::kCapital            ? 0
                                                      : 3);
    Set(kRightRank, right_rank_);
    Set(kRightLength, Length(site_.right_word, kMost));
    // The right piece counts itself unless it is a part of a longer run.
    const bool whole_run = site_.right_piece.size() == site_.right_run.size();
    const Evidence::Impl::Count seen = evidence_.OfWord(site_.right_piece);
    Set(kRightSeen, Others(seen.all, whole_run && !site_.merged()));
    Set(kRightLower, seen.lower);
    Set(kRightName, seen.name);
    const unsigned edge = tables_.edges.Find(FoldedHash(site_.right_word));
    Set(kRightStart, edge & 7);
    Set(kRightEnd, edge >> 3);
    Set(kRightRest, RestClass(site_));
  }

  static size_t Others(size_t count, bool self) { return count - std::min<size_t>(count, self); }

  void Together() {
    if (site_.merged()) {
      const std::string_view whole = site_.whole();
      whole_seen_ = Others(evidence_.OfWhole(whole), true);
      Set(kWholeRank, tables_.words.Find(FoldedHash(whole)));
      Set(kHumps, Humps(whole));
    } else {
      whole_seen_ = site_.closer == 0 ? Others(evidence_.OfPair(site_.left_run, site_.right_run), true) : 0;
      Set(kHumps, Humps(site_.right_run) + Humps(site_.left_run));
    }
    Set(kWholeSeen, whole_seen_);
    const auto stops = static_cast<size_t>(std::count(site_.left.begin(), site_.left.end(), '.'));
    Set(kDots, Others(stops, site_.terminator == '.'));
    Set(kTokenLeft, TokenClass(site_.left));
    Set(kTokenRight, TokenClass(site_.right));
    int size;
    const char* right = site_.right_run.data();
    Set(kScript, ScriptPair(site_.left_char, text::DecodeAt(right, right + site_.right_run.size(), &size)));
  }

  void Around() {
    Set(kPrevious, EndsSentence(site_.previous) ? 5 : NeighbourClass(site_.previous));
    Set(kPreviousEnd, tables_.edges.Find(FoldedHash(site_.previous)) >> 3);
    Set(kNext, EndsSentence(site_.right) ? 5 : NeighbourClass(site_.next));
    Set(kNextRank, RankOf(site_.next, tables_));
    Set(kBefore, site_.words_before);
    Set(kAfter, site_.words_after);
    Set(kCode, CodeClass(site_.surroundings));
    const Evidence::Impl::Density density = evidence_.OfAll();
    const auto per_mille = [&](size_t count) {
      return std::bit_width(count * 4000 / std::max<size_t>(density.words, 250));
    };
    Set(kAgain, per_mille(density.humped_again));
    Set(kOnce, per_mille(Others(density.humped_once, site_.merged() && Get(kHumps) > 0)));
    Set(kDotted, per_mille(Others(density.dotted, site_.terminator != 0 && site_.closer == 0)));
  }

  bool Vetoed() const {
    if (Get(kTokenLeft) == 4 || Get(kTokenRight) == 4) return true;
    const uint32_t left_length = Length(site_.left_run, 3);
    if (site_.merged()) {
      if (whole_seen_ > 0 || tables_.humped.contains(ExactHash(site_.whole()))) return true;
      if (left_length == 1 && !text::IsDigit(site_.left_char)) return true;  // iPhone, xAI
      if (site_.left.starts_with('-') || InsideIdentifier()) return true;    // ls -alR, spec.internalPolicy
      if (left_case_ == Case::kUpper && site_.right_run.size() == 2 && site_.right_run[1] == 's')
        return true;                                            // CPUs
      if (site_.right_run == "Innen") return true;              // LehrerInnen
      return left_length == 2 && left_case_ == Case::kCapital;  // McDonald, VoIP
    }
    if (site_.terminator != '.' || site_.closer != 0) return false;
    const bool letter = left_length == 1 && !text::IsDigit(site_.left_char);
    const bool number = left_length <= 2 && text::IsDigit(site_.left_char);
    if ((letter || number) && Length(site_.right_word, 2) == 1) return true;                    // U.S.
    if (Length(site_.right_run, 2) == 1 && RestClass(site_) != 0) return true;                  // Ph.D., z.B.
    if (text::IsDigit(site_.left_char) && Get(kDots) > 0 && Get(kRightStart) < 6) return true;  // 2.1.Beta
    if (FileGoesOn()) return true;
    const bool plain = left_case_ == Case::kLower && left_rank_ > 0;
    return abbreviation_ || (!plain && tables_.suffixes.contains(ExactHash(site_.right_run)));
  }

  // Whether marks that only code has stand right before or behind the word: "creativeId", resetMode().
  bool InsideIdentifier() const {
    static constexpr std::string_view kBefore = "\"._$\\{=@#<>[", kBehind = "(_=[{";
    const size_t before = site_.left.size() - site_.left_run.size();
    if (left_case_ == Case::kLower && before > 0 && kBefore.find(site_.left[before - 1]) != kBefore.npos)
      return true;
    const size_t behind =
        static_cast<size_t>(site_.right_run.data() + site_.right_run.size() - site_.right.data());
    return behind < site_.right.size() && kBehind.find(site_.right[behind]) != kBehind.npos;
  }

  // README.Debian, changelog.Debian.gz
  bool FileGoesOn() const {
    if (tables_.stems.contains(ExactHash(site_.left_run))) return true;
    const char* behind = site_.right_run.data() + site_.right_run.size();
    const char* end = site_.right.data() + site_.right.size();
    if (end - behind < 2 || *behind != '.') return false;
    int size;
    const char32_t c = text::DecodeAt(behind + 1, end, &size);
    return text::IsLower(c) || text::IsDigit(c);
  }

  // "rose by 3.5%|The dollar fell": a share, and a word that is known for beginning sentences.
  bool AfterShare() const {
    return site_.left_char == '%' && site_.words_before > 1 && Get(kRightStart) >= 4 &&
           NeighbourClass(site_.next) == 1;
  }

  // "13 billion HKD|Insiders suggest": a code, a known word, and the sentence it begins.
  bool AfterUnit() const {
    return unit_ && site_.merged() && site_.words_before > 1 && right_rank_ > 0 &&
           NeighbourClass(site_.next) == 1 && CaseOf(site_.right_run) == Case::kCapital &&
           Length(site_.right_word, 3) > 2;
  }

  const Site& site_;
  const bool after_stop_;
  Evidence::Impl& evidence_;
  const RepairTables& tables_;
  Features features_;
  Case left_case_ = Case::kLower;
  size_t left_rank_ = 0, right_rank_ = 0, whole_seen_ = 0;
  bool abbreviation_ = false, unit_ = false;
};

}  // namespace

bool HardlyEnds(unsigned edge) { return (edge >> 3) == 1 || (edge >> 3) == 2; }

std::span<const std::string_view> FeatureNames() { return kColumnNames; }

Features Describe(std::string_view paragraph, const Candidate& candidate, Evidence::Impl& evidence,
                  const RepairTables& tables) {
  const Site site = SiteOf(paragraph, candidate);
  return Describer(site, candidate.after_stop, evidence, tables).Run();
}

}  // namespace dechaff::prose
