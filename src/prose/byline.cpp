// Counts the kinds of words in a line that may be a byline.
#include "prose/byline.h"

#include <algorithm>

#include "prose/label.h"
#include "prose/repair_scan.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

using judge::PhraseBook;
using judge::PhraseClass;

constexpr int kMaxWords = 16;

// How many words of each kind a line has.
struct Census {
  int words = 0, numbers = 0, dates = 0, months = 0, names = 0, plain = 0;  // plain: lower-case, not listed
  int separators = 0;
  bool version = false;    // stands before the date
  bool by = false;         // begins with a by-word, then a name
  bool date_edge = false;  // the date is the first or the last thing

  bool has_date() const { return dates > 0 || (months > 0 && numbers > 0); }
};

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

// The runs of digits in a word, and how long the first and the last are.
struct Digits {
  explicit Digits(std::string_view word) {
    for (size_t i = 0; i < word.size(); ++i) {
      if (!IsAsciiDigit(word[i])) continue;
      if (i == 0 || !IsAsciiDigit(word[i - 1])) ++runs, last = 0;
      ++last;
      if (runs == 1) first = last;
    }
  }
  int runs = 0, first = 0, last = 0;
};

bool HasOnly(std::string_view word, std::string_view characters) {
  return word.find_first_not_of(characters) == std::string_view::npos;
}

// "2024-05-03", "3.5.2024", "03/05/24", "2024年6月10日"; "2024." and "3.7.9" are none.
bool IsDate(std::string_view word) {
  const Digits digits(word);
  if (digits.runs < 2) return false;
  const bool east_asian =
      word.find("月") != std::string_view::npos || word.find("월") != std::string_view::npos;
  const bool short_year = digits.last == 2 && (digits.first == 2 || word.find('.') == std::string_view::npos);
  const bool year = digits.first == 4 || digits.last == 4 || short_year;
  return east_asian || (digits.runs == 3 && year && HasOnly(word, "0123456789./-"));
}

// "7.88.1", "0.10.0": of what is described. REQUIRES: it is no date.
bool IsVersion(std::string_view word) { return Digits(word).runs >= 3 && HasOnly(word, "0123456789."); }

// A number, an ordinal ("3rd", "1er"), a time ("10:45", "14h30").
bool IsNumber(std::string_view word) {
  if (!IsAsciiDigit(word[0])) return false;
  const auto letters =
      std::count_if(word.begin(), word.end(), [](char c) { return !IsAsciiDigit(c) && c != ':'; });
  return letters <= 2;
}

std::string_view TrimMarks(std::string_view word) {
  const auto mark = [](char32_t c) {
    return (text::ClassesOf(c) & (text::kLetterClass | text::kMarkClass | text::kDigitClass)) == 0;
  };
  int size;
  while (!word.empty() && mark(text::DecodeAt(word.data(), word.data() + word.size(), &size))) {
    word.remove_prefix(static_cast<size_t>(size));
  }
  while (!word.empty() && mark(text::DecodeBefore(word.data(), word.data() + word.size(), &size))) {
    word.remove_suffix(static_cast<size_t>(size));
  }
  return word;
}

Census Count(std::string_view line, const PhraseBook& phrases) {
  Census census;
  bool may_be_by = true;  // nothing but by-words and date words since the beginning or a separator
  bool by_word = false, date_first = false, date_last = false;
  while (!line.empty()) {
    const size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = TrimMarks(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
    if (word.empty()) {
      ++census.separators;
      may_be_by = true;
      continue;
    }
    int size;
    const bool first = census.words++ == 0;
    const char32_t c = text::DecodeAt(word.data(), word.data() + word.size(), &size);
    const bool date = IsDate(word), number = !date && IsNumber(word);
    const bool month = phrases.IsWord(word, PhraseClass::kMonth);
    census.dates += date;
    census.version |= !date && !census.has_date() && IsVersion(word);
    census.numbers += number;
    census.months += month;
    date_last = date || number || month;
    date_first |= first && date_last;
    if (date_last) continue;
    const bool by = may_be_by && phrases.IsWord(word, PhraseClass::kByWord);
    if (by || phrases.IsWord(word, PhraseClass::kDateWord)) {
      by_word |= by;
      continue;
    }
    const bool name = !text::IsLower(c);
    census.by |= may_be_by && by_word && name;
    may_be_by = false;
    ++(name ? census.names : census.plain);
  }
  census.date_edge = date_first || date_last;
  return census;
}

}  // namespace

bool IsByline(std::string_view line, const PhraseBook& phrases) {
  if (line.size() > judge::kMaxLabel || line.empty() || LooksLikeCode(line)) return false;
  int size;
  if (IsTerminator(text::DecodeBefore(line.data(), line.data() + line.size(), &size))) return false;
  const Census census = Count(line, phrases);
  if (census.words > kMaxWords) return false;
  const int others = census.names + census.plain;
  if (census.by) return others <= 6 && census.plain <= 1;
  if (!census.has_date() || census.version || line.find('@') != std::string_view::npos) return false;
  if (others <= 2) return census.plain == 0 && (others == 0 || census.date_edge || census.separators > 0);
  return others <= 6 && census.plain <= 1 && census.separators > 0;
}

}  // namespace dechaff::prose
