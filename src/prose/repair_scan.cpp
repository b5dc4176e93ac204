// The scan looks only at bytes that can begin a capital or an opening mark behind a byte that is no blank,
// and at those behind a stop; what such a place looks like is then decided character by character.
#include "prose/repair_scan.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "text/byte_mask.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

using text::Block;
using text::BlockAt;
using text::Lanes;
using text::MaskOf;

using text::DecodeAt;
using text::DecodeBefore;

// Lanes that begin a capital or an opening mark; '[' comes behind 'Z'.
auto IsStarter(Lanes c) { return (c - 'A' < 27) | (c == '(') | (c == '"') | (c >= 0xC2); }
auto IsStop(Lanes c) { return (c == '.') | (c == '!') | (c == '?'); }
auto IsQuote(Lanes c) { return (c == '"') | (c == 0xE2) | (c == 0xC2); }
auto IsInk(Lanes c) { return c > ' '; }
bool IsInk(char c) { return static_cast<unsigned char>(c) > ' '; }
bool IsStop(char c) { return c == '.' || c == '!' || c == '?'; }

// The places of `text` to look at: all starters behind a byte that is no blank, what no blank parts from a
// stop, quotes anywhere, and some more.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}

  // Calls `visit(offset)` for each in order.
  template <typename Visit>
  void Each(Visit visit) const {
    uint64_t stop_before = 0, ink_before = 0;
    for (size_t base = 0; base < text_.size(); base += Block::kSize) {
      const Block block = BlockAt(text_, base);
      uint64_t starters = MaskOf(block, IsStarter);
      const uint64_t stops = MaskOf(block, [](Lanes c) { return IsStop(c); });
      const uint64_t behind = stops << 1 | stop_before;
      stop_before = stops >> 63;
      const uint64_t ink = MaskOf(block, [](Lanes c) { return IsInk(c); });
      if (starters != 0) {
        uint64_t mid = starters & (ink << 1 | ink_before);
        if (mid != 0 && text::HighBytes(block) != 0) mid &= ~SmallCyrillic(block);
        starters = mid | MaskOf(block, IsQuote);
      }
      starters |= behind & ~stops & ink;
      ink_before = ink >> 63;
      for (; starters != 0; starters &= starters - 1)
        visit(base + static_cast<size_t>(std::countr_zero(starters)));
    }
  }

 private:
  // First bytes of а to џ; the last byte of a block never counts.
  static uint64_t SmallCyrillic(const Block& block) {
    const uint64_t d0 = MaskOf(block, [](Lanes c) { return c == 0xD0; });
    const uint64_t d1 = MaskOf(block, [](Lanes c) { return c == 0xD1; });
    if ((d0 | d1) == 0) return 0;
    const uint64_t high = MaskOf(block, [](Lanes c) { return c >= 0xB0; });
    const uint64_t low = MaskOf(block, [](Lanes c) { return c - 0x80 < 0x20; });
    return (d0 & high >> 1) | (d1 & low >> 1);
  }

  std::string_view text_;
};

// Where the end of a bracket is looked for.
constexpr ptrdiff_t kBracketReach = 200;

bool IsGreek(char32_t c) { return (c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000); }

// The characters around one place.
class Place {
 public:
  Place(std::string_view text, size_t offset) : text_(text), offset_(offset) {}

  char32_t Before(const char* p) const {
    if (p <= text_.data()) return 0;
    int size;
    return DecodeBefore(text_.data(), p, &size);
  }

  // The capital at or, behind opening marks and the blank that French puts there, after the place.
  char32_t CapitalFrom(const char** p, bool* opening) const {
    const char* end = text_.data() + text_.size();
    *p = text_.data() + offset_;
    *opening = false;
    char32_t before = 0;
    for (int marks = 0; *p < end && marks < 4; ++marks) {
      int size;
      const char32_t c = DecodeAt(*p, end, &size);
      *p += size;
      if (text::IsUpper(c)) return c;
      if (!IsOpeningMark(c) && !(before == 0xAB && text::IsSpace(c))) return 0;
      *opening = true;
      before = c;
    }
    return 0;
  }

