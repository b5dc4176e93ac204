// The columns, in groups: marks, the left word, the right word, both together, the sentence around.
#include "prose/repair_features.h"

#include <algorithm>
#include <bit>

#include "prose/repair_classes.h"
#include "prose/repair_site.h"
#include "prose/repair_tables.h"
#include "prose/repair_words.h"
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
  kLeftSide, kRightSide, kLeftLead, kRightFirst, kLineStart, kLineEnd, kBehind, kLeftEnglish, kRightEnglish, kRightCapital,
  kColumnCount,
};
constexpr std::string_view kColumnNames[kColumnCount] = {
  "left_class", "terminator", "closer", "opener", "script",
  "left_case", "left_rank", "left_length", "left_seen", "left_lower", "left_name", "left_end", "left_start", "left_listed",
  "right_shape", "right_rank", "right_length", "right_seen", "right_lower", "right_name", "right_start", "right_end", "right_rest",
  "whole_rank", "whole_seen", "humps", "dots", "token_left", "token_right",
  "previous", "previous_end", "next", "next_rank", "before", "after", "code", "again", "once", "dotted",
  "left_side", "right_side", "left_lead", "right_first", "line_start", "line_end", "behind", "left_english", "right_english",
  "right_capital",
};
// clang-format on
static_assert(kColumnCount == kFeatureCount);

constexpr unsigned kKnown = 4, kCommon = 6;  // ranks of the first 4,000 words, and of the commonest
constexpr unsigned kStarts = 4;              // level of words of which one in thirty begins a sentence
constexpr unsigned kOftenStarts = 6;         // one in seven
constexpr unsigned kOftenEnds = 5;           // level of words of which one in forty ends one
constexpr unsigned kMostlyName = 2;  // of words whose capitals begin a sentence one time in four at most
constexpr unsigned kNoName = 6;      // of words whose capitals begin a sentence nine times in ten

class Describer {
 public:
  Describer(const Site& site, bool after_stop, Evidence::Impl& evidence, const RepairTables& tables)
      : site_(site), after_stop_(after_stop), evidence_(evidence), tables_(tables) {}

  // Whether the marks and letters alone say that there is no gap.
  bool VetoedByForm() const {
    if (TokenClass(site_.right) == 4 || (TokenClass(site_.left) == 4 && !MayEndAddress())) return true;
    if (site_.merged()) return IsOneWord();
    if (!after_stop_ && site_.left_char == '-') return true;                   // (Un-)Installation
    if (!after_stop_ && site_.left_char == '%' && !AfterDigit()) return true;  // the format %M
    return IsCode() || (BeginsSmall() && site_.terminator == '.' && BeginsSuffix());
  }

  Features Run(const Languages& languages) {
    languages_ = languages;
    Marks();
    Left();
    Right();
    Together();
    Around();
    features_.kind = Kind();
    features_.vetoed = VetoedByWords();
    features_.small = BeginsSmall() && site_.terminator == '.';
    features_.name = Get(kRightName) > 0 && Get(kRightStart) < kStarts;
    features_.certain = !features_.vetoed && (AfterUnit() || AfterNumber() || BeforeNumber() ||
                                              AfterQuotation() || AfterOtherScript());
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
    const Edge edge = EdgeOf(site_.left_word, languages_, tables_);
    Set(kLeftEnd, edge.end);
    Set(kLeftStart, edge.start);
    abbreviation_ = IsAbbreviation();
    unit_ = tables_.units.contains(ExactHash(site_.left_run));
    Set(kLeftListed, abbreviation_ ? 1 : unit_ ? 2 : 0);
    hardly_ends_ = left_rank_ >= kCommon && HardlyEnds(EdgeIn(site_.left_word, languages_, tables_));
  }

