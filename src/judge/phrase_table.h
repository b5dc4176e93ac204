// The phrases and words of a rule set as one flat hash table: what is looked up while lines are matched. The
// table of the built-in rules is made at build time (phrase_compiler.cpp), so that it costs nothing to have.
#ifndef DECHAFF_JUDGE_PHRASE_TABLE_H_
#define DECHAFF_JUDGE_PHRASE_TABLE_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "judge/phrases.h"
#include "text/hash.h"
#include "text/swar.h"

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

// Phrases go by a hash of their words, one after the other: that of none, and that of some and one more.
inline constexpr uint64_t kNoWords = 0;
inline uint64_t HashOn(uint64_t words, uint64_t hash_of_word) {
  return words * 0xD6E8FEB86659FD93 + (hash_of_word ^ hash_of_word >> 29);
}
inline uint64_t HashOfWord(std::string_view word) {
  uint64_t hash = text::HashOn8(kNoWords, word.size());
  for (; word.size() > 8; word.remove_prefix(8)) hash = text::HashOn8(hash, text::Load8(word.data()));
  return text::HashOn8(hash, text::LoadUpTo8(word.data(), word.size()));
}
// That of a word of at most sixteen bytes, of which the first eight and the rest are given, with zeros behind
// them.
inline uint64_t HashOfWord(uint64_t first, uint64_t rest, size_t size) {
  const uint64_t hash = text::HashOn8(text::HashOn8(kNoWords, size), first);
  return size > 8 ? text::HashOn8(hash, rest) : hash;
}
// Of words parted by single blanks.
inline uint64_t HashOfWords(std::string_view words) {
  uint64_t hash = kNoWords;
  for (size_t at = 0; at < words.size();) {
    const size_t end = std::min(words.find(' ', at), words.size());
    hash = HashOn(hash, HashOfWord(words.substr(at, end - at)));
    at = end + 1;
  }
  return hash;
}

// A view of memory that its maker owns. Two phrases of which the upper 48 bits of the hashes are the same are
// taken for one. Const use from many threads is safe.
class PhraseTable {
 public:
  // Bits that tell what words may be of which no more than some bits of their hash are looked at. They are
  // few and stay near, which the slots do not.
  enum class Mark : uint8_t {
    kFirst,    // the first word of a label that is sure
    kOpens,    // the first two words of such a label, or all of its one
    kBegins,   // words that labels begin with
    kIsLabel,  // words that are a label
  };
  static constexpr size_t kFirstBits = 15, kOpensBits = 16, kBeginsBits = 17;  // of a hash
  static constexpr size_t kFilterWords =
      ((size_t{1} << kFirstBits) + (size_t{1} << kOpensBits) + (size_t{2} << kBeginsBits)) / 64;
  using Filter = std::span<const uint64_t, kFilterWords>;

  // `slots`, a power of two of them: in each the upper bits of a hash, and the phrase packed in the lower 16;
  // 0 if free.
  constexpr PhraseTable(std::span<const uint64_t> slots, Filter filter)
      : slots_(slots), filter_(filter.data()) {}

  // The phrase, or one of no class.
  Phrase Find(uint64_t hash) const {
    for (size_t i = SlotOf(hash, slots_.size()); slots_[i] != 0; i = (i + 1) & (slots_.size() - 1)) {
      if ((slots_[i] ^ hash) >> 16 == 0) return Unpack(slots_[i]);
    }
    return {};
  }

  // False if no label begins with the words of that hash, followed by a blank or by nothing.
  bool MayBegin(uint64_t hash) const { return IsMarked(hash, Mark::kBegins); }
  // False if no label that is sure has that first word.
  bool MayBeFirst(uint64_t hash) const { return IsMarked(hash, Mark::kFirst); }
  // False if these are neither the first two words of a label that is sure nor such a label of one word.
  bool MayOpen(uint64_t hash) const { return IsMarked(hash, Mark::kOpens); }
  // The phrase if it is a label, or one of no class.
  Phrase FindLabel(uint64_t hash) const {
    const Phrase phrase = IsMarked(hash, Mark::kIsLabel) ? Find(hash) : Phrase();
    return phrase.label.cls == PhraseClass::kNone ? Phrase() : phrase;
  }

  // Brings near what MayBeFirst and MayOpen ask of a hash.
  void Fetch(uint64_t hash) const {
    for (const Mark mark : {Mark::kFirst, Mark::kOpens}) __builtin_prefetch(&filter_[BitOf(hash, mark) / 64]);
  }

  static size_t BitOf(uint64_t hash, Mark mark) {
    constexpr size_t kOpensAt = size_t{1} << kFirstBits, kBeginsAt = kOpensAt + (size_t{1} << kOpensBits);
    const uint64_t mixed = Mix(hash);
    if (mark == Mark::kFirst) return mixed >> (64 - kFirstBits);
    if (mark == Mark::kOpens) return kOpensAt + (mixed >> (64 - kOpensBits));
    return kBeginsAt + 2 * (mixed >> (64 - kBeginsBits)) + (mark == Mark::kIsLabel);
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
  bool IsMarked(uint64_t hash, Mark mark) const {
    const size_t bit = BitOf(hash, mark);
    return filter_[bit / 64] >> (bit % 64) & 1;
  }

  std::span<const uint64_t> slots_;
  const uint64_t* filter_;
};

// That of the rules that are built in.
extern const PhraseTable kBuiltinPhrases;

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_PHRASE_TABLE_H_
