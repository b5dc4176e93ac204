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

inline constexpr size_t kFeatureCount = 39;
std::span<const std::string_view> FeatureNames();

struct Features {
  std::array<uint8_t, kFeatureCount> values{};
  bool vetoed = false;            // a gap here is out of the question
  bool certain = false;           // a unit or a share before a word: too rare to be learnt
  bool sentence_goes_on = false;  // the left word hardly ever ends a sentence
};

// Whether a word with this value in RepairTables::edges ends one sentence in a thousand at most.
bool HardlyEnds(unsigned edge);

// REQUIRES: `candidate` comes from FindCandidates(paragraph).
Features Describe(std::string_view paragraph, const Candidate& candidate, Evidence::Impl& evidence,
                  const RepairTables& tables);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_FEATURES_H_