  void Right() {
    right_rank_ = RankOf(site_.right_word, languages_, tables_);
    Set(kRightShape, Length(site_.right_word, 2) == 1 ? 2
                     : right_case_ == Case::kUpper    ? 1
                     : right_case_ == Case::kCapital  ? 0
                     : BeginsNumber()                 ? 4
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
    const Edge edge = EdgeOf(site_.right_word, languages_, tables_);
    Set(kRightStart, edge.start);
    Set(kRightEnd, edge.end);
    Set(kRightCapital, edge.capital);
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
    Set(kPreviousEnd, EdgeOf(site_.previous, languages_, tables_).end);
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

  // Names and other words that have a hump.
  bool IsOneWord() const {
    if (tables_.humped.contains(ExactHash(site_.whole()))) return true;
    const uint32_t left_length = Length(site_.left_run, 3);
    if (left_length == 1 && !text::IsDigit(site_.left_char)) return true;  // iPhone, xAI
    if (site_.left.starts_with('-') || InsideIdentifier()) return true;    // ls -alR, spec.internalPolicy
    if (left_case_ == Case::kUpper && Length(site_.right_run, 3) == 2 && right_case_ == Case::kCapital &&
        (site_.right_run[1] == 's' || RestClass(site_) != 0 || NeighbourClass(site_.next) != 1))
      return true;                                                                // CPUs, СПИДа
    if (EndsInDigit(site_.right_run) && site_.right_run.size() > 2) return true;  // handleFulfilled1
    if (left_length <= 2 && right_case_ == Case::kUpper && Length(site_.right_word, 2) != 1)
      return true;                                                                   // cuBLAS
    if (left_case_ == Case::kHumped && Length(site_.right_run, 3) < 3) return true;  // TriBeCa
    if (site_.right_run == "Innen") return true;                                     // LehrerInnen
    return left_length == 2 && left_case_ == Case::kCapital;                         // McDonald, VoIP
  }

  bool VetoedByWords() const {
    if (site_.merged() && text::IsDigit(site_.left_char) && Length(site_.right_word, 4) <= 3 &&
        Get(kRightStart) < kStarts)
      return true;  // 12.5Kg
    // isReady: what never ends, and no name
    if (site_.merged() && hardly_ends_ && Get(kLeftEnd) == 1 && left_case_ == Case::kLower &&
        right_rank_ > 0 && Get(kRightName) == 0 && Get(kRightCapital) > kMostlyName)
      return true;
    if (site_.merged()) return whole_seen_ > 0 && (left_rank_ == 0 || Get(kRightStart) < kOftenStarts);
    const uint32_t left_length = Length(site_.left_run, 3);
    if (BeginsSmall() && !IsSmallSentence()) return true;
    if (BeginsNumber() && !IsNumberSentence()) return true;
    if (site_.terminator == '!' || site_.terminator == '?') return InsideTitle() || IsPrefix();
    if (site_.terminator == 0x2026 && IsRange()) return true;
    if (site_.terminator != '.' || site_.closer != 0) return false;
    if (site_.left_char == '/' && Get(kRightStart) == 0 && right_rank_ == 0) return true;  // ~/.Xresources
    if (Get(kTokenLeft) == 4 && Get(kRightStart) < kOftenStarts && !BeginsSurely()) return true;
    // a .NET app, troff .IN
    const bool capitals = right_case_ == Case::kUpper && Length(site_.right_word, 2) > 1;
    if (AfterLooseStop() && (Get(kRightStart) < kStarts || right_rank_ < kCommon || capitals)) return true;
    if (Get(kBehind) == 8) return true;  // the module Mathlib.Data.Set
    const bool letter = left_length == 1 && !(IsFileSuffix() && BeginsSurely()) &&
                        !text::IsDigit(site_.left_char) &&
                        site_.left_word.size() == site_.left_run.size();  // "I don't.|You"
    const bool digits = left_length <= 2 && text::IsDigit(site_.left_char);
    // At the beginning digits number the items of a list.
    const bool number = (digits && !site_.previous.empty()) || IsRoman(site_.left_run);
    if ((letter || digits) && Length(site_.right_word, 2) == 1) return true;  // U.S., 2.B
    // J.Smith, 3.Oktober, IV.Károly: but one letter or two digits may end a sentence if another surely begins
    if ((letter || (number && !BeginsSurely())) &&
        (Get(kRightStart) <= kStarts + (letter && left_rank_ < kCommon) || IsListed()))
      return true;
    if (Length(site_.right_run, 2) == 1 && RestClass(site_) != 0) return true;  // Ph.D., z.B.
    if (Length(site_.right_run, 2) == 1 && Get(kRightStart) < kStarts && text::IsLetter(site_.left_char) &&
        (left_length <= 2 || left_case_ == Case::kUpper)) {
      return true;  // Ph.D, RER.B
    }
    if (left_length <= 2 && Get(kRightStart) <= kStarts && EndsInDigit(site_.previous))
      return true;  // 12 in.Pipes
    if (text::IsDigit(site_.left_char) && Get(kDots) > 0 && Get(kRightStart) < kOftenStarts &&
        !BeginsSurely())
      return true;  // 2.1.Beta
    if (FileGoesOn()) return true;
    if (Get(kTokenLeft) == 3 && right_case_ == Case::kUpper) return true;  // en_US.UTF-8
    if (Length(site_.left_run, 4) <= 3 && left_case_ != Case::kNumber && IsRoman(site_.right_run))
      return true;  // s.XX
    // Object.ToString
    if (left_case_ == Case::kCapital && right_case_ == Case::kHumped &&
        !tables_.humped.contains(ExactHash(site_.right_run))) {
      return true;
    }
    const bool plain = left_case_ == Case::kLower && left_rank_ > 0;
    if (right_rank_ == 0 && tables_.suffixes.contains(FoldedHash(site_.right_run)))
      return true;                                                                         // booking.Com
    const bool acronym = left_case_ == Case::kUpper && left_length > 2 && BeginsSurely();  // APT.|Instead
    return (abbreviation_ && !acronym) || (!plain && BeginsSuffix());
  }

  // Whether a sentence begins with the right word if any does: one that has a capital nowhere else.
  bool BeginsSurely() const {
    return Get(kRightCapital) >= kNoName && Get(kRightShape) == 0 && RestClass(site_) == 0 &&
           NeighbourClass(site_.next) == 1;
  }

  // What was lost: "(and how!)|The" lacks its stop still; "made of|American", "Das|Fahren", "(see|Section 3)"
  // and the label "ADVICE|Before" lack no more than the space.
  EditKind Kind() const {
    if (after_stop_) return InnerBracket() ? EditKind::kStop : EditKind::kSpace;
    if (!site_.merged()) return EditKind::kStop;
    const bool first = site_.words_before == 0;
    const bool label = first && site_.previous.empty() && site_.left == site_.left_run &&
                       left_case_ == Case::kUpper && Length(site_.left_run, 4) > 3;
    const bool goes_on = hardly_ends_ && (left_case_ == Case::kLower || first) &&
                         (Get(kRightStart) < kStarts || Get(kRightName) > 1);
    const bool bracket = site_.left.size() == site_.left_run.size() + 1 && site_.left.starts_with('(');
    return label || goes_on || bracket ? EditKind::kSpace : EditKind::kStop;
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

  // Whether marks that only code has stand right before or behind the word: "creativeId", resetMode(),
  // containerPort:80.
  bool InsideIdentifier() const {
    static constexpr std::string_view kBefore = "\"._$\\{=@#<>[", kBehind = "(_=[{";
    const size_t before = site_.left.size() - site_.left_run.size();
    const char lead = before > 0 ? site_.left[before - 1] : ' ';
    if (lead == '\\' || (left_case_ == Case::kLower && kBefore.find(lead) != kBefore.npos)) return true;
    const size_t behind =
        static_cast<size_t>(site_.right_run.data() + site_.right_run.size() - site_.right.data());
    const std::string_view rest = site_.right.substr(std::min(behind, site_.right.size()));
    if (rest.empty()) return false;
    if (rest[0] == ':' && (rest.size() > 1 || (site_.previous.empty() && before == 0))) return true;  // a key
    return kBehind.find(rest[0]) != kBehind.npos || (lead == '\'' && rest[0] == '\'');
  }

  // README.Debian, changelog.Debian.gz
  bool FileGoesOn() const {
    const bool begins =
        left_case_ != Case::kUpper && Get(kRightStart) > kStarts &&
        (NeighbourClass(site_.next) == 1 || (Get(kRightStart) >= kOftenStarts && RestClass(site_) == 0));
    const bool words = left_rank_ >= kKnown && right_rank_ >= kCommon && NeighbourClass(site_.next) == 1 &&
                       RestClass(site_) == 0;  // "the learning process.|Use them"
    if (!begins && !words && tables_.stems.contains(ExactHash(site_.left_run))) return true;
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

  bool BeginsSuffix() const { return tables_.suffixes.contains(ExactHash(site_.right_run)); }

  static bool EndsInDigit(std::string_view run) {
    return !run.empty() && text::IsDigit(static_cast<unsigned char>(run.back()));
  }

  // torch.Tensor(x), (account.Name), options.Level = 3, println!("..."): what only code has right behind the
  // right word, after it, or about the mark.
  bool IsCode() const {
    const char* behind = site_.right_run.data() + site_.right_run.size();
    if (site_.terminator == '!' && site_.right.starts_with("(\"")) return true;
    if (site_.terminator != '.' || site_.closer != 0) return false;
    static constexpr std::string_view kBehind = "()];>`";
    if (behind < site_.right.data() + site_.right.size() && kBehind.find(*behind) != kBehind.npos)
      return true;
    if (IsPath()) return true;
    static constexpr std::string_view kOperators[] = {"=", ":=", "=>", "==", "+=", "->", "!="};
    return std::ranges::find(kOperators, site_.next) != std::end(kOperators) || site_.line_end == '{' ||
           site_.line_end == '}';
  }

  // tf.data.Dataset, django.forms.Form: names in small letters, the last of which is that of no host.
  bool IsPath() const {
    static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    std::string_view path = site_.left.substr(0, site_.left.size() - 1);  // without the stop
    path.remove_prefix(std::min(path.find_first_not_of("\"'(["), path.size()));
    std::string_view name;
    size_t names = 0;
    for (; !path.empty(); ++names) {
      name = path.substr(0, path.find('.'));
      if (name.size() < 2 || name.find_first_not_of(kLetters) != name.npos) return false;
      path.remove_prefix(std::min(name.size() + 1, path.size()));
    }
    return names > 1 && !tables_.suffixes.contains(ExactHash(name));
  }

  // "Go!Go!Go!", "Who?Me?": marks within a title or a shout; Yahoo!Mail, and the firm Yahoo!Inc.
  bool InsideTitle() const {
    if (site_.closer != 0 || Length(site_.left_run, 2) == 0) return false;
    const char* behind = site_.right_run.data() + site_.right_run.size();
    if (behind < site_.right.data() + site_.right.size() && (*behind == '!' || *behind == '?')) return true;
    const bool words = left_rank_ >= kKnown && right_rank_ > kKnown && NeighbourClass(site_.next) == 1;
    return left_case_ == Case::kCapital && site_.terminator == '!' &&
           ((Get(kRightStart) < kStarts && !words) || BeginsSuffix());
  }

  // "see www.example.com.|The page": whether a word and another in lower case follow an address and a stop.
  bool MayEndAddress() const {
    return site_.terminator == '.' && right_case_ != Case::kHumped && RestClass(site_) == 0 &&
           NeighbourClass(site_.next) == 1;
  }

  bool BeginsSmall() const {
    int size;
    return after_stop_ &&
           text::IsLower(text::DecodeAt(site_.right_run.data(),
                                        site_.right_run.data() + site_.right_run.size(), &size));
  }

  // "all the same.then we left": words of the paragraph's language, and no name of a file or a host.
  bool IsSmallSentence() const {
    if (hardly_ends_ || left_rank_ == 0 || right_rank_ == 0 || left_case_ != Case::kLower) return false;
    if (site_.terminator != '.') return true;
    return languages_.sure && left_rank_ > 1 && right_rank_ > 3 && Get(kRightStart) >= kStarts &&
           !abbreviation_ && whole_seen_ == 0;
  }

  bool BeginsNumber() const {
    return after_stop_ && !site_.right_run.empty() &&
           text::IsDigit(static_cast<unsigned char>(site_.right_run[0]));
  }

  // "a day to remember.12 boats came": behind a known word that may end a sentence; not "fig.2 shows".
  bool IsNumberSentence() const {
    return left_rank_ > 1 && !hardly_ends_ && !abbreviation_ && whole_seen_ == 0 && site_.words_before > 2 &&
           Length(site_.left_run, 3) > 2 && !tables_.stems.contains(ExactHash(site_.left_run));
  }

  // "T: ?Sized", "impl !Unpin": a mark behind a blank, as only French has it, and no word that begins
  // sentences.
  bool IsPrefix() const {
    static const int kFrench = LanguageNumber("fr");
    const bool french = languages_.of[0] == kFrench || languages_.of[1] == kFrench;
    return AfterLooseStop() && !french && Get(kRightStart) < kStarts && !BeginsSurely();
  }

  // "INSERT...SELECT", "1..SECONDS"
  bool IsRange() const {
    return right_case_ == Case::kUpper && Length(site_.right_run, 2) > 1 &&
           (left_case_ == Case::kUpper || left_case_ == Case::kNumber) && Length(site_.left_run, 2) > 0;
  }

  // "cc lines.c.|Then run it": a run behind the stop of a word in small letters.
  bool IsFileSuffix() const {
    const std::string_view name =
        site_.left.substr(0, static_cast<size_t>(site_.left_run.data() - site_.left.data()));
    return name.size() > 3 && name.back() == '.' &&
           std::ranges::all_of(name.substr(name.size() - 4, 3), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // "she went home .Then"
  bool AfterLooseStop() const {
    return !site_.left_run.empty() && site_.left_run.data() + site_.left_run.size() < site_.right.data() &&
           site_.left_run.data()[site_.left_run.size()] == ' ';
  }

  // "a.Yes, b.No": a letter or number that follows a comma or a colon counts what it stands before.
  bool IsListed() const {
    return site_.previous.empty() ? text::IsLower(site_.left_char)
                                  : site_.previous.ends_with(',') || site_.previous.ends_with(':');
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
        (site_.left_char == '%' && AfterDigit()) ||
        (!site_.left_run.empty() && left_case_ == Case::kNumber &&
         site_.left_run.find_first_not_of("0123456789") == site_.left_run.npos && site_.left.size() > 2);
    const bool begins = Get(kRightStart) >= kStarts || BeginsSurely();
    return number && !after_stop_ && site_.closer == 0 && site_.opener == 0 && site_.words_before > 1 &&
           begins && Get(kRightShape) == 0 && RestClass(site_) == 0 && NeighbourClass(site_.next) == 1;
  }

  // "a day to remember.12 boats came": behind a word that often ends sentences.
  bool BeforeNumber() const { return BeginsNumber() && Get(kLeftEnd) >= kOftenEnds; }

  // "группа AC/DC|С 18 апреля": a known word whose letters are not those of the word before.
  bool AfterOtherScript() const {
    const bool word = Get(kRightShape) == 0 || (Get(kRightShape) == 2 && Get(kRightStart) >= kStarts);
    return site_.merged() && Get(kScript) == 3 && word && right_rank_ > 0 && site_.words_before > 1 &&
           RestClass(site_) == 0;
  }

  // "13 billion HKD|Insiders suggest": a code, a known word, and the sentence it begins.
  bool AfterUnit() const {
    return unit_ && site_.merged() && site_.words_before > 1 && right_rank_ > 0 &&
           NeighbourClass(site_.next) == 1 && right_case_ == Case::kCapital &&
           Length(site_.right_word, 3) > 2;
  }

  const Site& site_;
  const bool after_stop_;
  Evidence::Impl& evidence_;
  const RepairTables& tables_;
  const Case left_case_ = CaseOf(site_.left_word), right_case_ = CaseOf(site_.right_run);
  Languages languages_;
  Features features_;
  size_t left_rank_ = 0, right_rank_ = 0, whole_seen_ = 0;
  bool abbreviation_ = false, unit_ = false, hardly_ends_ = false;
};

}  // namespace

std::span<const std::string_view> FeatureNames() { return kColumnNames; }

Features Describe(Evidence::Impl& evidence, size_t text, size_t i, const RepairTables& tables, bool all) {
  static constexpr Features kVetoed{.vetoed = true};
  Site site = evidence.SitesOf(text)[i];
  const bool name = evidence.IsName(site);  // which is told before all else
  if (name && !all) return kVetoed;
  const Candidate& candidate = evidence.CandidatesOf(text)[i];
  LookAround(evidence.TextOf(text), candidate, &site);
  Describer describer(site, candidate.after_stop, evidence, tables);
  const bool vetoed = name || describer.VetoedByForm();
  if (vetoed && !all) return kVetoed;
  Features features = describer.Run(evidence.LanguagesOf(text, tables.languages));
  features.vetoed |= vetoed;
  return features;
}

}  // namespace dechaff::prose
