// Words that were hyphenated at the end of a line: which of them to make whole.
#ifndef DECHAFF_PROSE_HYPHENS_H_
#define DECHAFF_PROSE_HYPHENS_H_

#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "prose/repair.h"

namespace dechaff::prose {

// Remembers the words of the lines of a document, so many as kMost. One thread at a time.
class HyphenMender {
 public:
  static constexpr size_t kMost = size_t{1} << 16;

  // `repairer` outlives it.
  explicit HyphenMender(const Repairer* repairer) : repairer_(*repairer) {}
  void Learn(std::string_view line);
  // Whether the hyphen at the end of `before` only parts a word that goes on in `after`: both sides are
  // letters, a small one behind it, the whole word is known or was seen, and the word with the hyphen was not
  // seen.
  bool Parts(std::string_view before, std::string_view after) const;

 private:
  const Repairer& repairer_;
  std::unordered_set<uint64_t> seen_;  // words, and pairs of words with a hyphen between, in folded case
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_HYPHENS_H_
