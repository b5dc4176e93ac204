// Scan, describe, weigh, compare with the mode's threshold.
#include "prose/repair.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "prose/edges.h"
#include "prose/repair_evidence.h"
#include "prose/repair_features.h"
#include "prose/repair_scan.h"
#include "prose/repair_site.h"
#include "prose/repair_tables.h"
#include "prose/repair_words.h"
#include "prose/word_keys.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// Log odds to reach where nothing else is lost, chosen on the tables of rules/repair/README.md: .79 where a
// terminator stands, .943 where there is none, in mode normal.
constexpr float kSpaceOdds = 1.3F, kStopOdds = 2.8F, kBoldness = 1.6F;
float BaseOf(bool after_stop, RepairMode mode) {
  const float base = after_stop ? kSpaceOdds : kStopOdds;
  switch (mode) {
    case RepairMode::kCautious:
      return base + 1;
    case RepairMode::kNormal:
      return base;
    case RepairMode::kBold:
      return base - kBoldness;
    default:
      return INFINITY;
  }
}

// What is surely a gap, and how much less is asked of the others where a chapter has many of these: a text
// that lost some sentence ends will have lost more.
constexpr float kSureOdds = 2.94F, kCertainOdds = 4.5F, kMostEase = 5;
constexpr float kSmallOdds = -1.2F;  // added to those of a word in lower case behind a full stop
float Ease(size_t sure, size_t words) {
  static constexpr size_t kFewestWords = 500;
  const auto density =
      static_cast<float>(sure * kFewestWords) / static_cast<float>(std::max(words, kFewestWords));
  return std::min(kMostEase, 1.1F * std::log2(1 + density));
}

std::string_view Trim(std::string_view text) {
  static constexpr std::string_view kBlanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// The words of `text` parted by blanks, those of them that begin in lower case, and the last one.
struct Words {
  explicit Words(std::string_view text) {
    for (size_t end = 0; (text = Trim(text.substr(end))).size() > 0; ++count) {
      end = std::min(text.find_first_of(" \t\r\n"), text.size());
      last = text.substr(0, end);
      int size;
      lower += text::IsLower(text::DecodeAt(last.data(), last.data() + last.size(), &size));
    }
  }
  size_t count = 0, lower = 0;
  std::string_view last;
};

// The first character that is no opening mark.
char32_t FirstLetter(std::string_view text) {
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    int size;
    const char32_t c = text::DecodeAt(p, end, &size);
    if (!IsOpeningMark(c)) return c;
    p += size;
  }
  return 0;
}

// Whether no full stop can follow: after an address or a file name ("example.org/a"), which would swallow it,
// and after a sign that is no part of a sentence, as an emoji.
bool TakesNoStop(std::string_view text, char32_t end) {
  const std::string_view token = text.substr(text.find_last_of(" \t\n") + 1);
  for (size_t i = 1; i + 1 < token.size(); ++i) {
    const bool inner_dot = token[i] == '.' && token[i + 1] >= 'a' && token[i + 1] <= 'z';
    if (token[i] == '@' || inner_dot || token.substr(i, 3) == "://") return true;
  }
  return u_charType(static_cast<UChar32>(end)) == U_OTHER_SYMBOL;
}

}  // namespace

struct Repairer::Impl {
  RepairTables tables;

  // Log odds that something was lost, or, if they are below `floor`, perhaps another number below it.
  float Weigh(const Features& features, bool after_stop, float floor) const {
    static constexpr float kRounding = 1e-2F;
    const auto learnt = [&](float least) {
      return (after_stop ? tables.space : tables.stop).Score(features.values, least);
    };
    if (features.vetoed) return -INFINITY;
    if (features.small) return learnt(floor - kSmallOdds - kRounding) + kSmallOdds;
    return features.certain ? std::max(learnt(kCertainOdds), kCertainOdds) : learnt(floor);
  }

