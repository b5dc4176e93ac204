// Words that headings and labels are made of ("Comments", "Related", "Lire aussi"), by what they say
// about the block or about what follows it. The words are data: rules/model/cues.txt.
#ifndef DECHAFF_JUDGE_CUES_H_
#define DECHAFF_JUDGE_CUES_H_

#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"

namespace dechaff::judge {

// clang-format off
// name of the section in the file, in the order of bits.
#define DECHAFF_CUES(X)                                                                              \
  X(Comment, "comment") X(Related, "related") X(Share, "share") X(Subscribe, "subscribe")            \
  X(SignIn, "signin") X(More, "more") X(Legal, "legal") X(Cookie, "cookie") X(Cart, "cart")          \
  X(Byline, "byline") X(Navigate, "navigate") X(Section, "section")
// clang-format on

enum class Cue : uint8_t {
#define DECHAFF_CUE_ENUM(id, name) k##id,
  DECHAFF_CUES(DECHAFF_CUE_ENUM)
#undef DECHAFF_CUE_ENUM
      kCount,
};
inline constexpr int kCueCount = static_cast<int>(Cue::kCount);

// Writes a hash of each token of `text` (valid UTF-8), case folded, but no more than `hashes` has room for;
// returns how many. A token is a run of letters and digits, or one letter of a script without spaces. Linear;
// fastest if `behind` the text 64 bytes or more may be read.
size_t HashTokens(std::string_view text, std::span<uint64_t> hashes, size_t behind = 0);

// Compiled once; const use from many threads is safe.
class CueBook {
 public:
  // Parses the text of a cue file; errors name `file` and the line.
  static StatusOr<CueBook> Parse(std::string_view text, const std::string& file);

  // The cues of a text of these tokens, as bits of Cue. O(tokens).
  uint32_t Find(std::span<const uint64_t> tokens) const;

 private:
  size_t SlotOf(uint64_t hash) const;
  void AddEntry(std::span<const uint64_t> tokens, uint64_t bit);
  void Insert(uint64_t hash, uint64_t cues);

  static constexpr size_t kBeginBits = 14;
  static constexpr uint64_t kCueBits = (uint64_t{1} << kCueCount) - 1;
  // Of entries and of their beginnings: the upper bits of a hash, and the cues in place of the lower ones; 0
  // if free.
  std::vector<uint64_t> slots_ = std::vector<uint64_t>(1024);
  size_t used_ = 0;
  std::bitset<size_t{1} << kBeginBits> begins_;  // of first tokens, by their upper bits
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_CUES_H_
