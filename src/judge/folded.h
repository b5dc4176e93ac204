// A line reduced to what phrases are compared by: words in folded case parted by single blanks, each run of
// numbers written as 0, all marks but the copyright sign, "©" or "(c)", gone.
#ifndef DECHAFF_JUDGE_FOLDED_H_
#define DECHAFF_JUDGE_FOLDED_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "judge/phrases.h"

namespace dechaff::judge {

// A plain value in a fixed room; making one allocates nothing. What lies beyond kMaxLabel bytes of the line
// is left out.
class Folded {
 public:
  // `line` is valid UTF-8. Of its words at most `max_words` are taken; they are folded no further than that.
  explicit Folded(std::string_view line, size_t max_words = kMaxLabel);

  std::string_view text() const { return {bytes_.data(), size_}; }
  size_t words() const { return words_; }
  std::string_view Word(size_t i) const {
    const size_t begin = i == 0 ? 0 : word_ends_[i - 1] + size_t{1};
    return text().substr(begin, word_ends_[i] - begin);
  }
  // Whether the line holds no words beyond those taken.
  bool complete() const { return complete_; }

  // Whether something that parts words stands before the first word, or after the last.
  bool apart_before() const { return apart_before_; }
  bool apart_after() const { return broken_; }

 private:
  bool Begin(bool own_word, size_t max_words);
  bool LastWordIsNumber() const {
    return size_ > 0 && bytes_[size_ - 1] == '0' && (size_ == 1 || bytes_[size_ - 2] == ' ');
  }

  std::array<char, 4 * kMaxLabel> bytes_;
  std::array<uint16_t, kMaxLabel + 1> word_ends_;
  size_t size_ = 0, words_ = 0;
  bool broken_ = false;  // a blank is due before the next letter
  bool apart_before_ = false, complete_ = true;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_FOLDED_H_
