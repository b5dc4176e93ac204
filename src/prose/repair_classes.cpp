// One function for each kind of class.
#include "prose/repair_classes.h"

#include <algorithm>
#include <array>

#include "prose/repair_scan.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// What a byte of a token is a sign of.
enum TokenSign : uint8_t { kAt = 1, kColon = 2, kW = 4, kOfCode = 8, kOfPaths = 16, kHyphen = 32 };

struct TokenSigns {
  constexpr TokenSigns() {
    const auto set = [&](std::string_view bytes, TokenSign sign) {
      for (const char c : bytes) of[static_cast<uint8_t>(c)] = sign;
    };
    set("@", kAt), set(":", kColon), set("wW", kW), set("/+", kOfPaths), set("-", kHyphen);
    set("_{}=<>\\#|~^$`*", kOfCode);
  }
  uint8_t of[256] = {};
};
constexpr TokenSigns kTokenSigns;

}  // namespace

uint16_t LeftClass(const Site& site, bool after_stop) {
  enum : uint16_t { kLower, kUpper, kDigit, kClosed, kSign };
  if (!after_stop && site.closer != 0) return kClosed;
  if (text::IsUpper(site.left_char)) return kUpper;
  if (text::IsDigit(site.left_char)) return kDigit;
  return text::IsLetter(site.left_char) || text::IsMark(site.left_char) ? kLower : kSign;
}

uint16_t TerminatorClass(char32_t c) {
  switch (c) {
    case 0:
      return 0;
    case '.':
    case 0x589:  // Armenian
      return 1;
    case '!':
      return 2;
    case 0x2026:
      return 4;
    default:  // Greek asks with a semicolon
      return 3;
  }
}

uint16_t MarkClass(char32_t c) {
  switch (c) {
    case 0:
      return 0;
    case '"':
      return 1;
    case '(':
    case ')':
    case '[':
    case ']':
      return 2;
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0xBF:
    case 0xA1:
      return 3;
    default:
      return 4;
  }
}

uint16_t TokenClass(std::string_view token) {
  uint8_t seen = 0;
  for (const char c : token) seen |= kTokenSigns.of[static_cast<uint8_t>(c)];
  const auto has = [&](std::string_view part) { return token.find(part) != token.npos; };
  if (seen & kAt || (seen & kColon && has("://")) || (seen & kW && (has("www.") || has("WWW.")))) return 4;
  if (seen & kOfCode || (seen & kColon && has("::"))) return 3;
  if (seen & (kColon | kOfPaths)) return 2;
  return (seen & kHyphen) != 0;
}

uint16_t RestClass(const Site& site) {
  const char* behind = site.right_word.data() + site.right_word.size();
  const std::string_view rest(behind, static_cast<size_t>(site.right.data() + site.right.size() - behind));
  if (rest.empty()) return 0;
  if (rest.find_first_of(".:()[]/_0123456789", 1) != rest.npos && rest.substr(0, 2) != "..") return 3;
  if (EndsSentence(rest)) return 2;
  int size;
  const char32_t first = text::DecodeAt(rest.data(), rest.data() + rest.size(), &size);
  return rest.size() > 3 || text::IsLetter(first) || text::IsDigit(first) || first == '(' || first == '[' ? 3
                                                                                                          : 1;
}

uint16_t SignClass(char32_t c) {
  if (c == 0) return 0;
  if (IsTerminator(c)) return 2;
  if (text::IsLetter(c) || text::IsDigit(c) || text::IsMark(c)) return 1;
  if (c == ',' || c == ':' || c == '-' || c == 0x2013 || c == 0x2014) return 3;
  if (c == '(' || c == ')' || c == '[' || c == ']') return 5;
  if (c < 0x80 && c != '"' && c != '\'') return 6;
  return 4;
}

uint16_t BehindClass(const Site& site) {
  const char* behind = site.right_run.data() + site.right_run.size();
  const char* end = site.right.data() + site.right.size();
  if (behind >= end) return 0;
  if (*behind == '(' || *behind == '[') return 7;
  int size;
  const char32_t c = text::DecodeAt(behind, end, &size);
  if (c == '.' && behind + 1 < end) {
    const char32_t next = text::DecodeAt(behind + 1, end, &size);
    if (text::IsLetter(next) || text::IsDigit(next)) return 8;
  }
  return SignClass(c);
}

uint16_t NeighbourClass(std::string_view token) {
  if (token.empty()) return 0;
  int size;
  for (size_t p = 0; p < token.size(); p += static_cast<size_t>(size)) {
    const char32_t c = text::DecodeAt(token.data() + p, token.data() + token.size(), &size);
    if (text::IsUpper(c)) return 2;
    if (text::IsLetter(c)) return 1;
    if (text::IsDigit(c)) return 3;
  }
  return 4;
}

uint16_t ScriptPair(char32_t left, char32_t right) {
  const auto script = [](char32_t c) -> int {
    return c < 0x250 || (c >= 0x1E00 && c < 0x1F00) ? 0 : c < 0x400 ? 1 : c < 0x530 ? 2 : 3;
  };
  if (!text::IsLetter(left)) return 0;
  if (script(left) != script(right)) return 3;
  return script(left) == 0 ? 1 : 2;
}

size_t Humps(std::string_view word) {
  size_t humps = 0;
  bool lower = false;
  for (size_t p = 0; p < word.size();) {
    int size;
    const char32_t c = text::DecodeAt(word.data() + p, word.data() + word.size(), &size);
    p += static_cast<size_t>(size);
    humps += lower && text::IsUpper(c);
    lower = text::IsLower(c);
  }
  return humps;
}

uint16_t CodeClass(std::string_view text) {
  static constexpr std::array<bool, 256> kMarks = [] {
    std::array<bool, 256> marks{};
    for (const char c : std::string_view("{}[]()=;<>_|\\#&*+$\"'/:"))
      marks[static_cast<unsigned char>(c)] = true;
    return marks;
  }();
  size_t marks = 0;
  for (const char c : text) marks += kMarks[static_cast<unsigned char>(c)];
  const size_t per_mille = marks * 1000 / std::max<size_t>(text.size(), 40);
  return per_mille < 5 ? 0 : per_mille < 20 ? 1 : per_mille < 40 ? 2 : per_mille < 70 ? 3 : 4;
}

}  // namespace dechaff::prose
