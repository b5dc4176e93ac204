// Tells layouts apart by the lengths of lines, their first and last characters, and their marks.
#include "prose/layout.h"

#include <algorithm>
#include <bit>

#include "prose/edges.h"
#include "text/byte_mask.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

using text::Block;
using text::BlockAt;
using text::CountBytes;
using text::Lanes;
using text::MaskOf;

// A line longer than this was not broken to fit a page, a terminal or an e-mail.
constexpr uint32_t kWidest = 110;
// Where one line in so many is longer, lines are paragraphs; where fewer are, they are a log or a list.
constexpr size_t kFewUnbroken = 20;
// One whose lines are even rather than filled; narrower ones may be verse.
constexpr uint32_t kNarrowestEven = 50;

uint32_t FirstWordColumns(std::string_view text) {
  uint32_t columns = 0;
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    int size = 0;
    const char32_t c = text::DecodeAt(p, end, &size);
    if (c == ' ' || c == '\t') break;
    ++columns;
    if (text::IsCjkOrThai(c)) break;
    p += size;
  }
  return columns;
}

bool BeginsUpper(std::string_view text) {
  int size = 0;
  return !text.empty() && text::IsUpper(text::DecodeAt(text.data(), text.data() + text.size(), &size));
}

// What the marks of a line say of it.
struct Marks {
  bool tabbed = false;
  bool code = false;
  bool columns = false;  // two gaps of three blanks or more
};

// Looks at the neighbours of the bytes that code and tables are told by, which prose has few of.
Marks MarksOf(std::string_view text) {
  Marks marks;
  if (text.empty()) return marks;
  constexpr std::string_view kEnds = ";{}[\\", kBeginnings = "}]|";  // | of a row of a table
  marks.code = kEnds.find(text.back()) != kEnds.npos || kBeginnings.find(text.front()) != kBeginnings.npos;
  size_t gaps = 0;
  uint64_t blanks_before = 0;  // of the block before, its last byte lowest
  for (size_t base = 0; base < text.size(); base += Block::kSize) {
    const Block block = BlockAt(text, base);
    const uint64_t blanks = MaskOf(block, [](Lanes c) { return c == ' '; });
    const auto shifted = [&](int by) { return blanks << by | blanks_before >> (64 - by); };
    if (const uint64_t threes = blanks & shifted(1) & shifted(2)) {
      gaps += static_cast<size_t>(std::popcount(threes & ~shifted(3)));
    }
    blanks_before = blanks;
    uint64_t told = MaskOf(block, [](Lanes c) { return (c == '\t') | (c == ')') | (c == ':') | (c == '='); });
    for (; told != 0; told &= told - 1) {
      const size_t at = base + static_cast<size_t>(std::countr_zero(told));
      const char c = text[at], before = at > 0 ? text[at - 1] : '\0';
      marks.tabbed |= c == '\t';
      marks.code |= (c == ')' && before == '(') || (c == ':' && (before == ':' || before == '"')) ||
                    (c == '=' && before == ' ' && at + 1 < text.size() && text[at + 1] == ' ');
    }
  }
  marks.columns = gaps >= 2;
  return marks;
}

// What is counted of a stretch.
struct Counts {
  size_t upper = 0;       // lines that begin with a capital
  size_t unfinished = 0;  // breaks in the midst of a sentence
  size_t lower = 0;       // breaks before a small letter
  size_t fits = 0;        // breaks where the next word would have fitted
  size_t ragged = 0;      // breaks behind a line that is much shorter than the widest
  size_t blanks = 0;
  size_t marked = 0, tabbed = 0, indented = 0, code = 0, columned = 0;
  size_t unbroken = 0;  // lines that no width has broken
  uint32_t widest = 0;
};

