// The counting pass over a block's text.
#include "page/measures.h"

#include <algorithm>
#include <bit>

#include "text/byte_mask.h"
#include "text/utf8.h"
#include "text/widest.h"

namespace dechaff::page {
namespace {

enum class Kind : uint8_t { kOther, kLetter, kCapital, kDigit, kIdeograph, kStop, kComma };

// REQUIRES: `c` is beyond ASCII.
Kind KindOf(char32_t c) {
  switch (c) {
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0xFF61:  // … 。！？．｡
    case 0x061F:
    case 0x06D4:
    case 0x0964:
    case 0x0965:
    case 0x1362:
    case 0x0589:  // ؟ ۔ । ॥ ። ։
      return Kind::kStop;
    case 0xFF0C:
    case 0x3001:
    case 0xFF1B:
    case 0x060C:
    case 0x061B:  // ，、；، ؛
      return Kind::kComma;
    default:
      break;
  }
  if (text::IsCjkOrThai(c)) return Kind::kIdeograph;
  const uint8_t classes = text::ClassesOf(c);
  if (classes & text::kUpperClass) return Kind::kCapital;
  if (classes & text::kLetterClass) return Kind::kLetter;
  return classes & text::kDigitClass ? Kind::kDigit : Kind::kOther;
}

// Of a stretch of 64 bytes of text, a bit for each byte.
struct Marks {
  uint64_t token = 0;  // belongs to a token of several characters
  uint64_t alone = 0;  // begins a character that is a token of its own
  uint64_t capital = 0, digit = 0, stop = 0, comma = 0;
};

DECHAFF_INLINE inline Marks MarksOfAscii(const text::Block& block) {
  Marks m;
  m.digit = text::MaskOf(block, [](text::Lanes c) { return c - '0' < 10; });
  m.token = m.digit | text::MaskOf(block, [](text::Lanes c) { return (c | 0x20) - 'a' < 26; });
  m.capital = text::MaskOf(block, [](text::Lanes c) { return c - 'A' < 26; });
  m.stop = text::MaskOf(block, [](text::Lanes c) { return (c == '.') | (c == '!') | (c == '?'); });
  m.comma = text::MaskOf(block, [](text::Lanes c) { return (c == ',') | (c == ';'); });
  return m;
}

void Mark(Kind kind, uint64_t first, uint64_t all, Marks* m) {
  if (kind >= Kind::kLetter && kind <= Kind::kDigit) m->token |= all;
  if (kind == Kind::kIdeograph) m->alone |= first;
  if (kind == Kind::kCapital) m->capital |= first;
  if (kind == Kind::kDigit) m->digit |= first;
  if (kind == Kind::kStop) m->stop |= first;
  if (kind == Kind::kComma) m->comma |= first;
}

// Reads a text in stretches and counts in the one at hand.
class Counter {
 public:
  Counter(std::string_view text, std::span<const LinkSpan> links) : text_(text), links_(links) {}

  // Adds the counts of the block, which begins where the last one ended or behind it.
  DECHAFF_INLINE void Count(const Block& block, Measures* m) {
    for (size_t at = block.text_begin; at < block.text_end; at = std::min<size_t>(next_, block.text_end)) {
      while (next_ <= at) ReadOn();
      const size_t begin = at - (next_ - kStretch),
                   end = std::min<size_t>(kStretch, block.text_end - (next_ - kStretch));
      const uint64_t range = ~uint64_t{0} >> (kStretch - (end - begin)) << begin;
      m->tokens += CountBits(begins_ & range);
      m->link_tokens += CountBits(linked_ & range);
      m->capitals += CountBits(marks_.capital & range);
      m->digits += CountBits(marks_.digit & range);
      m->stops += CountBits(marks_.stop & range);
      m->commas += CountBits(marks_.comma & range);
    }
  }

 private:
  static constexpr size_t kStretch = text::Block::kSize;

  // An instruction where there are wide vectors.
  DECHAFF_INLINE static uint32_t CountBits(uint64_t bits) {
    return static_cast<uint32_t>(std::popcount(bits));
  }

  DECHAFF_INLINE void ReadOn() {
    const text::Block block = text::BlockAt(text_, next_);
    const uint64_t in_token = marks_.token >> (kStretch - 1);  // 1 if the byte before is
    marks_ = MarksOfAscii(block);
    if (const uint64_t high = text::HighBytes(block); (high | rest_) != 0) MarkOthers(high);
    begins_ = (marks_.token & ~(marks_.token << 1 | in_token)) | marks_.alone;
    marks_.capital &= begins_;
    marks_.digit &= begins_;
    linked_ = begins_ & BytesInLinks();
    next_ += kStretch;
  }

  // The characters beyond ASCII, `high` their bytes. The last may go on in the next stretch.
  void MarkOthers(uint64_t high) {
    high &= ~rest_;
    if (rest_is_token_) marks_.token |= rest_;
    rest_ = 0;
    rest_is_token_ = false;
    while (high != 0) {
      const auto i = static_cast<size_t>(std::countr_zero(high));
      int size = 0;
      const char32_t c = text::DecodeAt(text_.data() + next_ + i, text_.data() + text_.size(), &size);
      const size_t end = i + static_cast<size_t>(size);
      const uint64_t all = ((uint64_t{1} << size) - 1) << i;
      high &= ~all;
      const Kind kind = KindOf(c);
      Mark(kind, uint64_t{1} << i, all, &marks_);
      if (end <= kStretch) continue;
      rest_ = (uint64_t{1} << (end - kStretch)) - 1;
      rest_is_token_ = kind >= Kind::kLetter && kind <= Kind::kDigit;
    }
  }

  // Those bytes of the stretch that lie in links, of which those that end before are dropped.
  uint64_t BytesInLinks() {
    const auto below = [this](size_t place) {
      if (place <= next_) return uint64_t{0};
      return place - next_ < kStretch ? (uint64_t{1} << (place - next_)) - 1 : ~uint64_t{0};
    };
    while (!links_.empty() && links_.front().end <= next_) links_ = links_.subspan(1);
    uint64_t bytes = 0;
    for (const LinkSpan& link : links_) {
      if (link.begin >= next_ + kStretch) break;
      bytes |= below(link.end) & ~below(link.begin);
    }
    return bytes;
  }

  const std::string_view text_;
  std::span<const LinkSpan> links_;  // but those that end before the stretch at hand
  size_t next_ = 0;                  // where the next stretch begins
  Marks marks_;
  uint64_t begins_ = 0, linked_ = 0;  // of tokens, and of those in links
  uint64_t rest_ = 0;                 // what begins the next stretch of a character of this one
  bool rest_is_token_ = false;
};

}  // namespace

void CountBlocks(std::string_view text, std::span<const Block> blocks, std::span<const LinkSpan> links,
                 std::span<Measures> measures) {
  Counter counter(text, links);
  text::RunWidest([&]() DECHAFF_INLINE {
    for (size_t i = 0; i < blocks.size(); ++i) counter.Count(blocks[i], &measures[i]);
  });
}

}  // namespace dechaff::page
