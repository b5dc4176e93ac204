// What is known about one candidate, as one small number in each of a fixed set of columns. Training
// (rules/repair) reads the columns that this code prints; so both ways have one implementation.
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

// A column's values are 0 to size - 1. Crosses of columns are columns too.
struct Column {
  std::string_view name;
  uint16_t size;
};
std::span<const Column> FeatureColumns();

inline constexpr size_t kMaxColumns = 64;

struct Features {
  std::array<uint16_t, kMaxColumns> values{};  // FeatureColumns().size() of them
  bool vetoed = false;                         // a gap here is out of the question
  bool certain = false;                        // a listed unit before a word: too rare to be learnt
  bool sentence_goes_on = false;               // the left word hardly ever ends a sentence
};

// One weight for each value of each column, in the order of FeatureColumns.
struct Weights {
  std::array<std::vector<float>, kMaxColumns> columns;
  // Log odds that something was lost.
  float Logit(const Features& features) const;
};

// REQUIRES: `candidate` comes from FindCandidates(paragraph).
Features Describe(std::string_view paragraph, const Candidate& candidate, Evidence::Impl& evidence,
                  const RepairTables& tables);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_FEATURES_H_
