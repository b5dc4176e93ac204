// Which languages a paragraph may be in, as far as sentence repair needs to know: the word "a" begins
// sentences in Hungarian and hardly ever does in Polish.
#ifndef DECHAFF_PROSE_REPAIR_LANGUAGE_H_
#define DECHAFF_PROSE_REPAIR_LANGUAGE_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace dechaff::prose {

// The commonest words of each language, as rules/repair/tables.py writes them (little-endian):
//   "DRL1", uint32 bits, then 2^bits times uint32 key, uint32 languages
// Open addressing: a word's slot is the lowest bits of its FoldedHash, its key the highest 32, 0 is a free
// slot. Bit i of `languages` is set if it is common in language i of corpus.py. Read in place.
class LanguageTable {
 public:
  static constexpr size_t kLanguages = 32;
  static constexpr int kEnglish = 5;

  // False if `bytes`, which must outlive the table, is not such a table.
  bool Open(std::string_view bytes);
  // The languages in which a word is among the commonest, one bit each.
  uint32_t Find(uint64_t folded_hash) const;

 private:
  std::string_view slots_;
  uint64_t mask_ = 0;
};

// The number of a language by its code ("de"), as in corpus.py, or -1 (Languages::kNone).
int LanguageNumber(std::string_view code);

// How much a text's common words speak for each language.
using LanguageVotes = std::array<uint32_t, LanguageTable::kLanguages>;

// Adds the votes of the first words of `text`, of kVotingBytes bytes at most.
inline constexpr size_t kVotingBytes = 512;
void AddVotes(std::string_view text, const LanguageTable& table, LanguageVotes* votes);

// The one or two languages with most votes.
struct Languages {
  static constexpr int kNone = -1;
  std::array<int, 2> of = {kNone, kNone};
  bool sure = false;  // whether there were votes enough
};
// What is known of one language alone may hold if none is sure: it is kept under this number too.
inline constexpr int kAnyLanguage = LanguageTable::kLanguages - 1;

// A vote of a word that one language alone has weighs kVote; `sure_at` votes make sure.
inline constexpr uint32_t kVote = 24;
Languages Elect(const LanguageVotes& votes, uint32_t sure_at);

// What the tables of words are keyed by: the word in a language, or (kNone) in any.
inline uint64_t InLanguage(uint64_t folded_hash, int language) {
  const uint64_t key =
      (folded_hash ^ static_cast<uint64_t>(language + 1) * 0x9E3779B97F4A7C15) * 0xC2B2AE3D27D4EB4F;
  return key ^ key >> 32;
}

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_LANGUAGE_H_
