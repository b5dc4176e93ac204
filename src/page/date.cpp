// A date is cut into numbers and words; which is which follows from their sizes and marks.
#include "page/date.h"

#include <algorithm>
#include <cstdio>

#include "html/scan.h"

namespace dechaff::page {
namespace {

constexpr size_t kLongest = 64;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

struct Date {
  int year = 0, month = 0, day = 0;
  bool valid() const {
    return year >= 1980 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }
};

// Takes up to `most` digits off the front; -1 if there is none.
int TakeNumber(std::string_view* text, size_t most) {
  int value = -1;
  for (; most > 0 && !text->empty() && IsDigit(text->front()); --most) {
    value = std::max(value, 0) * 10 + (text->front() - '0');
    text->remove_prefix(1);
  }
  return value;
}

bool TakeChar(std::string_view* text, std::string_view any_of) {
  if (text->empty() || any_of.find(text->front()) == std::string_view::npos) return false;
  text->remove_prefix(1);
  return true;
}

void SkipBlanks(std::string_view* text) {
  while (TakeChar(text, " ,\t\n\r")) {
  }
}

// 1 to 12 for an English month, full or by its first three letters; 0 for other words. Takes the word.
int TakeMonth(std::string_view* text) {
  constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december"};
  size_t size = 0;
  while (size < text->size() && html::HasBit((*text)[size], html::kLetterBit)) ++size;
  const std::string_view word = text->substr(0, size);
  text->remove_prefix(size);
  TakeChar(text, ".");
  if (size < 3) return 0;
  for (int month = 1; month <= 12; ++month) {
    const std::string_view full = kMonths[month - 1];
    if (size <= full.size() && html::EqualsIgnoreCase(word, full.substr(0, size)) &&
        (size <= 4 || size == full.size())) {
      return month;
    }
  }
  return 0;
}

// "2024-05-20", "2024/5/20", "20240520", "20.5.2024", "20/05/2024".
Date TakeNumbers(std::string_view* text) {
  const size_t digits = std::min(text->find_first_not_of("0123456789"), text->size());
  Date date;
  if (digits == 8 || digits == 14) {  // and perhaps hhmmss, which are not taken
    date.year = TakeNumber(text, 4);
    date.month = TakeNumber(text, 2);
    date.day = TakeNumber(text, 2);
    TakeNumber(text, 6);
  } else if (digits == 4) {
    date.year = TakeNumber(text, 4);
    if (!TakeChar(text, "-/.")) return {};
    date.month = TakeNumber(text, 2);
    if (!TakeChar(text, "-/.")) return {};
    date.day = TakeNumber(text, 2);
  } else {
    const int first = TakeNumber(text, 2);
    const bool dots = !text->empty() && text->front() == '.';
    if (!TakeChar(text, "-/.")) return {};
    const int second = TakeNumber(text, 2);
    if (!TakeChar(text, "-/.")) return {};
    date.year = TakeNumber(text, 4);
    const bool day_first = dots || first > 12;
    if (!day_first && second <= 12 && first != second) return {};
    date.day = day_first ? first : second;
    date.month = day_first ? second : first;
  }
  return date;
}

// "20 May 2024", "May 20, 2024", "Mon, 20 May 2024", "Mon May 20 2024".
Date TakeWords(std::string_view* text) {
  Date date;
  for (int part = 0; part < 4 && date.year == 0; ++part) {
    SkipBlanks(text);
    if (text->empty()) break;
    if (!IsDigit(text->front())) {
      const size_t before = text->size();
      const int month = TakeMonth(text);
      if (month > 0) date.month = month;
      if (text->size() == before) return {};
      continue;
    }
    const int number = TakeNumber(text, 4);
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
      if (text->starts_with(ordinal)) text->remove_prefix(2);
    }
    TakeChar(text, ".-");
    (number > 31 ? date.year : date.day) = number;
  }
  return date;
}

// "T10:00:30.123+0200" → "T10:00:30+02:00"; empty if no time stands there.
std::string TakeTime(std::string_view text) {
  SkipBlanks(&text);
  TakeChar(&text, "Tt");
  SkipBlanks(&text);
  const int hour = TakeNumber(&text, 2);
  if (hour < 0 || hour > 23 || !TakeChar(&text, ":")) return {};
  const int minute = TakeNumber(&text, 2);
  if (minute < 0 || minute > 59) return {};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d", hour, minute);
  std::string time = buffer;
  if (TakeChar(&text, ":")) {
    const int second = TakeNumber(&text, 2);
    if (second < 0 || second > 60) return time;
    std::snprintf(buffer, sizeof buffer, ":%02d", second);
    time += buffer;
    if (TakeChar(&text, ".,")) TakeNumber(&text, 9);
  }
  SkipBlanks(&text);
  if (TakeChar(&text, "Zz") || text.starts_with("GMT") || text.starts_with("UTC")) return time + "Z";
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return time;
  const char sign = text[0];
  text.remove_prefix(1);
  const int zone_hour = TakeNumber(&text, 2);
  TakeChar(&text, ":");
  const int zone_minute = std::max(TakeNumber(&text, 2), 0);
  if (zone_hour < 0 || zone_hour > 14 || zone_minute > 59) return time;
  std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", sign, zone_hour, zone_minute);
  return time + buffer;
}

std::string Write(const Date& date) {
  if (!date.valid()) return {};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer;
}

}  // namespace

std::string IsoDate(std::string_view text) {
  SkipBlanks(&text);
  text = text.substr(0, kLongest);
  if (text.empty()) return {};
  std::string_view rest = text;
  Date date = IsDigit(text[0]) ? TakeNumbers(&rest) : Date{};
  if (!date.valid()) {
    rest = text;
    date = TakeWords(&rest);
  }
  std::string iso = Write(date);
  if (!iso.empty()) iso += TakeTime(rest);
  return iso;
}

std::string DateInAddress(std::string_view url) {
  for (size_t at = 0; (at = url.find('/', at)) != std::string_view::npos; ++at) {
    std::string_view rest = url.substr(at + 1);
    Date date;
    date.year = TakeNumber(&rest, 4);
    if (!TakeChar(&rest, "/-")) continue;
    date.month = TakeNumber(&rest, 2);
    if (!TakeChar(&rest, "/-")) continue;
    date.day = TakeNumber(&rest, 2);
    if (date.valid() && (rest.empty() || !IsDigit(rest[0]))) return Write(date);
  }
  return {};
}

}  // namespace dechaff::page
