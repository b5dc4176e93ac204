// Scan, describe, weigh, compare with the mode's threshold.
#include "prose/repair.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "prose/edges.h"
#include "prose/repair_evidence.h"
#include "prose/repair_features.h"
#include "prose/repair_scan.h"
#include "prose/repair_site.h"
#include "prose/repair_tables.h"
#include "prose/word_keys.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// Log odds to reach, chosen on the tables of rules/repair/README.md.
struct Thresholds {
  float space, stop;
};
Thresholds ThresholdsOf(RepairMode mode) {
  switch (mode) {
    case RepairMode::kCautious:
      return {2.94F, 3.48F};  // .95, .97
    case RepairMode::kNormal:
      return {1.39F, 2.75F};  // .8, .94
    case RepairMode::kBold:
      return {0.0F, 0.85F};  // .5, .7
    default:
      return {INFINITY, INFINITY};
  }
}

constexpr float kCertain = 3.5F;

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
  if (mode == RepairMode::kOff) return;
  const Thresholds thresholds = ThresholdsOf(mode);
  Evidence::Impl& chapter = *evidence.impl_;
  const std::span<const Candidate> candidates = chapter.CandidatesOf(paragraph);
  if (candidates.empty()) return;
  const std::span<const Site> sites = chapter.SitesOf(paragraph);
  std::optional<Languages> languages;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    // A run that comes again is a name, which is told before all else.
    if (sites[i].merged() && chapter.OfWhole(sites[i].whole()) > 1) continue;
    if (!languages) languages = chapter.LanguagesOf(paragraph, impl_->tables.languages);
    const Features features = Describe(sites[i], candidate, *languages, chapter, impl_->tables);
    if (features.vetoed) continue;
    const TreeModel& model = candidate.after_stop ? impl_->tables.space : impl_->tables.stop;
    const float threshold = candidate.after_stop ? thresholds.space : thresholds.stop;
    const float learnt = model.Score(features.values, threshold);
    const float logit = features.certain ? std::max(learnt, kCertain) : learnt;
    if (logit < threshold) continue;
    gaps->push_back({candidate.offset, features.kind, 1 / (1 + std::exp(-logit))});
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
