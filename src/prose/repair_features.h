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

inline constexpr size_t kFeatureCount = 49;
std::span<const std::string_view> FeatureNames();

struct Features {
  std::array<uint8_t, kFeatureCount> values{};
  bool vetoed = false;               // a gap here is out of the question
  bool certain = false;              // a unit, a share or a quotation before a word: too rare to be learnt
  bool small = false;                // a word in lower case behind a full stop: may be a file's name
  bool name = false;                 // the right word is a name of the text, and hardly begins sentences
  EditKind kind = EditKind::kSpace;  // what was lost, if something was
};

// Of candidate `i` of the text with this number. The values of one that is vetoed may be missing, but not if
// `all` are asked for. REQUIRES: the text was added since the last NextChapter.
Features Describe(Evidence::Impl& evidence, size_t text, size_t i, const RepairTables& tables,
                  bool all = false);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_FEATURES_H_
