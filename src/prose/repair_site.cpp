// Walks outward from the gap, never further than kReach bytes in a step.
#include "prose/repair_site.h"

#include <algorithm>

#include "text/utf8.h"

namespace dechaff::prose {
namespace {

constexpr uint32_t kMostWords = 8;

bool IsWord(char32_t c) {
  return text::ClassesOf(c) & (text::kLetterClass | text::kDigitClass | text::kMarkClass);
}
bool IsBlank(char32_t c) { return text::IsSpace(c); }
bool IsInk(char32_t c) { return !text::IsSpace(c); }
bool IsPlainInk(char c) { return c > ' ' && c < 0x7F; }
bool IsJoint(char32_t c) { return c == '\'' || c == '-' || c == 0x2019 || c == 0x2010; }

// A paragraph that can be walked in both directions.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  char32_t At(size_t p, int* size) const {
    return text::DecodeAt(text_.data() + p, text_.data() + text_.size(), size);
  }
  char32_t Before(size_t p, int* size) const {
    return text::DecodeBefore(text_.data(), text_.data() + p, size);
  }

  // The nearest place before or after `p`, at most kReach bytes off, where `is` no longer holds.
  template <typename Is>
  size_t Back(size_t p, Is is) const {
    const size_t stop = p - std::min(p, kReach);
    for (int size; p > stop && is(Before(p, &size));) p -= static_cast<size_t>(size);
    return p;
  }
  template <typename Is>
  size_t Forth(size_t p, Is is) const {
    const size_t stop = std::min(text_.size(), p + kReach);
    for (int size; p < stop && is(At(p, &size));) p += static_cast<size_t>(size);
    return p;
  }

  // The same over what is no blank, most of which is ASCII.
  size_t InkBack(size_t p) const {
    const size_t stop = p - std::min(p, kReach);
    for (int size; p > stop; p -= static_cast<size_t>(size)) {
      while (p > stop && IsPlainInk(text_[p - 1])) --p;
      if (p == stop || !IsInk(Before(p, &size))) break;
    }
    return p;
  }
  size_t InkForth(size_t p) const {
    const size_t stop = std::min(text_.size(), p + kReach);
    for (int size; p < stop; p += static_cast<size_t>(size)) {
      while (p < stop && IsPlainInk(text_[p])) ++p;
      if (p == stop || !IsInk(At(p, &size))) break;
    }
    return p;
  }

  // Over a word with inner joints (aujourd'hui, e-mail).
  size_t WordBack(size_t p) const {
    for (size_t begin = Back(p, IsWord); begin < p;) {
      p = begin;
      int size;
      if (p == 0 || !IsJoint(Before(p, &size))) break;
      const size_t joint = p - static_cast<size_t>(size);
      begin = Back(joint, IsWord);
      if (begin == joint) break;
    }
    return p;
  }
  size_t WordForth(size_t p) const {
    int size;
    if (p == text_.size() || !IsJoint(At(p, &size))) return p;
    const size_t end = Forth(p + static_cast<size_t>(size), IsWord);
    return end == p + static_cast<size_t>(size) ? p : end;
  }

  // Where the first hump (a capital behind a small letter) of the run [p, end) is, or `end`.
  size_t Hump(size_t p, size_t end) const {
    bool lower = false;
    for (int size; p < end; p += static_cast<size_t>(size)) {
      const char32_t c = At(p, &size);
      if (lower && text::IsUpper(c)) break;
      lower = text::IsLower(c);
    }
    return std::min(p, end);
  }

  size_t size() const { return text_.size(); }
  std::string_view Cut(size_t begin, size_t end) const { return text_.substr(begin, end - begin); }

 private:
  std::string_view text_;
};

void LookLeft(const Walker& walk, const Candidate& candidate, Site* site) {
  size_t p = candidate.offset;
  const auto skip_closers = [&] {
    const size_t from = p;
    p = walk.Back(p, IsClosingMark);
    int size;
    if (p < from) site->closer = walk.At(p, &size);
    if (site->closer == 0xBB) p = walk.Back(p, IsBlank);  // French puts a blank before »
  };
  skip_closers();
  if (candidate.after_stop) {
    int size;
    const size_t from = p;
    if (p > 0) site->terminator = walk.Before(p, &size);
    p = walk.Back(p, [](char32_t c) { return IsTerminator(c) || c == ';'; });
    if (from - p > 1 && site->terminator == '.') site->terminator = 0x2026;
    p = walk.Back(p, IsBlank);
    skip_closers();
  }
  int size;
  if (p > 0) site->left_char = walk.Before(p, &size);
  site->left_run = walk.Cut(walk.Back(p, IsWord), p);
  site->left_word = walk.Cut(walk.WordBack(p), p);
}

