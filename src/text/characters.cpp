// Cleaning of single characters and of blanks.
#include "text/characters.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "text/byte_mask.h"
#include "text/references.h"
#include "text/single_byte.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

constexpr char32_t kNoBreak = 0xA0, kNarrowNoBreak = 0x202F, kFigureSpace = 0x2007, kThinSpace = 0x2009;
constexpr char32_t kZeroWidthSpace = 0x200B;

bool IsControl(char32_t c) { return (c < 0x20 && !(c >= '\t' && c <= '\r')) || (c >= 0x7F && c < 0xA0); }

// Invisible and without meaning in running text: soft hyphen, zero width space, word joiner, byte order
// mark, interlinear annotation, object replacement, noncharacters. Joiners and marks of direction stay.
bool IsVoid(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC) ||
         (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

// U+FB00 to U+FB06.
constexpr std::string_view kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
bool IsLigature(char32_t c) { return c >= 0xFB00 && c <= 0xFB06; }

// The bytes of the escape sequence (ECMA-48) at `text`, which begins with ESC; 1 if it is none.
size_t EscapeSize(std::string_view text) {
  constexpr size_t kLongest = 64;  // of a control sequence; those in use have a dozen
  if (text.size() < 2) return 1;
  char kind = text[1];
  if (kind == '[') {
    size_t at = 2;
    while (at < std::min(text.size(), kLongest) && text[at] >= 0x20 && text[at] < 0x40) ++at;
    return at < text.size() && text[at] >= 0x40 && text[at] < 0x7F ? at + 1 : 1;
  }
  if (kind == ']' || kind == 'P' || kind == '_' || kind == '^') {  // a string, ended by BEL or ESC backslash
    size_t end = text.find_first_of("\a\x1B\n", 2);
    if (end == std::string_view::npos || text[end] == '\n') return 1;
    if (text[end] == '\a') return end + 1;
    return end + 1 < text.size() && text[end + 1] == '\\' ? end + 2 : 1;
  }
  if (kind >= 0x20 && kind < 0x30) {  // ESC ( B and the like
    return text.size() > 2 && text[2] >= 0x30 && text[2] < 0x7F ? 3 : 1;
  }
  return kind == '7' || kind == '8' || kind == '=' || kind == '>' || kind == 'c' || kind == 'M' ? 2 : 1;
}

// What a C1 control stands for: almost always a byte of windows-1252 that was read as Latin-1. NEL is a
// line end.
std::string C1(char32_t c) {
  if (c == 0x85) return "\n";
  char32_t meant = SingleByteTableFor("windows-1252").high[c - 0x80];
  std::string bytes;
  if (meant != c) AppendUtf8(meant, &bytes);
  return bytes;
}

// Thai, Lao, Khmer and Burmese write no blanks; careful texts part their words by zero width spaces.
bool PartsWordsSilently(char32_t c) {
  return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800);
}

// text[begin, end) becomes `with`; nothing changes if it is empty.
struct Cleaning {
  size_t begin, end;
  std::string_view with;
};

// A backspace between two characters, the first of which begins at `before`: printers struck one over the
// other for bold (the same twice) or to underline (one is a low line). Both then become one.
Cleaning CleanBackspace(std::string_view text, size_t before, size_t at) {
  const size_t next = at + 1;
  if (before >= at || next == text.size()) return {at, next, ""};
  const char* const end = text.data() + text.size();
  int size, next_size;
  const char32_t c = DecodeAt(text.data() + before, end, &size);
  const char32_t over = DecodeAt(text.data() + next, end, &next_size);
  if (before + static_cast<size_t>(size) != at || IsOddCharacter(over)) return {at, next, ""};
  if (c == over || c == '_') return {before, next, ""};
  return {at, over == '_' ? next + 1 : next, ""};
}

// What to do with the odd character `c` at `at`; `before` is where the last character begins that stayed.
Cleaning Clean(std::string_view text, size_t before, size_t at, char32_t c, size_t size,
               std::string* decoded) {
  const char* const end = text.data() + text.size();
  const Cleaning none{at, at, ""}, removed{at, at + size, ""};
  if (c == '&') {
    const size_t used = DecodeCommonReference(text.substr(at), decoded);
    return {at, at + used, *decoded};
  }
  if (c == 0x1B) return {at, at + EscapeSize(text.substr(at)), ""};
  if (c == '\b') return CleanBackspace(text, before, at);
  if (c >= 0x80 && c < 0xA0) return {at, at + size, *decoded = C1(c)};
  if (IsLigature(c)) return {at, at + size, kLigatures[c - 0xFB00]};
  int ignored;
  const bool parts_words = c == kZeroWidthSpace && before < at && at + size < text.size() &&
                           PartsWordsSilently(DecodeAt(text.data() + before, end, &ignored)) &&
                           PartsWordsSilently(DecodeAt(text.data() + at + size, end, &ignored));
  return parts_words ? none : removed;
}

}  // namespace

