// Blocks are taken in by falling chance, all of one chance together; after each step the F1 of every draw is
// known.
#include "judge/choice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace dechaff::judge {
namespace {

constexpr size_t kDraws = 32;
constexpr size_t kRows = 256;        // groups share rows of the table beyond that
constexpr uint32_t kTogether = 102;  // in 256ths: how often a group goes with the page and not its own way
constexpr int kLeastChance = 5;      // rarer blocks are never kept unless all are
constexpr uint32_t kLeastWeight = 5, kTokenWeight = 16;  // a block without tokens weighs a third of a token

// The log-odds that serve pages of a kind best, with the other half given by the draws: fitted to the F1 of
// the pages that rules/model trains on, on folds that the model had not seen.
constexpr KindChances kServes = {1.75f, -2.5f, -1.75f, -1, -3, -3, 0.25f};
constexpr float kMostDrawn = 3;  // log-odds either side of 0

using Draws = std::array<uint8_t, kDraws>;

constexpr uint64_t Mix(uint64_t x) {  // SplitMix64's finish
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return x ^ x >> 31;
}

// For each group, what its blocks' chance must be above to be main content in each draw: uniform over the
// draws of a page, and over groups.
constexpr std::array<Draws, kRows> kBars = [] {
  std::array<Draws, kRows> bars{};
  for (size_t row = 0; row < kRows; ++row) {
    for (size_t k = 0; k < kDraws; ++k) {
      const uint64_t random = Mix((row * kDraws + k + 1) * 0x9E3779B97F4A7C15u);
      const bool with_page = (random >> 32 & 255) < kTogether;
      const size_t place = k * 13 % kDraws;  // each part of the scale once, in no order
      bars[row][k] = static_cast<uint8_t>(with_page ? place * (256 / kDraws) + 128 / kDraws : random & 255);
    }
  }
  return bars;
}();

uint32_t WeightOf(const Candidate& c) { return c.tokens * kTokenWeight + kLeastWeight; }

class Expectation {
 public:
  void Want(const Candidate& c) { Add(c, &wanted_); }
  void Keep(const Candidate& c) {
    Add(c, &right_);
    kept_ += static_cast<float>(WeightOf(c));
  }
  // The mean over the draws of 2 × right / (kept + wanted).
  float F1() const {
    std::array<float, kDraws> f1;
    for (size_t k = 0; k < kDraws; ++k) f1[k] = right_[k] / (kept_ + wanted_[k]);
    float sum = 0;
    for (const float f : f1) sum += f;
    return 2 * sum / kDraws;
  }
  // Of keeping nothing: the share of the draws that want nothing.
  float EmptyF1() const {
    size_t empty = 0;
    for (const float wanted : wanted_) empty += wanted == 0;
    return static_cast<float>(empty) / kDraws;
  }

 private:
  static void Add(const Candidate& c, std::array<float, kDraws>* sums) {
    const Draws& bars = kBars[c.group % kRows];
    const auto weight = static_cast<float>(WeightOf(c));
    for (size_t k = 0; k < kDraws; ++k) (*sums)[k] += c.chance > bars[k] ? weight : 0.0f;
  }

  std::array<float, kDraws> wanted_{}, right_{};
  float kept_ = 0;
};

}  // namespace

int BestThreshold(std::span<const Candidate> blocks, bool may_be_empty) {
  Expectation expectation;
  std::array<int32_t, 257> first{};  // where the blocks of each chance begin in `order`, highest first
  int highest = 0;
  for (const Candidate& c : blocks) {
    highest = c.chance > highest ? c.chance : highest;
    if (c.chance < kLeastChance) continue;
    expectation.Want(c);
    ++first[256 - c.chance];
  }
  if (blocks.empty()) return 256;
  if (highest < kLeastChance) return may_be_empty ? 256 : highest;
  for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<uint32_t> order(static_cast<size_t>(first[256]));
  std::array<int32_t, 257> next = first;
  for (size_t i = blocks.size(); i-- > 0;) {
    if (blocks[i].chance >= kLeastChance) {
      order[static_cast<size_t>(--next[256 - blocks[i].chance])] = static_cast<uint32_t>(i);
    }
  }
  float best = may_be_empty ? expectation.EmptyF1() : -1;
  int threshold = 256;
  for (size_t i = 0; i < order.size();) {
    const int chance = blocks[order[i]].chance;
    for (; i < order.size() && blocks[order[i]].chance == chance; ++i) expectation.Keep(blocks[order[i]]);
    if (const float f1 = expectation.F1(); f1 > best) best = f1, threshold = chance;
  }
  return threshold;
}

float ThresholdOf(int drawn, const KindChances& kinds) {
  const float chance = static_cast<float>(std::clamp(drawn, 1, 255)) / 256;
  float serves = 0;
  for (size_t i = 0; i < kinds.size(); ++i) serves += kinds[i] * kServes[i];
  return (std::clamp(std::log(chance / (1 - chance)), -kMostDrawn, kMostDrawn) + serves) / 2;
}

uint8_t In256ths(float log_odds) {
  return static_cast<uint8_t>(std::min(256 / (1 + std::exp(-log_odds)), 255.0f));
}

}  // namespace dechaff::judge