void LookRight(const Walker& walk, const Candidate& candidate, Site* site) {
  int size;
  const char32_t first = walk.At(candidate.offset, &size);
  if (IsOpeningMark(first)) site->opener = first;
  const size_t p = walk.Forth(candidate.offset, [](char32_t c) { return IsOpeningMark(c) || IsBlank(c); });
  const size_t end = walk.Forth(p, IsWord);
  const size_t hump = walk.Hump(p, end);
  site->right_run = walk.Cut(p, end);
  site->right_piece = walk.Cut(p, hump);
  site->right_word = walk.Cut(p, hump < end ? hump : walk.WordForth(end));
}

// The token before `p` and the words back to the sentence's beginning.
void CountBefore(const Walker& walk, size_t p, Site* site) {
  p = walk.Back(p, IsBlank);
  while (p > 0 && site->words_before < kMostWords) {
    const size_t from = walk.InkBack(p);
    const std::string_view token = walk.Cut(from, p);
    if (site->words_before == 0) site->previous = token;
    if (from == p || EndsSentence(token)) break;
    ++site->words_before;
    p = walk.Back(from, IsBlank);
  }
}

// The token behind `p` and the words on to the sentence's end.
void CountAfter(const Walker& walk, size_t p, Site* site) {
  bool ended = EndsSentence(site->right);
  p = walk.Forth(p, IsBlank);
  while (p < walk.size() && (!ended || site->next.empty()) && site->words_after < kMostWords) {
    const size_t to = walk.InkForth(p);
    const std::string_view token = walk.Cut(p, to);
    if (site->next.empty()) site->next = token;
    if (ended || to == p) break;
    ++site->words_after;
    ended = EndsSentence(token);
    p = walk.Forth(to, IsBlank);
  }
}

}  // namespace

bool EndsSentence(std::string_view token) {
  const Walker walk(token);
  const size_t p = walk.Back(token.size(), IsClosingMark);
  int size;
  return p > 0 && IsTerminator(walk.Before(p, &size));
}

Case CaseOf(std::string_view word) {
  bool lower = false, upper = false, humped = false, first_upper = false, digit = false, first = true;
  const Walker walk(word);
  for (size_t p = 0; p < word.size(); first = false) {
    int size;
    const char32_t c = walk.At(p, &size);
    p += static_cast<size_t>(size);
    digit |= text::IsDigit(c);
    humped |= lower && text::IsUpper(c);
    first_upper |= first && text::IsUpper(c);
    upper |= !first && text::IsUpper(c);
    lower |= text::IsLower(c);
  }
  if (humped || (lower && upper)) return Case::kHumped;
  if (digit) return Case::kNumber;
  if (!first_upper && !upper) return Case::kLower;
  return lower ? Case::kCapital : Case::kUpper;
}

bool IsPlain(const Site& site) {
  return site.merged() && CaseOf(site.left_run) == Case::kLower && CaseOf(site.right_run) == Case::kCapital;
}

uint32_t Length(std::string_view text, uint32_t most) {
  uint32_t length = 0;
  for (size_t i = 0; i < text.size() && length < most; ++i) length += !text::IsContinuation(text[i]);
  return length;
}

Site SiteOf(std::string_view paragraph, const Candidate& candidate) {
  const Walker walk(paragraph);
  Site site;
  LookLeft(walk, candidate, &site);
  LookRight(walk, candidate, &site);
  return site;
}

void LookAround(std::string_view paragraph, const Candidate& candidate, Site* site) {
  const Walker walk(paragraph);
  const size_t at = candidate.offset;
  // French parts its marks from the word they belong to: "avis ! »|Le".
  const auto left_run = static_cast<size_t>(site->left_run.data() - paragraph.data());
  const size_t begin = std::min(walk.InkBack(at), walk.InkBack(left_run)), end = walk.InkForth(at);
  site->left = walk.Cut(begin, at);
  site->right = walk.Cut(at, end);

  int size;
  site->line_start = walk.At(0, &size);
  site->line_end = walk.Before(paragraph.size(), &size);
  site->surroundings = walk.Cut(at - std::min(at, kReach), std::min(paragraph.size(), at + kReach));
  CountBefore(walk, begin, site);
  CountAfter(walk, end, site);
}

}  // namespace dechaff::prose
