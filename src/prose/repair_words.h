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

// The value of a word in RepairTables::edges: in its language, if that is sure, and else in any.
unsigned EdgeIn(std::string_view word, const Languages& languages, const RepairTables& tables);
// The same, but a word that its language's sentences do not tell of has the value that it has in any.
unsigned EdgeOf(std::string_view word, const Languages& languages, const RepairTables& tables);
// Whether a word with this value ends one sentence in a thousand at most.
bool HardlyEnds(unsigned edge);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_WORDS_H_