Counts CountLines(std::span<const Line> lines) {
  Counts c;
  for (const Line& line : lines) {
    c.widest = std::max(c.widest, line.columns);
    c.unbroken += line.columns > kWidest;
    c.upper += BeginsUpper(line.text);
    c.marked += ListMark(line.text) > 0;
    c.indented += line.indent >= 4;
    const Marks marks = MarksOf(line.text);
    c.tabbed += marks.tabbed;
    c.code += marks.code;
    c.columned += marks.columns;
  }
  return c;
}

// Counts the breaks of a stretch against the width of its widest line.
void CountBreaks(std::span<const Line> lines, Counts* c) {
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    c->fits += lines[i].columns + 1 + FirstWordColumns(lines[i + 1].text) <= c->widest;
    const bool lower = BeginsLower(lines[i + 1].text);
    c->lower += lower;
    c->unfinished += lower || !IsClosed(lines[i].text);
    c->ragged += lines[i].columns * 4 < c->widest * 3;
    c->blanks += CountBytes(lines[i].text, [](Lanes b) { return b == ' '; });
  }
}

// Wrapping leaves no line into which the next word would have gone, or lines of about the same length
// (fmt, TeX), and breaks sentences anywhere.
//
// The width of earlier stretches makes more of them wrapped and none less: when the output is read again,
// what was wrapped has become one line, and nothing tells that width.
bool IsWrapped(std::span<const Line> lines, Counts* c, uint32_t width) {
  if (c->widest > kWidest || c->widest < kNarrowest) return false;
  CountBreaks(lines, c);
  const size_t breaks = lines.size() - 1;
  const bool filled = c->fits * 10 <= breaks * 2;
  const bool even = c->widest >= kNarrowestEven && c->ragged * 10 <= breaks && c->lower * 2 >= breaks &&
                    c->blanks >= 4 * breaks;
  if (c->unfinished * 2 < breaks || !(filled || even)) return false;
  const bool near_width = width > 0 && c->widest * 10 >= width * 9;
  if (breaks == 1) return (c->lower == 1 && !IsClosed(lines[0].text)) || near_width;
  return c->upper * 10 <= lines.size() * 7 || (near_width && c->upper < lines.size());
}

}  // namespace

size_t ListMark(std::string_view text) {
  for (std::string_view mark : {"- ", "* ", "+ ", "• ", "‣ ", "▪ ", "● ", "○ ", "◦ ", "– ", "· ", "– "}) {
    if (text.starts_with(mark)) return mark.size();
  }
  size_t digits = 0;
  while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9') ++digits;
  const bool numbered = digits > 0 && digits + 2 < text.size() &&
                        (text[digits] == '.' || text[digits] == ')') && text[digits + 1] == ' ';
  return numbered ? digits + 2 : 0;
}

uint8_t HeadingLevel(std::string_view text) {
  uint8_t level = 0;
  while (level < text.size() && text[level] == '#') ++level;
  return level >= 1 && level <= 6 && level < text.size() && text[level] == ' ' ? level : uint8_t{0};
}

Layout FindLayout(std::span<const Line> lines, uint32_t* width) {
  const size_t n = lines.size();
  const bool marked = ListMark(lines[0].text) > 0;
  if (n == 1) {
    const bool tabbed = lines[0].text.find('\t') != std::string_view::npos;
    return tabbed ? Layout::kTable : marked ? Layout::kList : Layout::kLines;
  }
  Counts c = CountLines(lines);
  if (c.tabbed == n) return Layout::kTable;
  if (marked && (c.marked > 1 || lines[1].indent > lines[0].indent)) return Layout::kList;
  if (c.code * 2 >= n || c.columned * 2 >= n) return Layout::kCode;
  if (c.indented * 2 > n && c.indented < n && c.code > 0) return Layout::kCode;
  if (c.unbroken * kFewUnbroken >= n && c.unbroken > 0) return Layout::kLines;
  if (IsWrapped(lines, &c, *width)) {
    *width = std::max(*width, c.widest);
    return Layout::kWrapped;
  }
  return Layout::kVerse;
}

}  // namespace dechaff::prose
