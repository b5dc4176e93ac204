// From the blocks' chances to a choice of blocks.
#ifndef DECHAFF_JUDGE_CHOICE_H_
#define DECHAFF_JUDGE_CHOICE_H_

#include <cstdint>
#include <vector>

namespace dechaff::judge {

// The log-odds at and above which blocks are kept so that the expected F1 of the kept tokens is highest:
// 2 Σ kept p·n / (Σ kept n + Σ all p·n), for blocks in falling order of p. `weights` are the blocks'
// tokens. O(n log n). Positive infinity if there are no blocks.
float BestThreshold(const std::vector<float>& log_odds, const std::vector<uint32_t>& weights);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_CHOICE_H_
