// From the blocks' chances to a choice of blocks: the likeliest ones, as many as make the expected F1 of the
// kept tokens highest.
//
// Were the blocks independent, the expectation would have a closed form; but what a page repeats is right or
// wrong together: all teasers, all comments, all posts. So the page is drawn many times over from the
// chances, blocks of one template alike, and for each possible choice the F1 over the draws is averaged. The
// draws come from a fixed table: the same page gives the same choice on every machine.
#ifndef DECHAFF_JUDGE_CHOICE_H_
#define DECHAFF_JUDGE_CHOICE_H_

#include <cstdint>
#include <span>

#include "judge/kind.h"

namespace dechaff::judge {

// What the choice must know of a block.
struct Candidate {
  uint8_t chance;  // of being main content, in 256ths
  uint32_t tokens;
  uint32_t group;  // of blocks made from the same template
};

// The chance at and above which blocks are kept; 256 if keeping none is expected to be best, which is
// considered only where `may_be_empty`. O(blocks × draws).
int BestThreshold(std::span<const Candidate> blocks, bool may_be_empty);

// The log-odds at and above which the blocks of a page of these kinds are kept, where BestThreshold gave
// `drawn` (below 256): halfway between it and what serves pages of the kind best. Golds of listings and
// collections take in much that is far from certain, those of articles little.
float ThresholdOf(int drawn, const KindChances& kinds);

// The chance of log-odds in 256ths, rounded down; at most 255.
uint8_t In256ths(float log_odds);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_CHOICE_H_
