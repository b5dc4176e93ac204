// Common character references by name and number.
#include "text/references.h"

#include <algorithm>
#include <iterator>

#include "text/single_byte.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

struct Name {
  std::string_view name;
  char32_t c;
};

constexpr Name kNames[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xA0},    {"copy", 0xA9},    {"reg", 0xAE},     {"trade", 0x2122}, {"hellip", 0x2026},
    {"mdash", 0x2014}, {"ndash", 0x2013}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"sbquo", 0x201A},
    {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"laquo", 0xAB},   {"raquo", 0xBB},
    {"bull", 0x2022},  {"middot", 0xB7},  {"euro", 0x20AC},  {"pound", 0xA3},   {"yen", 0xA5},
    {"cent", 0xA2},    {"sect", 0xA7},    {"deg", 0xB0},     {"plusmn", 0xB1},  {"times", 0xD7},
    {"frac12", 0xBD},  {"iexcl", 0xA1},   {"iquest", 0xBF},  {"shy", 0xAD},     {"szlig", 0xDF},
    {"oslash", 0xF8},  {"Oslash", 0xD8},  {"aelig", 0xE6},   {"AElig", 0xC6},   {"oelig", 0x153},
    {"eth", 0xF0},     {"thorn", 0xFE},
};

// Letters with a mark are named after both ("eacute"); NFC joins them.
constexpr Name kMarks[] = {{"acute", 0x301}, {"grave", 0x300}, {"circ", 0x302},  {"uml", 0x308},
                           {"tilde", 0x303}, {"ring", 0x30A},  {"cedil", 0x327}, {"caron", 0x30C}};

bool DecodeName(std::string_view name, std::string* out) {
  for (const Name& known : kNames) {
    if (known.name == name) return AppendUtf8(known.c, out), true;
  }
  char letter = name[0];
  if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))) return false;
  for (const Name& mark : kMarks) {
    if (mark.name != name.substr(1)) continue;
    out->push_back(letter);
    return AppendUtf8(mark.c, out), true;
  }
  return false;
}

bool DecodeNumber(std::string_view digits, std::string* out) {
  uint32_t base = 10, value = 0;
  if (digits[0] == 'x' || digits[0] == 'X') {
    base = 16;
    digits.remove_prefix(1);
  }
  if (digits.empty() || digits.size() > 7) return false;
  for (char c : digits) {
    uint32_t digit =
        c >= '0' && c <= '9' ? static_cast<uint32_t>(c - '0') : static_cast<uint32_t>((c | 0x20) - 'a' + 10);
    if (c < '0' || digit >= base) return false;
    value = value * base + digit;
  }
  if (value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return false;
  AppendUtf8(value, out);
  return true;
}

}  // namespace

size_t DecodeCommonReference(std::string_view text, std::string* out) {
  constexpr size_t kLongest = 12;
  size_t end = text.substr(0, kLongest).find(';');
  if (end == std::string_view::npos || end < 3) return 0;
  std::string_view name = text.substr(1, end - 1);
  out->clear();
  bool known = name[0] == '#' ? DecodeNumber(name.substr(1), out) : DecodeName(name, out);
  return known ? end + 1 : 0;
}

}  // namespace dechaff::text
