// Runs of letters at hyphens.
#include "prose/hyphens.h"

#include <string>

#include "prose/word_keys.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// A hyphenated word has at least so many bytes on either side.
constexpr size_t kLeast = 2;

bool IsLetter(char32_t c) { return text::ClassesOf(c) & (text::kLetterClass | text::kMarkClass); }

std::string_view LastWord(std::string_view text) {
  size_t begin = text.size();
  for (int size; begin > 0 && IsLetter(text::DecodeBefore(text.data(), text.data() + begin, &size));)
    begin -= static_cast<size_t>(size);
  return text.substr(begin);
}

std::string_view FirstWord(std::string_view text) {
  size_t end = 0;
  for (int size;
       end < text.size() && IsLetter(text::DecodeAt(text.data() + end, text.data() + text.size(), &size));)
    end += static_cast<size_t>(size);
  return text.substr(0, end);
}

// Whether the word is a part of one with more hyphens or with an apostrophe.
bool HasMarkBefore(std::string_view text, std::string_view word) {
  const auto at = static_cast<size_t>(word.data() - text.data());
  return at > 0 && text[at - 1] != ' ' && text[at - 1] != '(' && text[at - 1] != '"';
}

}  // namespace

void HyphenMender::Learn(std::string_view line) {
  std::string_view before;  // the word before a hyphen
  for (size_t at = 0; at < line.size() && seen_.size() < kMost;) {
    const std::string_view word = FirstWord(line.substr(at));
    if (word.empty()) {
      int size;
      text::DecodeAt(line.data() + at, line.data() + line.size(), &size);
      if (line[at] != '-') before = {};
      at += static_cast<size_t>(size);
      continue;
    }
    if (!before.empty()) {
      seen_.insert(
          FoldedHash({before.data(), static_cast<size_t>(word.data() + word.size() - before.data())}));
    }
    at += word.size();
    before = word;
    if (at < line.size()) seen_.insert(FoldedHash(word));  // at the end of the line it may be a part
  }
}

bool HyphenMender::Parts(std::string_view before, std::string_view after) const {
  if (!before.ends_with('-')) return false;
  const std::string_view lines[] = {before, after};
  before.remove_suffix(1);
  const std::string_view left = LastWord(before), right = FirstWord(after);
  if (left.size() < kLeast || right.size() < kLeast || HasMarkBefore(before, left)) return false;
  int size;
  if (!text::IsLower(text::DecodeAt(right.data(), right.data() + right.size(), &size))) return false;
  const std::string whole = std::string(left).append(right);
  const std::string hyphenated = std::string(left).append("-").append(right);
  if (seen_.contains(FoldedHash(hyphenated))) return false;
  return seen_.contains(FoldedHash(whole)) || repairer_.IsWord(whole, lines);
}

}  // namespace dechaff::prose
