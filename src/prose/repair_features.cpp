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
  kPrevious, kPreviousEnd, kNext, kNextRank, kBefore, kAfter, kCode, kAgain, kOnce, kDotted,
  kLeftSide, kRightSide, kLeftLead, kRightFirst, kLineStart, kLineEnd, kBehind, kLeftEnglish, kRightEnglish, kColumnCount,
};
constexpr std::string_view kColumnNames[kColumnCount] = {
  "left_class", "terminator", "closer", "opener", "script",
  "left_case", "left_rank", "left_length", "left_seen", "left_lower", "left_name", "left_end", "left_start", "left_listed",
  "right_shape", "right_rank", "right_length", "right_seen", "right_lower", "right_name", "right_start", "right_end", "right_rest",
  "whole_rank", "whole_seen", "humps", "dots", "token_left", "token_right",
  "previous", "previous_end", "next", "next_rank", "before", "after", "code", "again", "once", "dotted",
  "left_side", "right_side", "left_lead", "right_first", "line_start", "line_end", "behind", "left_english", "right_english",
};
// clang-format on
static_assert(kColumnCount == kFeatureCount);

constexpr unsigned kCommon = 6;  // rank of the commonest words
constexpr unsigned kStarts = 4;  // level of words of which one in thirty begins a sentence

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

// How common a word is in one of the languages, 0 for unknown.
unsigned RankIn(uint64_t folded_hash, const Languages& languages, const RepairTables& tables) {
  unsigned rank = 0;
  for (const int language : languages.of) {
    if (language != Languages::kNone)
      rank = std::max(rank, tables.words.Find(InLanguage(folded_hash, language)));
  }
  return rank;
}

// The same, but tells inflected forms by what is left without the last letters.
unsigned RankOf(std::string_view word, const Languages& languages, const RepairTables& tables) {
  static constexpr uint32_t kShortestStem = 5;
  if (word.empty()) return 0;
  if (const unsigned rank = RankIn(FoldedHash(word), languages, tables)) return rank;
  word = LongestPart(word);
  if (Length(word, 3) < 3) return 0;
  if (const unsigned rank = RankIn(FoldedHash(word), languages, tables)) return rank;
  for (int cut = 0; cut < 2 && Length(word, kShortestStem + 1) > kShortestStem; ++cut) {
    int size;
    text::DecodeBefore(word.data(), word.data() + word.size(), &size);
    word.remove_suffix(static_cast<size_t>(size));
    if (RankIn(FoldedHash(word), languages, tables) != 0) return 1;
  }
  return 0;
}

