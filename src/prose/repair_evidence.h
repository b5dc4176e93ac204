// The words of a chapter as an index: how often a word stands there alone, how often in lower case,
// which humped words (CamelCase) and dotted pairs (node.js, README.Debian) come again.
#ifndef DECHAFF_PROSE_REPAIR_EVIDENCE_H_
#define DECHAFF_PROSE_REPAIR_EVIDENCE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "prose/repair.h"

namespace dechaff::prose {

// Hash of a word's characters, in lower case or as they stand. The tables of rules/repair are keyed by
// the folded one: FNV-1a over code points in lower case, ’ taken as '.
uint64_t FoldedHash(std::string_view word);
uint64_t ExactHash(std::string_view word);

// Made when it is first asked, so that text without candidates pays nothing. A word is a run of
// letters, marks and digits. Counts saturate; a few words beyond kMaxWords are not counted.
struct Evidence::Impl {
 public:
  static Impl& Of(Evidence& evidence) { return *evidence.impl_; }

  struct Count {
    uint16_t all = 0;
    uint16_t lower = 0;  // began with no capital
    uint16_t name = 0;   // began with one, though no sentence begins there
  };

  Count OfWord(std::string_view word) { return Find(FoldedHash(word)); }
  uint32_t OfExact(std::string_view word) { return Find(ExactHash(word) ^ kExactSalt).all; }
  uint32_t OfPair(std::string_view left, std::string_view right) { return Find(Pair(left, right)).all; }
  struct Density {
    size_t words = 0;
    size_t humped_again = 0;  // humped words, from their second coming on
    size_t humped_once = 0;   // humped words that come once: names, or glue
    size_t dotted = 0;        // "end.Next": a word in lower case, a stop, a capital
  };
  const Density& OfAll();

  void Clear();
  void Add(std::string_view text);

 private:
  static constexpr uint64_t kExactSalt = 0x9E3779B97F4A7C15;
  static constexpr size_t kMaxWords = size_t{1} << 16;
  struct Slot {
    uint32_t key = 0;
    Count count;
  };

  static uint64_t Pair(std::string_view left, std::string_view right) {
    return ExactHash(left) * 31 + ExactHash(right);
  }
  void Build();
  void Index(std::string_view text);
  Count* Insert(uint64_t hash);
  Count Find(uint64_t hash);

  std::vector<std::string_view> texts_;
  size_t bytes_ = 0;
  bool built_ = false;
  std::vector<Slot> slots_;  // open addressing, a power of two
  size_t used_ = 0;
  Count overflow_;  // of the words that found no slot; not read
  Density density_;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_EVIDENCE_H_
