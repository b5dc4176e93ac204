// The line is cut into numbers, words and marks; a date is one of a few sequences of them.
#include "page/shown_date.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace dechaff::page {
namespace {

struct Token {
  enum Kind : uint8_t { kNumber, kWord, kMark } kind;
  uint8_t digits = 0;
  int value = 0;          // of a number, up to four digits
  char32_t mark = 0;      // the character of a mark
  std::string_view text;  // of a word
};

// Numbers of more than four digits are words: they are no part of a date.
std::vector<Token> Cut(std::string_view line) {
  std::vector<Token> tokens;
  const char *p = line.data(), *end = p + line.size();
  while (p < end) {
    int size = 0;
    const char* begin = p;
    const char32_t c = text::DecodeAt(p, end, &size);
    const auto is_digit = [](char32_t d) { return u_isdigit(static_cast<UChar32>(d)) != 0; };
    const auto in_word = [](char32_t d) {
      const auto u = static_cast<UChar32>(d);
      return u_isalpha(u) || (U_GET_GC_MASK(u) & U_GC_M_MASK) != 0 || d == '\'' || d == 0x2019;
    };
    if (is_digit(c)) {
      Token number{Token::kNumber, 0, 0, 0, {}};
      for (char32_t d = c; p < end && is_digit(d); d = p < end ? text::DecodeAt(p, end, &size) : 0) {
        if (number.digits < 4) number.value = number.value * 10 + u_charDigitValue(static_cast<UChar32>(d));
        number.digits = static_cast<uint8_t>(std::min(number.digits + 1, 5));
        p += size;
      }
      if (number.digits > 4) number.kind = Token::kWord;
      tokens.push_back(number);
    } else if (in_word(c)) {
      bool small = false;  // "PublishedMay" is two words, which the page parts by a margin
      for (char32_t d = c; p < end && in_word(d) && !(small && text::IsUpper(d));
           d = p < end ? text::DecodeAt(p, end, &size) : 0) {
        small = text::IsLower(d);
        p += size;
      }
      tokens.push_back({Token::kWord, 0, 0, 0, {begin, static_cast<size_t>(p - begin)}});
    } else {
      p += size;
      if (u_isUWhiteSpace(static_cast<UChar32>(c))) continue;
      tokens.push_back({Token::kMark, 0, 0, c, {}});
    }
  }
  return tokens;
}

// The names of months in a language and in English.
class Months {
 public:
  explicit Months(std::string_view lang) {
    static const std::vector<Name> kEnglish = NamesIn("en");
    names_ = kEnglish;
    if (lang.starts_with("en")) return;
    std::vector<Name> more = NamesIn(lang);
    names_.insert(names_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  // 1 to 12, or 0. A word of three letters or more may be the beginning of one name only.
  int Find(std::string_view word) const {
    icu::UnicodeString folded =
        Folded(icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())}));
    int month = 0;
    for (const Name& name : names_) {
      if (name.folded == folded) return name.month;
      if (folded.length() < 3 || !name.folded.startsWith(folded)) continue;
      month = month == 0 || month == name.month ? name.month : -1;
    }
    return std::max(month, 0);
  }

 private:
  struct Name {
    icu::UnicodeString folded;
    int month;
  };

  static icu::UnicodeString Folded(icu::UnicodeString name) {
    while (name.endsWith(u'.')) name.truncate(name.length() - 1);
    return name.foldCase();
  }

  static std::vector<Name> NamesIn(std::string_view lang) {
    std::vector<Name> known;
    if (lang.empty()) return known;
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(std::string(lang).c_str()), status);
    if (U_FAILURE(status)) return known;
    using Symbols = icu::DateFormatSymbols;
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
        int32_t count = 0;
        const icu::UnicodeString* names = symbols.getMonths(count, context, width);
        for (int32_t i = 0; i < std::min(count, 12); ++i) {
          // "1月" and its like are read as numbers.
          if (!names[i].isEmpty() && !u_isdigit(names[i].char32At(0)))
            known.push_back({Folded(names[i]), i + 1});
        }
      }
    }
    return known;
  }

  std::vector<Name> names_;
};

// ICU takes long to find the names, so each thread keeps those of the languages it was asked for.
const Months& MonthsOf(std::string_view lang) {
  constexpr size_t kMostLanguages = 64, kLongestName = 16;
  thread_local std::map<std::string, Months, std::less<>> known;
  if (lang.size() > kLongestName) lang = {};
  if (const auto found = known.find(lang); found != known.end()) return found->second;
  if (known.size() == kMostLanguages) known.clear();
  return known.emplace(lang, Months(lang)).first->second;
}

// Which comes first in "3/4/2024".
enum class Order : uint8_t { kUnknown, kDayFirst, kMonthFirst };

Order OrderOf(std::string_view lang) {
  if (lang.empty() || lang == "en") return Order::kUnknown;
  return lang == "en-us" ? Order::kMonthFirst : Order::kDayFirst;
}