unsigned RankInEnglish(std::string_view word, const RepairTables& tables) {
  return tables.words.Find(InLanguage(FoldedHash(word), LanguageTable::kEnglish));
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
  if (token.find("://") != token.npos || token.find("www.") != token.npos ||
      token.find("WWW.") != token.npos || token.find('@') != token.npos)
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

// One mark as a sign of code or prose: 0 none, 1 a letter or digit, 2 one that ends a sentence, 3 one that
// goes on, 4 a quote, 5 a bracket, 6 one that only code has.
uint16_t SignClass(char32_t c) {
  if (c == 0) return 0;
  if (IsTerminator(c)) return 2;
  if (text::IsLetter(c) || text::IsDigit(c) || text::IsMark(c)) return 1;
  if (c == ',' || c == ':' || c == '-' || c == 0x2013 || c == 0x2014) return 3;
  if (c == '(' || c == ')' || c == '[' || c == ']') return 5;
  if (c < 0x80 && c != '"' && c != '\'') return 6;
  return 4;
}

// What stands right behind the right run, as SignClass has it; an opening bracket or a dot that goes on
// counts as code.
uint16_t BehindClass(const Site& site) {
  const char* behind = site.right_run.data() + site.right_run.size();
  const char* end = site.right.data() + site.right.size();
  if (behind >= end) return 0;
  if (*behind == '(' || *behind == '[') return 7;
  int size;
  const char32_t c = text::DecodeAt(behind, end, &size);
  if (c == '.' && behind + 1 < end) {
    const char32_t next = text::DecodeAt(behind + 1, end, &size);
    if (text::IsLetter(next) || text::IsDigit(next)) return 8;
  }
  return SignClass(c);
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
  static constexpr std::array<bool, 256> kMarks = [] {
    std::array<bool, 256> marks{};
    for (const char c : std::string_view("{}[]()=;<>_|\\#&*+$\"'/:"))
      marks[static_cast<unsigned char>(c)] = true;
    return marks;
  }();
  size_t marks = 0;
  for (const char c : text) marks += kMarks[static_cast<unsigned char>(c)];
  const size_t per_mille = marks * 1000 / std::max<size_t>(text.size(), 40);
  return per_mille < 5 ? 0 : per_mille < 20 ? 1 : per_mille < 40 ? 2 : per_mille < 70 ? 3 : 4;
}

class Describer {
 public:
  Describer(const Site& site, bool after_stop, const Languages& languages, Evidence::Impl& evidence,
            const RepairTables& tables)
      : site_(site), after_stop_(after_stop), languages_(languages), evidence_(evidence), tables_(tables) {}

  Features Run() {
    Marks();
    Left();
    Right();
    Together();
    Around();
    features_.kind = Kind();
    features_.vetoed = Vetoed();
    features_.certain = !features_.vetoed && (AfterUnit() || AfterNumber() || AfterQuotation());
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
    left_rank_ = RankOf(site_.left_word, languages_, tables_);
    Set(kLeftCase, static_cast<size_t>(left_case_));
    Set(kLeftRank, left_rank_);
    Set(kLeftEnglish, RankInEnglish(site_.left_word, tables_));
    Set(kLeftLength, Length(site_.left_run, kMost));
    // Where a mark parts the words, the left one counts itself.
    const Evidence::Impl::Count seen = evidence_.OfWord(site_.left_run);
    Set(kLeftSeen, Others(seen.all, !site_.merged()));
    Set(kLeftLower, Others(seen.lower, !site_.merged() && left_case_ == Case::kLower));
    Set(kLeftName, seen.name);
    const unsigned edge = EdgeOf(site_.left_word, languages_, tables_);
    Set(kLeftEnd, edge >> 3);
    Set(kLeftStart, edge & 7);
    abbreviation_ = IsAbbreviation();
    unit_ = tables_.units.contains(ExactHash(site_.left_run));
    Set(kLeftListed, abbreviation_ ? 1 : unit_ ? 2 : 0);
    hardly_ends_ = left_rank_ >= kCommon && HardlyEnds(EdgeIn(site_.left_word, languages_, tables_));
  }

  void Right() {
    right_rank_ = RankOf(site_.right_word, languages_, tables_);
    const Case c = CaseOf(site_.right_run);
    Set(kRightShape, Length(site_.right_word, 2) == 1 ? 2
                     : c == Case::kUpper              ? 1
                     : c == Case::kCapital            ? 0
                                                      : 3);
    Set(kRightRank, right_rank_);
    Set(kRightEnglish, RankInEnglish(site_.right_word, tables_));
    Set(kRightLength, Length(site_.right_word, kMost));
    // The right piece counts itself unless it is a part of a longer run.
    const bool whole_run = site_.right_piece.size() == site_.right_run.size();
    const Evidence::Impl::Count seen = evidence_.OfWord(site_.right_piece);
    Set(kRightSeen, Others(seen.all, whole_run && !site_.merged()));
    Set(kRightLower, seen.lower);
    Set(kRightName, seen.name);
    const unsigned edge = EdgeOf(site_.right_word, languages_, tables_);
    Set(kRightStart, edge & 7);
    Set(kRightEnd, edge >> 3);
    Set(kRightRest, RestClass(site_));
    Set(kRightFirst,
        Others(seen.all - std::min<size_t>(seen.all, seen.lower + seen.name), whole_run && !site_.merged()));
    Set(kBehind, BehindClass(site_));
  }

  static size_t Others(size_t count, bool self) { return count - std::min<size_t>(count, self); }

  void Together() {
    if (site_.merged()) {
      const std::string_view whole = site_.whole();
      whole_seen_ = Others(evidence_.OfWhole(whole), true);
      Set(kWholeRank, RankIn(FoldedHash(whole), languages_, tables_));
      Set(kHumps, Humps(whole));
    } else {
      whole_seen_ = site_.closer == 0 ? Others(evidence_.OfPair(site_.left_run, site_.right_run), true) : 0;
      Set(kHumps, Humps(site_.right_run) + Humps(site_.left_run));
    }
    Set(kWholeSeen, whole_seen_);
    if (site_.closer == 0) {
      const bool merged = site_.merged();
      Set(kLeftSide, Others(evidence_.OfSide(site_.left_run, true, merged), true));
      Set(kRightSide,
          Others(evidence_.OfSide(merged ? site_.right_piece : site_.right_run, false, merged), true));
    }
    const auto stops = static_cast<size_t>(std::count(site_.left.begin(), site_.left.end(), '.'));
    Set(kDots, Others(stops, site_.terminator == '.'));
    Set(kTokenLeft, TokenClass(site_.left));
    Set(kTokenRight, TokenClass(site_.right));
    if (!site_.left_run.empty() && site_.left_run.data() > site_.left.data()) {
      int lead_size;
      Set(kLeftLead, SignClass(text::DecodeBefore(site_.left.data(), site_.left_run.data(), &lead_size)));
    }
    int size;
    const char* right = site_.right_run.data();
    Set(kScript, ScriptPair(site_.left_char, text::DecodeAt(right, right + site_.right_run.size(), &size)));
  }

  void Around() {
    Set(kPrevious, EndsSentence(site_.previous) ? 5 : NeighbourClass(site_.previous));
    Set(kPreviousEnd, EdgeOf(site_.previous, languages_, tables_) >> 3);
    Set(kNext, EndsSentence(site_.right) ? 5 : NeighbourClass(site_.next));
    Set(kNextRank, RankOf(site_.next, languages_, tables_));
    Set(kBefore, site_.words_before);
    Set(kAfter, site_.words_after);
    Set(kCode, CodeClass(site_.surroundings));
    Set(kLineStart, text::IsUpper(site_.line_start) ? 1 : text::IsLower(site_.line_start) ? 2 : 3);
    Set(kLineEnd, SignClass(site_.line_end));
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
    if (!after_stop_ && site_.left_char == '-') return true;                   // (Un-)Installation
    if (!after_stop_ && site_.left_char == '%' && !AfterDigit()) return true;  // the format %M
    if (left_case_ == Case::kCapital && site_.terminator == '!' &&
        tables_.suffixes.contains(ExactHash(site_.right_run))) {
      return true;  // Yahoo!Inc
    }
    if (site_.terminator != '.' || site_.closer != 0) return false;
    const bool letter = left_length == 1 && !text::IsDigit(site_.left_char);
    const bool digits = left_length <= 2 && text::IsDigit(site_.left_char);
    // At the beginning digits number the items of a list.
    const bool number = (digits && !site_.previous.empty()) || IsRoman(site_.left_run);
    if ((letter || digits) && Length(site_.right_word, 2) == 1) return true;  // U.S., 2.B
    // J.Smith, 3.Oktober, IV.Károly: but one letter or two digits may end a sentence if another surely begins
    if ((letter || number) && Get(kRightStart) <= kStarts) return true;
    if (Length(site_.right_run, 2) == 1 && RestClass(site_) != 0) return true;                  // Ph.D., z.B.
    if (text::IsDigit(site_.left_char) && Get(kDots) > 0 && Get(kRightStart) < 6) return true;  // 2.1.Beta
    if (FileGoesOn() || IsCall() || (Get(kTokenLeft) == 3 && Get(kBehind) == 8)) return true;
    if (left_length <= 3 && left_case_ != Case::kNumber && IsRoman(site_.right_run)) return true;  // s.XX
    // Object.ToString
    if (left_case_ == Case::kCapital && CaseOf(site_.right_run) == Case::kHumped &&
        !tables_.humped.contains(ExactHash(site_.right_run))) {
      return true;
    }
    const bool plain = left_case_ == Case::kLower && left_rank_ > 0;
    return abbreviation_ || (!plain && tables_.suffixes.contains(ExactHash(site_.right_run)));
  }

  // What was lost: "(and how!)|The" lacks its stop still; "made of|American", "Das|Fahren" and the label
  // "ADVICE|Before" lack no more than the space.
  EditKind Kind() const {
    if (after_stop_) return InnerBracket() ? EditKind::kStop : EditKind::kSpace;
    if (!site_.merged()) return EditKind::kStop;
    const bool first = site_.words_before == 0;
    const bool label = first && site_.previous.empty() && site_.left == site_.left_run &&
                       left_case_ == Case::kUpper && Length(site_.left_run, 4) > 3;
    const bool goes_on = hardly_ends_ && (left_case_ == Case::kLower || first) && Get(kRightStart) < kStarts;
    return label || goes_on ? EditKind::kSpace : EditKind::kStop;
  }

  // Whether the terminator stands in a bracket that was opened in the midst of the sentence.
  bool InnerBracket() const {
    if (!site_.left.ends_with(')') || site_.terminator == '.') return false;
    const std::string_view before =
        site_.surroundings.substr(0, static_cast<size_t>(site_.right.data() - site_.surroundings.data()));
    const size_t open = before.rfind('(');
    const size_t ink = open == before.npos ? before.npos : before.substr(0, open).find_last_not_of(' ');
    if (ink == before.npos) return false;
    int size;
    const char* const end = before.data() + ink + 1;
    const char32_t c = text::DecodeBefore(before.data(), end, &size);
    return text::IsLetter(c) || text::IsDigit(c) || c == ',' || IsClosingMark(c);
  }

  // Whether a digit stands before the mark, with a blank between or without: "65,28 %".
  bool AfterDigit() const {
    const std::string_view sign = site_.left.substr(0, site_.left.find_last_of('%'));
    const std::string_view number = sign.empty() ? site_.previous : sign;
    return !number.empty() && text::IsDigit(static_cast<unsigned char>(number.back()));
  }

  // Whether marks that only code has stand right before or behind the word: "creativeId", resetMode().
  bool InsideIdentifier() const {
    static constexpr std::string_view kBefore = "\"._$\\{=@#<>[", kBehind = "(_=[{";
    const size_t before = site_.left.size() - site_.left_run.size();
    const char lead = before > 0 ? site_.left[before - 1] : ' ';
    if (lead == '\\' || (left_case_ == Case::kLower && kBefore.find(lead) != kBefore.npos)) return true;
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

  bool IsAbbreviation() const {
    std::string_view run = site_.left_run;  // 5tis.Kč
    run.remove_prefix(std::min(run.find_first_not_of("0123456789"), run.size()));
    const uint64_t exact = ExactHash(run), folded = FoldedHash(run);
    const int unsure = languages_.sure ? Languages::kNone : kAnyLanguage;
    for (const int language : {languages_.of[0], languages_.of[1], Languages::kNone, unsure}) {
      if (tables_.abbreviations.contains(InLanguage(exact, language)) ||
          tables_.abbreviations.contains(InLanguage(folded, language))) {
        return true;
      }
    }
    return false;
  }

  // torch.Tensor()
  bool IsCall() const {
    const char* behind = site_.right_run.data() + site_.right_run.size();
    const char* end = site_.right.data() + site_.right.size();
    static constexpr std::string_view kArguments = ")\"'[{_0123456789";
    return end - behind > 1 && *behind == '(' && kArguments.find(behind[1]) != kArguments.npos;
  }

  static bool IsRoman(std::string_view run) {
    return run.size() > 1 && run.find_first_not_of("IVXLCM") == run.npos;
  }

  // "avis ! »|Le maire a": a quotation that ends with its sentence, and a word that is known for beginning
  // them.
  bool AfterQuotation() const {
    return after_stop_ && MarkClass(site_.closer) == 4 && site_.opener == 0 && site_.words_before > 1 &&
           Get(kRightStart) >= kStarts && Get(kRightShape) == 0 && RestClass(site_) == 0 &&
           NeighbourClass(site_.next) == 1;
  }

  // "rose by 3.5%|The dollar fell", "since 1971|The vote": a number, and a word that is known for beginning
  // sentences.
  bool AfterNumber() const {
    const bool number =
        site_.left_char == '%' ||
        (!site_.left_run.empty() && left_case_ == Case::kNumber &&
         site_.left_run.find_first_not_of("0123456789") == site_.left_run.npos && site_.left.size() > 2);
    return number && !after_stop_ && site_.closer == 0 && site_.opener == 0 && site_.words_before > 1 &&
           Get(kRightStart) >= kStarts && Get(kRightShape) == 0 && RestClass(site_) == 0 &&
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
  const Languages languages_;
  Evidence::Impl& evidence_;
  const RepairTables& tables_;
  Features features_;
  Case left_case_ = Case::kLower;
  size_t left_rank_ = 0, right_rank_ = 0, whole_seen_ = 0;
  bool abbreviation_ = false, unit_ = false, hardly_ends_ = false;
};

}  // namespace

unsigned EdgeIn(std::string_view word, const Languages& languages, const RepairTables& tables) {
  const uint64_t hash = FoldedHash(word);
  for (const int language : languages.of) {
    if (language == Languages::kNone) continue;
    if (const unsigned edge = tables.edges.Find(InLanguage(hash, language))) return edge;
  }
  return languages.sure ? 0 : tables.edges.Find(InLanguage(hash, Languages::kNone));
}

unsigned EdgeOf(std::string_view word, const Languages& languages, const RepairTables& tables) {
  const unsigned edge = EdgeIn(word, languages, tables);
  return edge != 0 ? edge : tables.edges.Find(InLanguage(FoldedHash(word), Languages::kNone));
}

bool HardlyEnds(unsigned edge) { return (edge >> 3) == 1 || (edge >> 3) == 2; }

std::span<const std::string_view> FeatureNames() { return kColumnNames; }

Features Describe(const Site& site, const Candidate& candidate, const Languages& languages,
                  Evidence::Impl& evidence, const RepairTables& tables) {
  return Describer(site, candidate.after_stop, languages, evidence, tables).Run();
}

}  // namespace dechaff::prose