bool IsOddCharacter(char32_t c) { return IsControl(c) || IsVoid(c) || IsLigature(c); }

namespace {

// Bytes of the longest prefix that is ASCII without controls and references.
size_t PlainPrefix(std::string_view text) {
  size_t at = 0;
  for (Lanes bytes; text.size() - at >= sizeof bytes; at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const auto odd = (bytes < 0x20) | (bytes >= 0x7F) | (bytes == '&');
    if (const uint64_t mask = HighBits(reinterpret_cast<Lanes>(odd)))
      return at + static_cast<size_t>(std::countr_zero(mask));
  }
  while (at < text.size() && text[at] >= ' ' && text[at] < 0x7F && text[at] != '&') ++at;
  return at;
}

}  // namespace

bool CleanCharacters(bool references, Rewriter* rewriter) {
  const std::string_view text = rewriter->text();
  const char* const end = text.data() + text.size();
  std::string decoded;
  size_t before = text.size();  // where the last character begins that stayed; none yet
  for (size_t at = 0; at < text.size();) {
    if (const size_t plain = PlainPrefix(text.substr(at)); plain > 0) {
      at += plain;
      before = at - 1;
      continue;
    }
    int size;
    const char32_t c = DecodeAt(text.data() + at, end, &size);
    const auto width = static_cast<size_t>(size);
    Cleaning cleaning{at, at, ""};
    if ((c == '&' && references) || IsOddCharacter(c)) {
      cleaning = Clean(text, before, at, c, width, &decoded);
    }
    if (cleaning.begin == cleaning.end) {
      before = at;
      at += width;
      continue;
    }
    rewriter->Replace(cleaning.begin, cleaning.end, cleaning.with);
    at = cleaning.end;
  }
  return rewriter->Finish();
}

namespace {

// Whether a single blank of this kind between these two means something: French sets no-break spaces inside
// guillemets and before high marks of punctuation; digits are grouped by no-break, figure and thin ones.
// Nobody types a narrow one by accident: it stands before units, in abbreviations and in Mongolian words.
bool KeepsBlank(char32_t blank, char32_t before, char32_t after) {
  static constexpr std::u32string_view kHighMarks = U"!?:;»";
  if (blank == ' ' || blank == kNarrowNoBreak) return true;
  if (blank != kNoBreak && blank != kFigureSpace && blank != kThinSpace) return false;
  if (IsDigit(before) && IsDigit(after)) return true;
  return blank == kNoBreak && (before == U'«' || kHighMarks.find(after) != std::u32string_view::npos);
}

}  // namespace

bool FoldBlanks(Rewriter* rewriter) {
  const std::string_view text = rewriter->text();
  const char* const end = text.data() + text.size();
  char32_t before = 0;  // the last character that is not blank
  for (size_t at = 0; at < text.size();) {
    if (text[at] > ' ') {  // and ASCII
      before = static_cast<unsigned char>(text[at++]);
      continue;
    }
    if (text[at] == ' ' && before != 0 && at + 1 < text.size() && text[at + 1] > ' ') {  // one that stays
      ++at;
      continue;
    }
    int size;
    char32_t c = DecodeAt(text.data() + at, end, &size);
    if (!IsSpace(c)) {
      before = c;
      at += static_cast<size_t>(size);
      continue;
    }
    size_t begin = at, count = 0;
    char32_t blank = c, after = c;
    while (at < text.size() && IsSpace(after = DecodeAt(text.data() + at, end, &size))) {
      at += static_cast<size_t>(size);
      ++count;
    }
    bool edge = before == 0 || at == text.size();
    bool keep = count == 1 && KeepsBlank(blank, before, after);
    if (edge || !keep) rewriter->Replace(begin, at, edge ? "" : " ");
  }
  return rewriter->Finish();
}

bool TidyLines(Rewriter* rewriter) {
  const std::string_view text = rewriter->text();
  size_t last = text.find_last_not_of(" \t\r\n\f\v");
  size_t stop = last == std::string_view::npos ? 0 : last + 1;
  const char* const end = text.data() + stop;
  size_t first = 0;  // just after the last empty line at the beginning
  for (size_t i = 0; i < stop && IsSpace(static_cast<unsigned char>(text[i])); ++i) {
    if (text[i] == '\n' || text[i] == '\r') first = i + 1;
  }
  if (first > 0) rewriter->Replace(0, first, "");
  for (size_t at = first; at < stop;) {
    int size;
    char32_t c = DecodeAt(text.data() + at, end, &size);
    auto width = static_cast<size_t>(size);
    bool line_end = c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029 || c == '\f' || c == '\v';
    if (c == '\r' && at + 1 < stop && text[at + 1] == '\n') width = 2;
    if (line_end) {
      rewriter->Replace(at, at + width, "\n");
    } else if (c > ' ' && IsSpace(c)) {
      rewriter->Replace(at, at + width, " ");
    }
    at += width;
  }
  if (stop < text.size()) rewriter->Replace(stop, text.size(), "");
  return rewriter->Finish();
}

}  // namespace dechaff::text
