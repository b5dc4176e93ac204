// What is known about one candidate, as a small number (0 to 9) in each of a fixed set of columns, larger
// for more of what the column names. Training (rules/repair) reads what this code says.
#ifndef DECHAFF_PROSE_REPAIR_FEATURES_H_
#define DECHAFF_PROSE_REPAIR_FEATURES_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "prose/repair_evidence.h"
#include "prose/repair_scan.h"

namespace dechaff::prose {

struct RepairTables;

inline constexpr size_t kFeatureCount = 48;
std::span<const std::string_view> FeatureNames();

struct Features {
  std::array<uint8_t, kFeatureCount> values{};
  bool vetoed = false;               // a gap here is out of the question
  bool certain = false;              // a unit, a share or a quotation before a word: too rare to be learnt
  EditKind kind = EditKind::kSpace;  // what was lost, if something was
};

// The value of a word in RepairTables::edges: in its language, if that is sure, and else in any.
unsigned EdgeIn(std::string_view word, const Languages& languages, const RepairTables& tables);
// The same, but a word that its language's sentences do not tell of has the value that it has in any.
unsigned EdgeOf(std::string_view word, const Languages& languages, const RepairTables& tables);
// Whether a word with this value ends one sentence in a thousand at most.
bool HardlyEnds(unsigned edge);

// REQUIRES: `site` is that of the candidate.
Features Describe(const Site& site, const Candidate& candidate, const Languages& languages,
                  Evidence::Impl& evidence, const RepairTables& tables);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_FEATURES_H_
