// Cleaning of single characters and of blanks.
#include "text/characters.h"

#include <algorithm>
#include <array>

#include "text/references.h"
#include "text/single_byte.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

constexpr char32_t kNoBreak = 0xA0, kNarrowNoBreak = 0x202F;

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

}  // namespace

bool IsOddCharacter(char32_t c) { return IsControl(c) || IsVoid(c) || IsLigature(c); }

bool CleanCharacters(bool references, Rewriter* rewriter) {
  const std::string_view text = rewriter->text();
  const char* const end = text.data() + text.size();
  std::string decoded;
  int size;
  for (size_t at = 0; at < text.size(); at += static_cast<size_t>(size)) {
    char32_t c = DecodeAt(text.data() + at, end, &size);
    if (c == '&' && references) {
      if (size_t used = DecodeCommonReference(text.substr(at), &decoded)) {
        rewriter->Replace(at, at + used, decoded);
        size = static_cast<int>(used);
      }
    } else if (c == 0x1B) {
      size = static_cast<int>(EscapeSize(text.substr(at)));
      rewriter->Replace(at, at + static_cast<size_t>(size), "");
    } else if (c < 0x7F && c >= ' ') {
      continue;
    } else if (c >= 0x80 && c < 0xA0) {
      rewriter->Replace(at, at + 2, C1(c));
    } else if (IsControl(c) || IsVoid(c)) {
      rewriter->Replace(at, at + static_cast<size_t>(size), "");
    } else if (IsLigature(c)) {
      rewriter->Replace(at, at + 3, kLigatures[c - 0xFB00]);
    }
  }
  return rewriter->Finish();
}

namespace {

// Whether a no-break space between these two means something: French sets it inside guillemets and before
// high marks of punctuation, and many languages group digits with it.
bool KeepsNoBreak(char32_t before, char32_t after) {
  static constexpr std::u32string_view kHighMarks = U"!?:;»";
  return before == U'«' || kHighMarks.find(after) != std::u32string_view::npos ||
         (IsDigit(before) && IsDigit(after));
}

}  // namespace

bool FoldBlanks(Rewriter* rewriter) {
  const std::string_view text = rewriter->text();
  const char* const end = text.data() + text.size();
  char32_t before = 0;  // the last character that is not blank
  for (size_t at = 0; at < text.size();) {
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
    bool keep =
        count == 1 &&
        (blank == ' ' || ((blank == kNoBreak || blank == kNarrowNoBreak) && KeepsNoBreak(before, after)));
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
