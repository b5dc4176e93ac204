// What words are looked up by.
#ifndef DECHAFF_PROSE_WORD_KEYS_H_
#define DECHAFF_PROSE_WORD_KEYS_H_

#include <cstdint>
#include <string_view>

namespace dechaff::prose {

// Hash of a word's characters, in lower case or as they stand. The tables of rules/repair are keyed by
// the folded one: FNV-1a over code points in lower case, ’ taken as '.
uint64_t FoldedHash(std::string_view word);
uint64_t ExactHash(std::string_view word);

// Keys of what is counted; none is 0. A word's key is the same with and without a capital in front.
uint64_t WordKey(std::string_view word);
uint64_t WholeKey(std::string_view whole);
uint64_t PairKey(std::string_view left, std::string_view right);
uint64_t SideKey(std::string_view run, bool left, bool merged);

// Little of a word: the same for words of the same key, so that most words are told apart from those that
// are asked about without their keys. `end` is that of the text.
using Signature = uint16_t;
inline constexpr int kSignatureBits = 15;
Signature SignatureOf(std::string_view word, const char* end);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_WORD_KEYS_H_
