// What the tables of rules/repair say about a word.
#ifndef DECHAFF_PROSE_REPAIR_WORDS_H_
#define DECHAFF_PROSE_REPAIR_WORDS_H_

#include <cstdint>
#include <string_view>

#include "prose/repair_language.h"

namespace dechaff::prose {

struct RepairTables;

// How common a word is in one of the languages, 1 (rare) to 7; 0 for unknown.
unsigned RankIn(uint64_t folded_hash, const Languages& languages, const RepairTables& tables);
// The same, but tells inflected forms by what is left without the last letters.
unsigned RankOf(std::string_view word, const Languages& languages, const RepairTables& tables);
unsigned RankInEnglish(std::string_view word, const RepairTables& tables);

// What RepairTables::edges has of a word: 1 hardly ever to 7, or 0 unknown.
struct Edge {
  explicit Edge(unsigned value) : start(value & 7), end(value >> 3 & 7), capital(value >> 6) {}

  unsigned start, end;  // how often it begins or ends a sentence
  unsigned capital;     // how often it begins one where it has a capital
};

// In the word's language, if that is sure, and else in any.
Edge EdgeIn(std::string_view word, const Languages& languages, const RepairTables& tables);
// The same, but a word that its language's sentences do not tell of has what it has in any.
Edge EdgeOf(std::string_view word, const Languages& languages, const RepairTables& tables);
// Whether such a word ends one sentence in a thousand at most.
bool HardlyEnds(Edge edge);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_WORDS_H_