  // Whether a terminator stands before the place, with closing marks between or without.
  bool AfterStop(char32_t capital) const {
    const char* p = text_.data() + offset_;
    char32_t c = Before(p);
    for (int marks = 0; marks < 4 && IsClosingMark(c); ++marks) {
      const bool guillemet = c == 0xBB;  // French puts a blank before it
      c = Before(p = Back(p));
      if (guillemet && text::IsSpace(c)) c = Before(p = Back(p));
    }
    const char32_t left = Before(Back(p));
    if (c == ';') return IsGreek(left) && IsGreek(capital);
    if (!IsTerminator(c) || left == 0) return false;
    if (c == '.' && IsOpened(Back(p))) return false;  // (.Xdefaults), ".SUF"
    // French parts those two from the word; a full stop behind a blank may begin a name, as .NET.
    if (c == '!' || c == '?') return !text::IsSpace(left) || Before(Back(Back(p))) != ':';  // T: ?Sized
    return !text::IsSpace(left) || IsLooseStop(p);
  }

  // "all the same.then we left": whether a word in lower case begins here, behind the stop of another word,
  // and no mark makes the token an address or a name of a file.
  bool BeginsSmall() const {
    const char *const begin = text_.data() + offset_, *const end = text_.data() + text_.size();
    const char* p = begin;
    const bool opening = *p == '(';
    p += opening;
    int size;
    if (p == end || !text::IsLower(DecodeAt(p, end, &size))) return false;
    while (p < end && IsInWord(DecodeAt(p, end, &size))) p += size;
    if (p < end && IsInk(*p) && std::string_view(",;:!?)\"").find(*p) == std::string_view::npos) return false;
    return AfterWholeWord();
  }

  // "a day to remember.12 boats came": whether a number begins here, behind the stop of a word, and a word in
  // lower case or a dash follows. A number before a capital is that of a footnote.
  bool BeginsNumber() const {
    const char* const end = text_.data() + text_.size();
    const char* p = text_.data() + offset_;
    if (!text::IsDigit(static_cast<unsigned char>(*p))) return false;
    while (p < end && (text::IsDigit(static_cast<unsigned char>(*p)) || *p == ',')) ++p;
    if (end - p < 2 || *p != ' ' || p[-1] == ',') return false;
    int size;
    const char32_t next = DecodeAt(p + 1, end, &size);
    return (text::IsLower(next) || next == '-' || next == 0x2013 || next == 0x2014) && AfterWholeWord();
  }

  // "I had a car(It was old.)": whether a bracket follows a word in lower case and holds more than one word,
  // and its sentence does not end outside. `next` is the first byte behind the capital.
  bool OpensBracket(const char* next) const {
    if (!text::IsLower(Before(text_.data() + offset_)) || text_[offset_ + 1] == '"') return false;
    const char* const end = text_.data() + text_.size();
    for (int size; next < end && IsInWord(DecodeAt(next, end, &size));) next += size;
    if (next == end || *next != ' ') return false;
    const char* const close = std::find(next, next + std::min(end - next, kBracketReach), ')');
    return close == end || *close != ')' || !IsInWord(Before(close));
  }

  // Whether what stands before the place can end a sentence without its stop. `next` is the first
  // byte behind the capital: an acronym ends only where a word in lower case begins.
  bool AfterBareEnd(const char* next, bool opening) const {
    const char* p = text_.data() + offset_;
    const char32_t c = Before(p);
    if (text::IsLower(c) || text::IsDigit(c) || text::IsMark(c) || c == 0xAA || c == 0xBA) return true;
    if (opening) return false;
    switch (c) {
      case '"':
      case 0x201D:  // which opens in Swedish and Finnish
        return !IsOpened(p);
      case ')':
      case ']':
      case '%':
      case 0xBB:
      case 0xB0:
      case 0x20AC:
      case 0x2122:
      case 0xAE:
        return true;
      default:
        break;
    }
    if (!text::IsUpper(c) || !text::IsUpper(Before(Back(p))) || next >= text_.data() + text_.size())
      return false;
    int size;
    const char32_t after = DecodeAt(next, text_.data() + text_.size(), &size);
    return text::IsLower(after) || after == '\'' || after == 0x2019;
  }

 private:
  static bool IsInWord(char32_t c) {
    return text::IsLetter(c) || text::IsMark(c) || c == '\'' || c == 0x2019 || c == '-';
  }

  // Whether a bracket or quotation mark that opens stands before `p`: one behind a blank, whatever its shape.
  bool IsOpened(const char* p) const {
    const char32_t mark = Before(p);
    if (mark == '(' || mark == '[') return true;
    if (mark != '"' && mark != '\'' && mark != 0x201C && mark != 0x201D) return false;
    const char32_t left = Before(Back(p));
    return left == 0 || text::IsSpace(left) || left == '(' || left == '[';
  }