  // Judges all candidates of the chapter: first as if nothing else were lost, which settles most of them,
  // then those that the ease of the chapter may let pass.
  void Judge(RepairMode mode, Evidence::Impl* chapter) const {
    std::vector<Verdict> verdicts;
    std::vector<std::pair<size_t, Features>> unsettled;
    size_t sure = 0;
    for (size_t text = chapter->begin(); text < chapter->end(); ++text) {
      const std::span<const Candidate> candidates = chapter->CandidatesOf(text);
      for (size_t i = 0; i < candidates.size(); ++i) {
        const auto [offset, after_stop] = candidates[i];
        const Features features = Describe(*chapter, text, i, tables);
        const float base = BaseOf(after_stop, mode), floor = std::min(base, kSureOdds);
        const float odds = Weigh(features, after_stop, floor);
        if (odds < floor && odds >= base - kMostEase) unsettled.emplace_back(verdicts.size(), features);
        verdicts.push_back({offset, odds, features.kind, after_stop, features.name, odds >= kSureOdds});
        sure += verdicts.back().sure;
      }
    }
    const float ease = sure > 0 ? Ease(sure, chapter->words()) : 0;
    for (const auto& [i, features] : unsettled) {
      Verdict& verdict = verdicts[i];
      const float floor = BaseOf(verdict.after_stop, mode) - ease;
      if (verdict.odds >= floor) verdict.odds = Weigh(features, verdict.after_stop, floor);
    }
    chapter->Judge(mode, sure, std::move(verdicts));
  }

  // Whether a sentence hardly ever ends in the last `word` of `text` (an article, a preposition).
  bool GoesOnAfter(std::string_view text, std::string_view word) const {
    if (CaseOf(word) != Case::kLower) return false;
    LanguageVotes votes{};
    AddVotes(text, tables.languages, &votes);
    return HardlyEnds(EdgeIn(word, Elect(votes, kVote), tables));
  }
};

Repairer::Repairer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Repairer::Repairer(Repairer&&) noexcept = default;
Repairer::~Repairer() = default;

StatusOr<Repairer> Repairer::Create(const std::string& rules_dir) {
  auto impl = std::make_unique<Impl>();
  if (Status s = impl->tables.Load(rules_dir); !s.ok()) return s;
  return Repairer(std::move(impl));
}

void Repairer::Find(const Evidence& evidence, size_t paragraph, RepairMode mode,
                    std::vector<Gap>* gaps) const {
  gaps->clear();
  Evidence::Impl& chapter = *evidence.impl_;
  if (mode == RepairMode::kOff || chapter.CandidatesOf(paragraph).empty()) return;
  if (chapter.judged() != mode) impl_->Judge(mode, &chapter);
  for (const Verdict& verdict : chapter.VerdictsOf(paragraph)) {
    const float base = BaseOf(verdict.after_stop, mode);
    const size_t others = chapter.sure() - verdict.sure;
    if (verdict.odds < base - (others > 0 ? kMostEase : 0)) continue;  // so most texts need not be counted
    const float ease = others > 0 ? Ease(others, chapter.words()) : 0;
    if (verdict.odds < base - ease) continue;
    // Where nothing else is glued, what is lost before a name is most often the space alone.
    const bool alone = verdict.name && ease == 0 && !verdict.after_stop;
    gaps->push_back(
        {verdict.offset, alone ? EditKind::kSpace : verdict.kind, 1 / (1 + std::exp(-verdict.odds))});
  }
}

EditKind Repairer::Seam(std::string_view left, std::string_view right) const {
  static constexpr size_t kProseWords = 8;
  left = Trim(left);
  right = Trim(right);
  const char32_t end = LastCharacter(left), begin = FirstLetter(right);
  if (end == 0 || IsTerminator(end)) return EditKind::kJoin;
  if (text::IsLower(begin)) return EditKind::kSpace;
  const Words words(left);
  const bool open_end = text::IsPunct(end) && end != '%';  // a comma, a dash
  if (open_end || impl_->GoesOnAfter(left, words.last))
    return right.empty() ? EditKind::kJoin : EditKind::kSpace;
  // Headings are short, or mostly capitals.
  const bool prose = words.count >= kProseWords && words.lower * 5 >= words.count * 2;
  return prose && !TakesNoStop(left, end) ? EditKind::kStop : EditKind::kJoin;
}

bool Repairer::IsWord(std::string_view word, std::span<const std::string_view> lines) const {
  LanguageVotes votes{};
  for (const std::string_view line : lines) AddVotes(line, impl_->tables.languages, &votes);
  for (const int language : Elect(votes, kVote).of) {
    if (language == Languages::kNone) continue;
    if (impl_->tables.words.Find(InLanguage(FoldedHash(word), language)) != 0) return true;
  }
  return false;
}

}  // namespace dechaff::prose
