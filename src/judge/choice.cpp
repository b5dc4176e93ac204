// Sorts the blocks by their chances and looks for the best prefix.
#include "judge/choice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace dechaff::judge {

float BestThreshold(const std::vector<float>& log_odds, const std::vector<uint32_t>& weights) {
  constexpr double kLeast = 0.3;  // what a block without tokens weighs
  std::vector<uint32_t> order(log_odds.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return log_odds[a] != log_odds[b] ? log_odds[a] > log_odds[b] : a < b;
  });
  const auto weight = [&](uint32_t i) { return weights[i] + kLeast; };
  const auto expected = [&](uint32_t i) { return weight(i) / (1 + std::exp(-static_cast<double>(log_odds[i]))); };
  double wanted = 0, right = 0, kept = 0, best = -1;
  for (const uint32_t i : order) wanted += expected(i);
  float threshold = std::numeric_limits<float>::infinity();
  for (const uint32_t i : order) {
    right += expected(i);
    kept += weight(i);
    const double f1 = 2 * right / (kept + wanted);
    if (f1 > best) best = f1, threshold = log_odds[i];
  }
  return threshold;
}

}  // namespace dechaff::judge
