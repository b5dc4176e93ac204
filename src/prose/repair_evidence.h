// What a chapter says about the words that its candidates touch: how often such a word stands there
// alone, how often in lower case, which humped words (CamelCase) and dotted pairs (node.js,
// README.Debian) come again.
#ifndef DECHAFF_PROSE_REPAIR_EVIDENCE_H_
#define DECHAFF_PROSE_REPAIR_EVIDENCE_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "prose/evidence_chapter.h"
#include "prose/repair.h"
#include "prose/repair_language.h"
#include "text/hash.h"

namespace dechaff::prose {

// What Repairer made of a candidate.
struct Verdict {
  uint32_t offset;
  float odds;  // log odds that something was lost; too low for any use where they are not known
  EditKind kind;
  bool after_stop;
  bool name;  // see Features
  bool sure;
};

// Filled when it is first asked, so that text without candidates pays nothing, and text whose candidates are
// nothing but names little: the candidates of the texts tell which words can be asked about, and one pass
// counts these alone. A word is a run of letters, marks and digits, case aside (but all capitals
// count only where a script sets them apart by one bit, as ASCII does). Counts saturate; of hostile text some
// words are not counted.
struct Evidence::Impl {
 public:
  static Impl& Of(Evidence& evidence) { return *evidence.impl_; }

  struct Count {
    uint16_t all = 0;
    uint16_t lower = 0;  // began with no capital
    uint16_t name = 0;   // began with one, though no sentence begins there
  };

  // REQUIRES: a candidate of this chapter touches the word, and parts no run that IsName; else it may count
  // as unseen.
  Count OfWord(std::string_view word);
  // Whether a candidate parts a run that comes again, so often that it is surely a name.
  bool IsName(const Site& site);
  // A run that a candidate parts, and two runs with a terminator between, as they stand.
  uint32_t OfWhole(std::string_view whole);
  uint32_t OfPair(std::string_view left, std::string_view right);
  // How many candidates of a kind have this run on their left or right: names of modules come before
  // many others (models.Model, models.Field), and so do the first words of identifiers.
  uint32_t OfSide(std::string_view run, bool left, bool merged);
  struct Density {
    size_t words = 0;
    size_t humped_again = 0;  // humped words, from their second coming on
    size_t humped_once = 0;   // humped words that come once: names, or glue
    size_t dotted = 0;        // "end.Next": a word in lower case, a stop, a capital
  };
  const Density& OfAll();

  // Of paragraph `number`, by its own words and those of the other texts that have candidates.
  Languages LanguagesOf(size_t number, const LanguageTable& table);

  // Verdicts, in a mode, on the candidates of the texts [begin(), end()) that were added since the last
  // NextChapter: one for each, in order; `sure` of them are. They are forgotten when a text is added.
  size_t begin() const { return before_.size(); }
  size_t end() const { return before_.size() + now_.size(); }
  void Judge(RepairMode mode, size_t sure, std::vector<Verdict> verdicts);
  RepairMode judged() const { return judged_; }  // in which mode; kOff if in none
  std::span<const Verdict> VerdictsOf(size_t number) const;
  // How many of them are sure, of how many words.
  size_t sure() const { return sure_; }
  size_t words() { return now_.CountRuns(); }

  void Clear();
  void ClearChapter();
  void NextChapter();
  size_t Add(std::string_view text);
  // REQUIRES: `number` is of a text that was added since the last NextChapter.
  std::string_view TextOf(size_t number) const { return now_.TextOf(number - before_.size()); }
  std::span<const Site> SitesOf(size_t number) { return now_.SitesOf(number - before_.size()); }
  std::span<const Candidate> CandidatesOf(size_t number) const {
    return number < before_.size() ? before_.CandidatesOf(number)
                                   : now_.CandidatesOf(number - before_.size());
  }

 private:
  static constexpr size_t kMaxSlots = size_t{1} << 16;
  struct Slot {
    uint64_t key = 0;
    Count count;
  };

  void CountCandidates();
  void CountWords();
  void CountCandidate(const Question& question);
  bool Ask(AskedSignatures* asked);
  void CountWord(std::string_view text, size_t begin, size_t end);
  const LanguageVotes& VotesOf(size_t number, const LanguageTable& table) {
    return number < before_.size() ? before_.VotesOf(number, table)
                                   : now_.VotesOf(number - before_.size(), table);
  }
  Slot* Find(uint64_t key);
  Count* Insert(uint64_t key);

  EvidenceChapter before_, now_;
  bool has_candidates_ = false, has_words_ = false;  // in slots_
  std::vector<Slot> slots_;                          // open addressing, a power of two
  // Odd and secret, so that no text can be written whose words all come to one slot.
  uint64_t multiplier_ = text::Secret() | 1;
  size_t used_ = 0;
  Count overflow_;  // of the words that found no slot; not read
  Density density_;
  bool voted_ = false;
  LanguageVotes votes_;  // of all texts
  RepairMode judged_ = RepairMode::kOff;
  std::vector<Verdict> verdicts_;
  size_t sure_ = 0;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_EVIDENCE_H_
