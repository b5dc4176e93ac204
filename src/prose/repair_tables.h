// The tables of rules/repair: which words exist and how common they are, how often a word begins or
// ends a sentence, the models that judge a candidate. Built in, or read from a folder of the user's.
#ifndef DECHAFF_PROSE_REPAIR_TABLES_H_
#define DECHAFF_PROSE_REPAIR_TABLES_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dechaff/status.h"
#include "prose/repair_language.h"
#include "prose/repair_model.h"

namespace dechaff::prose {

// A map from word hashes to small numbers, as rules/repair/tables.py writes it (little-endian):
//   "DRT1", uint32 bits, uint32 value_bits, uint32 offsets[2^bits + 1], uint16 entries[]
// A word's bucket is the top `bits` of its key (InLanguage of its FoldedHash); an entry is a fingerprint
// (the lowest 16 - value_bits bits of the key) and a value. A word not in the table is taken for one that is
// once in some hundred times. Read in place.
class WordTable {
 public:
  // False if `bytes`, which must outlive the table, is not such a table.
  bool Open(std::string_view bytes);
  // The value, or 0 for an unknown word; values of known words are not 0.
  unsigned Find(uint64_t key) const;

 private:
  uint32_t Offset(uint64_t bucket) const;
  std::string_view offsets_, entries_;
  uint32_t bits_ = 0, value_bits_ = 0;
};

// Words listed in the text files of rules/repair, by their ExactHash.
using WordSet = std::unordered_set<uint64_t>;

struct RepairTables {
  // REQUIRES: called once. Fails with kInvalid or kIo, naming the file.
  Status Load(const std::string& rules_dir);

  LanguageTable languages;
  WordTable words;  // by language: 1 rare to 7 among the commonest
  // How often a word begins a sentence (1 hardly ever to 7, 0 unknown) + 8 * how often it ends one + 64 * how
  // often it begins one where it has a capital, in a language and in all together; see Edge.
  WordTable edges;
  WordSet abbreviations;  // keyed InLanguage
  WordSet units, stems, suffixes, humped;
  TreeModel space, stop;  // candidates behind a terminator, and bare ones

 private:
  std::array<std::string, 5> own_;  // the binary tables that come from rules_dir
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_TABLES_H_