  // Whether nothing but a word stands before the stop before the place.
  bool AfterWholeWord() const {
    const char* p = Back(text_.data() + offset_);
    if (!text::IsLetter(Before(p))) return false;
    while (IsInWord(Before(p))) p = Back(p);
    return p == text_.data() || !IsInk(p[-1]) || p[-1] == '"' || p[-1] == '(';
  }

  // "she went home .Then": one blank between a word and the stop that ends before `end`.
  bool IsLooseStop(const char* end) const {
    const char* const blank = Back(Back(end));
    return *blank == ' ' && text::IsLower(Before(blank));
  }

  const char* Back(const char* p) const {
    if (p <= text_.data()) return text_.data();
    int size;
    DecodeBefore(text_.data(), p, &size);
    return p - size;
  }

  std::string_view text_;
  size_t offset_;
};

}  // namespace

bool IsTerminator(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x37E || c == 0x589;
}

bool IsClosingMark(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0x201D || c == 0x2019 ||
         c == 0x201C;
}

bool IsOpeningMark(char32_t c) {
  return c == '"' || c == '(' || c == '[' || c == 0xAB || c == 0x201C || c == 0x201E || c == 0x2018 ||
         c == 0xBF || c == 0xA1;
}

namespace {

// Whether the straight quote at `i` opens a quotation or closes one, if its neighbours tell.
std::optional<bool> OpensQuotes(std::string_view text, size_t i) {
  static constexpr std::string_view kBefore = " \t\n([", kBehind = " \t\n)],.;:!?";
  const bool opens = i == 0 || kBefore.find(text[i - 1]) != kBefore.npos;
  const bool closes = i + 1 == text.size() || kBehind.find(text[i + 1]) != kBehind.npos;
  if (opens == closes) return std::nullopt;
  return opens;
}

}  // namespace

namespace {

// Pairs of guillemets within a paragraph: « French », »German«, »Swedish».
class Guillemets {
 public:
  // Whether the mark, which is the next one, closes.
  bool Closes(char32_t mark) {
    const bool closes = open_ != 0 && (open_ != mark || mark == kRight);
    open_ = closes ? 0 : mark;
    return closes;
  }
  static constexpr char32_t kLeft = 0xAB, kRight = 0xBB;

 private:
  char32_t open_ = 0;
};

}  // namespace

void FindCandidates(std::string_view text, std::vector<Candidate>* candidates) {
  static constexpr std::string_view kLow = "„", kCurly = "“";  // of the same first byte
  bool in_quotes = false;                                      // straight quotes pair up within a paragraph
  bool in_low_quotes = false;                                  // „ is closed by “, which opens elsewhere
  size_t closed_low = 0;                                       // one past the last “ that closed
  Guillemets guillemets;
  size_t opened = 0;  // one past the last » that opened
  Places(text).Each([&](size_t i) {
    const char c = text[i];
    if (c == '"') in_quotes = OpensQuotes(text, i).value_or(!in_quotes);
    if (c == kCurly[0]) {
      const std::string_view mark = text.substr(i, kCurly.size());
      if (mark == kCurly && in_low_quotes) {
        in_low_quotes = false;
        closed_low = i + mark.size();
        return;
      }
      in_low_quotes |= mark == kLow;
    }
    if (c == '\xC2') {
      const auto mark = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
      if (mark == Guillemets::kLeft || mark == Guillemets::kRight) {
        const bool closes = guillemets.Closes(mark);
        if (mark == Guillemets::kRight && !closes) opened = i + 2;
        if (mark == Guillemets::kLeft && closes) return;
      }
    }
    if (i == 0 || !IsInk(text[i - 1]) || i == opened) return;
    const bool quoted = in_quotes != (c == '"');
    const Place place(text, i);
    const char* next;
    bool opening;
    const char32_t capital = place.CapitalFrom(&next, &opening);
    if (capital == 0) {
      if (IsStop(text[i - 1]) && (place.BeginsSmall() || place.BeginsNumber()))
        candidates->push_back({static_cast<uint32_t>(i), true});
      return;
    }
    if (quoted && (c == '"' || text[i - 1] == '"')) return;  // inside of a quotation's edge
    if (IsOpeningMark(place.Before(text.data() + i)) && text[i - 1] != '"' && i != closed_low) return;
    if (place.AfterStop(capital)) {
      candidates->push_back({static_cast<uint32_t>(i), true});
    } else if (c == '(' ? place.OpensBracket(next) : c != '[' && place.AfterBareEnd(next, opening)) {
      candidates->push_back({static_cast<uint32_t>(i), false});
    }
  });
}

}  // namespace dechaff::prose
