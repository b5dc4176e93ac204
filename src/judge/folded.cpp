// One pass over the line, with a short way for words of ASCII letters.
#include "judge/folded.h"

#include <algorithm>

#include "text/swar.h"
#include "text/utf8.h"

namespace dechaff::judge {
namespace {

bool IsAsciiLetter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}

// One past a number with its inner separators and a suffix: "1,234.5", "12", "3.4K".
const char* SkipNumber(const char* p, const char* end) {
  int size;
  const auto digit_at = [&](const char* q) {
    return q < end && (text::ClassesOf(text::DecodeAt(q, end, &size)) & text::kDigitClass) != 0;
  };
  while (digit_at(p)) {
    p += size;
    if (p < end && (*p == '.' || *p == ',' || *p == '\'') && digit_at(p + 1)) ++p;
  }
  if (p < end && std::string_view("KkMmBb").find(*p) != std::string_view::npos) {
    const bool more =
        p + 1 < end && (text::ClassesOf(text::DecodeAt(p + 1, end, &size)) & text::kLetterClass);
    if (!more) ++p;
  }
  return p;
}

// Whether the copyright sign stands there as it is typed.
bool IsCopyright(std::string_view text) {
  return text.size() >= 3 && text[0] == '(' && (text[1] | 0x20) == 'c' && text[2] == ')';
}

}  // namespace

Folded::Folded(std::string_view line, size_t max_words) {
  const char* p = line.data();
  const char* const end = p + std::min(line.size(), kMaxLabel);
  while (p < end) {
    if (IsAsciiLetter(*p)) {
      if (!Begin(false, max_words)) return;
      const size_t letters = text::AsciiLetterPrefix({p, static_cast<size_t>(end - p)});
      for (const char* const word_end = p + letters; p < word_end; ++p)
        bytes_[size_++] = static_cast<char>(*p | 0x20);
      continue;
    }
    int size;
    const char32_t c = text::DecodeAt(p, end, &size);
    const uint8_t classes = text::ClassesOf(c);
    if (classes & text::kDigitClass) {
      p = SkipNumber(p, end);
      if (!LastWordIsNumber()) {
        if (!Begin(true, max_words)) return;
        bytes_[size_++] = '0';
      }
      broken_ = true;
      continue;
    }
    const bool copyright = c == U'\u00A9' || IsCopyright({p, static_cast<size_t>(end - p)});
    p += c == '(' && copyright ? 3 : size;
    const bool letter = classes & (text::kLetterClass | text::kMarkClass);
    if (letter || copyright) {
      if (!Begin(!letter, max_words)) return;
      size_ +=
          static_cast<size_t>(text::EncodeUtf8(letter ? text::Fold(c) : U'\u00A9', bytes_.data() + size_));
    }
    if (!letter) broken_ = true;
  }
  if (size_ > 0) word_ends_[words_++] = static_cast<uint16_t>(size_);
  if (size_ == 0) apart_before_ = broken_;
}

// Before a character of a word: ends the word before it if they are apart. False if that was the last to be
// taken.
bool Folded::Begin(bool own_word, size_t max_words) {
  if (size_ == 0) {
    apart_before_ = broken_ || own_word;
  } else if (broken_ || own_word) {
    word_ends_[words_++] = static_cast<uint16_t>(size_);
    if (words_ == max_words) return complete_ = false;
    bytes_[size_++] = ' ';
  }
  broken_ = false;
  return true;
}

}  // namespace dechaff::judge
