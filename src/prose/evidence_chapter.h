// One chapter as evidence: its texts, each scanned once for candidates, for what these ask about, and for
// words.
#ifndef DECHAFF_PROSE_EVIDENCE_CHAPTER_H_
#define DECHAFF_PROSE_EVIDENCE_CHAPTER_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "prose/repair_language.h"
#include "prose/repair_scan.h"
#include "prose/repair_site.h"
#include "prose/word_keys.h"

namespace dechaff::prose {

// What one candidate wants to have counted; keys are 0 where there is nothing.
struct Question {
  std::array<uint64_t, 2> words{}, sides{};
  std::array<Signature, 2> signatures{};
  uint64_t whole = 0;   // of the run that it parts, or of the pair about its terminator
  bool humped = false;  // `whole` is that of a run
  bool plain = false;   // of a word in lower case and one with a capital
  bool first = false;   // and no candidate before it is in the same run: only this one counts
  bool dotted = false;  // "end.Next": a word in lower case, a stop, a capital
};

// Whether words of a signature are asked for.
using AskedSignatures = std::array<bool, size_t{1} << kSignatureBits>;

// Scans are made when they are first asked for. The buffers are reused.
class EvidenceChapter {
 public:
  void Clear();
  // Remembers a text by reference.
  void Add(std::string_view text);
  // Keeps copies of the texts, for which SitesOf can no longer be asked.
  void Own();

  size_t size() const { return texts_.size(); }
  std::string_view TextOf(size_t i) const { return texts_[i].text; }
  std::span<const Candidate> CandidatesOf(size_t i) const {
    return Slice(candidates_, i, &Text::candidates_end);
  }
  std::span<const Site> SitesOf(size_t i);
  std::span<const Question> Questions();
  const LanguageVotes& VotesOf(size_t i, const LanguageTable& table);

  // Calls `visit(text, begin, end)` for each word whose signature is asked for.
  template <typename Visit>
  void EachWord(const AskedSignatures& asked, Visit visit);
  // Runs of letters, marks and digits.
  size_t CountRuns();

 private:
  struct Text {
    std::string_view text;
    size_t candidates_end = 0, words_end = 0;  // those of the next text follow
    size_t votes = 0;                          // its place in votes_, from 1; 0 = not counted yet
  };
  struct Extent {
    uint32_t begin, size;
  };

  template <typename T>
  std::span<const T> Slice(const std::vector<T>& all, size_t i, size_t Text::*end) const {
    const size_t begin = i == 0 ? 0 : texts_[i - 1].*end;
    return {all.data() + begin, texts_[i].*end - begin};
  }
  void ScanSites();
  void ScanWords();
  void AddWords(std::string_view text);
  void AddPieces(std::string_view text, size_t begin, size_t end);
  void PutAsciiWords(const char* block, size_t base, uint64_t begins, uint64_t ends);
  size_t AddLongWord(std::string_view text, size_t begin);
  void PutWord(Signature signature, size_t begin, size_t end) {
    signatures_[words_] = signature;
    extents_[words_] = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin)};
    ++words_;
  }
  void MakeRoom(size_t words);

  std::vector<char> own_;
  std::vector<Text> texts_;
  std::vector<Candidate> candidates_;
  std::vector<Site> sites_;  // one for each candidate, as the questions
  std::vector<Question> questions_;
  bool has_words_ = false;
  size_t words_ = 0, runs_ = 0;
  std::vector<Signature> signatures_;  // of the words; there is room for more in both
  std::vector<Extent> extents_;        // where they stand in their texts
  std::vector<LanguageVotes> votes_;
};

template <typename Visit>
void EvidenceChapter::EachWord(const AskedSignatures& asked, Visit visit) {
  ScanWords();
  size_t text = 0;
  for (size_t i = 0; i < words_; ++i) {
    if (!asked[signatures_[i]]) continue;
    while (texts_[text].words_end <= i) ++text;
    visit(texts_[text].text, extents_[i].begin, extents_[i].begin + extents_[i].size);
  }
}

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_EVIDENCE_CHAPTER_H_
