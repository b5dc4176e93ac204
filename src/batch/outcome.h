// What became of one input: what the order, the messages and the statistics of a run are made from.
#ifndef DECHAFF_BATCH_OUTCOME_H_
#define DECHAFF_BATCH_OUTCOME_H_

#include <array>
#include <cstdint>
#include <string>

#include "dechaff/result.h"

namespace dechaff::batch {

// Edits by EditKind.
inline constexpr size_t kEditKinds = static_cast<size_t>(EditKind::kReplaced) + 1;
using EditCounts = std::array<uint64_t, kEditKinds>;

struct Outcome {
  std::string name;  // as it stands in messages
  DocumentStatus status = DocumentStatus::kOk;
  std::string reason;  // one line when status is not kOk
  bool fatal = false;  // the run cannot go on
  uint64_t bytes_in = 0;
  uint64_t bytes_out = 0;
  EditCounts edits{};
  Provenance provenance;
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_OUTCOME_H_
