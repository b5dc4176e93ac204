// The phrases and words of a rule set as one flat hash table: what is looked up while lines are matched. The
// table of the built-in rules is made at build time (phrase_compiler.cpp), so that it costs nothing to have.
#ifndef DECHAFF_JUDGE_PHRASE_TABLE_H_
#define DECHAFF_JUDGE_PHRASE_TABLE_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "judge/phrases.h"
#include "text/hash.h"

namespace dechaff::judge {

// What is known of a folded phrase (judge/folded.h).
struct Phrase {
  PhraseMatch label;  // kNone if it is only a word
  bool rest = false;  // any words may follow
  uint8_t words = 0;  // classes of word, see WordBit
};

constexpr uint8_t WordBit(PhraseClass cls) {
  return static_cast<uint8_t>(1 << (static_cast<int>(cls) - static_cast<int>(PhraseClass::kByWord)));
}

// A view of memory that its maker owns. Phrases go by their text::Hash; two of the same upper 48 bits are
// taken for one. Const use from many threads is safe.
class PhraseTable {
 public:
  // Bits that say of which hashes a phrase begins with those words.
  static constexpr size_t kBeginBits = 17;
  static constexpr size_t kBeginWords = (size_t{1} << kBeginBits) / 64;

  // `slots`, a power of two of them: in each the upper bits of a hash, and the phrase packed in the lower 16;
  // 0 if free.
  constexpr PhraseTable(std::span<const uint64_t> slots, std::span<const uint64_t, kBeginWords> begins)
      : slots_(slots), begins_(begins.data()) {}

  // The phrase, or one of no class.
  Phrase Find(uint64_t hash) const {
    for (size_t i = SlotOf(hash, slots_.size()); slots_[i] != 0; i = (i + 1) & (slots_.size() - 1)) {
      if ((slots_[i] ^ hash) >> 16 == 0) return Unpack(slots_[i]);
    }
    return {};
  }

  // False if no label begins with the words of that hash, followed by a blank or by nothing.
  bool MayBegin(uint64_t hash) const {
    const uint64_t bit = Mix(hash) >> (64 - kBeginBits);
    return begins_[bit / 64] >> (bit % 64) & 1;
  }

  static uint64_t Mix(uint64_t hash) { return hash * 0x9E3779B97F4A7C15; }
  static size_t SlotOf(uint64_t hash, size_t slots) {
    return Mix(hash >> 16) >> (64 - std::countr_zero(slots));
  }
  static uint64_t Pack(uint64_t hash, const Phrase& phrase) {
    const auto bits = static_cast<unsigned>(phrase.label.cls) | phrase.label.sure << 4 | phrase.rest << 5;
    return hash >> 16 << 16 | bits | static_cast<unsigned>(phrase.words) << 6 | 0x8000;
  }
  static Phrase Unpack(uint64_t slot) {
    return {{static_cast<PhraseClass>(slot & 15), (slot >> 4 & 1) != 0},
            (slot >> 5 & 1) != 0,
            static_cast<uint8_t>(slot >> 6 & 31)};
  }

 private:
  std::span<const uint64_t> slots_;
  const uint64_t* begins_;
};

// That of the rules that are built in.
extern const PhraseTable kBuiltinPhrases;

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_PHRASE_TABLE_H_