std::string Write(int year, int month, int day) {
  if (year < 1980 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

class Search {
 public:
  Search(std::string_view line, std::string_view lang) : tokens_(Cut(line)), lang_(lang) {}

  std::string Run() {
    const bool has_year = std::any_of(tokens_.begin(), tokens_.end(), [](const Token& t) {
      return t.kind == Token::kNumber && t.digits == 4 && t.value >= 1980 && t.value <= 2099;
    });
    if (!has_year) return {};
    const Months& months = MonthsOf(lang_);
    for (size_t i = 0; i < tokens_.size(); ++i) {
      std::string date = IsNumber(i)                       ? NumberFirst(i, months)
                         : tokens_[i].kind == Token::kWord ? WordFirst(i, months)
                                                           : "";
      if (!date.empty()) return date;
    }
    return {};
  }

 private:
  bool IsNumber(size_t i) const { return i < tokens_.size() && tokens_[i].kind == Token::kNumber; }
  bool IsSmall(size_t i) const { return IsNumber(i) && tokens_[i].digits <= 2; }
  bool IsYear(size_t i) const { return IsNumber(i) && tokens_[i].digits == 4; }
  int Value(size_t i) const { return tokens_[i].value; }

  bool IsWord(size_t i, std::initializer_list<std::string_view> words) const {
    return i < tokens_.size() && tokens_[i].kind == Token::kWord &&
           std::find(words.begin(), words.end(), tokens_[i].text) != words.end();
  }

  // A mark or unit between the parts of a date in numbers: . - / and those of East Asia. 0 if there is none.
  char32_t Divider(size_t i) const {
    if (i >= tokens_.size()) return 0;
    const Token& t = tokens_[i];
    if (t.kind == Token::kMark) return t.mark == '.' || t.mark == '-' || t.mark == '/' ? t.mark : 0;
    return IsWord(i, {"年", "月", "년", "월"}) ? U'年' : 0;
  }

  // Past what may stand between a day, a month and a year in words: "3rd of March, 2024", "3. März", "3 de
  // marzo de 2024".
  size_t SkipFillers(size_t i) const {
    for (int fillers = 0; fillers < 2 && i < tokens_.size(); ++fillers, ++i) {
      const Token& t = tokens_[i];
      const bool mark = t.kind == Token::kMark && (t.mark == '.' || t.mark == ',' || t.mark == '-' ||
                                                   t.mark == '/' || t.mark == 0xBA || t.mark == 0xB0);
      if (!mark && !IsWord(i, {"st", "nd", "rd", "th", "er", "º", "ª", "of", "de", "del", "da", "di", "m"}))
        break;
    }
    return i;
  }

  std::string NumberFirst(size_t i, const Months& months) const {
    const char32_t divider = Divider(i + 1);
    if (divider != 0 && IsNumber(i + 2) && Divider(i + 3) == divider && IsNumber(i + 4))
      return InNumbers(i, divider);
    if (IsSmall(i)) {
      const size_t month = SkipFillers(i + 1);
      if (month >= tokens_.size() || tokens_[month].kind != Token::kWord) return {};
      const size_t year = SkipFillers(month + 1);
      return IsYear(year) ? Write(Value(year), months.Find(tokens_[month].text), Value(i)) : std::string();
    }
    if (!IsYear(i)) return {};  // "2024. június 10."
    const size_t month = SkipFillers(i + 1);
    if (month >= tokens_.size() || tokens_[month].kind != Token::kWord) return {};
    const size_t day = SkipFillers(month + 1);
    return IsSmall(day) ? Write(Value(i), months.Find(tokens_[month].text), Value(day)) : std::string();
  }

  std::string InNumbers(size_t i, char32_t divider) const {
    if (IsYear(i) && IsSmall(i + 2) && IsSmall(i + 4)) return Write(Value(i), Value(i + 2), Value(i + 4));
    if (!IsSmall(i) || !IsSmall(i + 2) || !IsYear(i + 4)) return {};
    const int first = Value(i), second = Value(i + 2), year = Value(i + 4);
    Order order = divider == '.' ? Order::kDayFirst : OrderOf(lang_);
    if (first > 12 || first == second) order = Order::kDayFirst;
    if (second > 12) order = Order::kMonthFirst;
    if (order == Order::kUnknown) return {};
    return order == Order::kDayFirst ? Write(year, second, first) : Write(year, first, second);
  }

  // "March 3rd, 2024".
  std::string WordFirst(size_t i, const Months& months) const {
    const size_t day = SkipFillers(i + 1);
    if (!IsSmall(day)) return {};
    const size_t year = SkipFillers(day + 1);
    return IsYear(year) ? Write(Value(year), months.Find(tokens_[i].text), Value(day)) : std::string();
  }

  std::vector<Token> tokens_;
  std::string_view lang_;
};

}  // namespace

std::string FindShownDate(std::string_view line, std::string_view lang) { return Search(line, lang).Run(); }

}  // namespace dechaff::page
