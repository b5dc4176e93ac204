// The passes of normalisation, and the fast test that most paragraphs need none of them, others few.
#include "text/normalise.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bit>

#include "text/byte_mask.h"
#include "text/characters.h"
#include "text/mojibake.h"
#include "text/nfc.h"
#include "text/rewrite.h"
#include "text/typography.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

// One pass can lay bare work for another (an escaped entity that holds a soft hyphen), so they are run
// until nothing changes; text that is misread, escaped and misread again takes three rounds.
constexpr int kMaxRounds = 8;

// The passes that a character needs, and what it is in misread text.
enum Trait : uint8_t {
  kMend = 1,
  kClean = 2,
  kPlain = 4,
  kCompose = 8,
  kBlanks = 16,
  kPasses = kMend | kClean | kPlain | kCompose | kBlanks,
  kMojibakeLead = 32,  // needs kMend if the next character is one that follows in misread text
  kMojibakeNext = 64,
};

struct Traits {
  Traits() {  // straight from ICU: other tables may not be there yet
    for (char32_t c = 0; c < std::size(of); ++c) {
      bool next = (c >= 0x80 && c < 0xC0) || c == 0x152 || c == 0x153 || c == 0x160 || c == 0x161 ||
                  c == 0x178 || c == 0x17D || c == 0x17E || c == 0x192 || c == 0x2C6 || c == 0x2DC ||
                  (c >= 0x400 && c < 0x410) || (c >= 0x450 && c < 0x492);
      bool lead = (c >= 0xC2 && c < 0xF5) || c == 0x420 || c == 0x421;
      bool blank = c != ' ' && internal::ClassesFromIcu(c) & kSpaceClass;
      of[c] = static_cast<uint8_t>((IsOddCharacter(c) ? kClean : 0) | (blank ? kBlanks : 0) |
                                   (IsNfcPlain(c) ? 0 : kCompose) | (lead ? kMojibakeLead : 0) |
                                   (next ? kMojibakeNext : 0));
    }
  }
  uint8_t of[0x800];
};
const Traits kTraits;

uint8_t TraitsOf(char32_t c) {
  if (c < std::size(kTraits.of)) return kTraits.of[c];
  if ((c >= 0x4E00 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0x3001 && c < 0x302A) ||
      (c >= 0x3030 && c < 0x3099) || (c >= 0x30A0 && c < 0x3100)) {
    return 0;
  }
  if ((c >= 0x2010 && c < 0x2028) || (c >= 0x2030 && c < 0x205F) || (c >= 0x20A0 && c < 0x20D0) ||
      (c >= 0x2100 && c < 0x2126)) {
    return kMojibakeNext;
  }
  return static_cast<uint8_t>((IsOddCharacter(c) ? kClean : 0) | (IsSpace(c) ? kBlanks : 0) |
                              (IsNfcPlain(c) ? 0 : kCompose));
}

// The passes that make it plainer.
uint8_t PlainPassesFor(char32_t c, const Typography& typography) {
  const bool compatible = typography.compatibility && !IsNfkcPlain(c);
  return static_cast<uint8_t>((IsPlainable(c, typography) ? kPlain : 0) | (compatible ? kCompose : 0));
}

// The passes that ASCII in the block of `text` at `base` needs.
uint8_t AsciiPassesFor(const Block& block, std::string_view text, size_t base, bool preformatted) {
  const size_t size = text.size() - base;
  const uint64_t inside = size < Block::kSize ? (uint64_t{1} << size) - 1 : ~uint64_t{0};
  uint64_t controls = MaskOf(block, [](Lanes c) { return (c < 0x20) | (c == 0x7F); }) & inside;
  if (controls != 0 && preformatted)
    controls &= ~MaskOf(block, [](Lanes c) { return (c == '\n') | (c == '\t'); });
  if (controls != 0) return kClean | kBlanks;
  if (preformatted) return 0;
  const uint64_t blanks = MaskOf(block, [](Lanes c) { return c == ' '; });
  const bool blank_before = base > 0 && text[base - 1] == ' ';
  return (blanks & (blanks << 1 | (blank_before ? 1 : 0))) != 0 ? kBlanks : 0;
}

// The passes that might change the text; the others surely would not.
uint8_t PassesFor(std::string_view text, const NormaliseOptions& options) {
  if (text.empty()) return 0;
  const bool pre = options.preformatted, plainer = options.typography.any();
  uint8_t passes = 0;
  if (text.back() == ' ' || text.back() == '\n' || text.front() == '\n' || (!pre && text.front() == ' '))
    passes |= kBlanks;
  if (options.html && !pre && text.find('&') != std::string_view::npos) passes |= kClean;
  const char* const end = text.data() + text.size();
  size_t next = 0;  // just behind the last character beyond ASCII
  uint8_t before = 0;
  for (size_t base = 0; base < text.size(); base += Block::kSize) {
    const Block block = BlockAt(text, base);
    passes |= AsciiPassesFor(block, text, base, pre);
    uint64_t high = HighBytes(block);
    while (high != 0) {
      const size_t at = std::max(base + static_cast<size_t>(std::countr_zero(high)), next);
      if (at >= base + Block::kSize) break;
      if (at != next) before = 0;
      int size;
      const char32_t c = DecodeAt(text.data() + at, end, &size);
      const uint8_t traits = TraitsOf(c);
      passes |= traits & kPasses;
      if (plainer) passes |= PlainPassesFor(c, options.typography);
      if (before & kMojibakeLead && traits & kMojibakeNext) passes |= kMend;
      before = traits;
      next = at + static_cast<size_t>(size);
      const size_t done = next - base;
      high = done < Block::kSize ? high >> done << done : 0;
    }
  }
  return passes;
}

}  // namespace

bool NormaliseIfNeeded(std::string_view text, const NormaliseOptions& options, std::string* out,
                       std::vector<Change>* changes) {
  uint8_t passes = PassesFor(text, options);
  if (passes == 0) return false;
  bool references = false;
  Rewriter rewriter;
  rewriter.Start(text);
  const auto shows = [&](char c) { return rewriter.text().find(c) != std::string_view::npos; };
  for (int round = 0; round < kMaxRounds && passes != 0; ++round) {
    // Where marks of markup are shown, references are what the text is about.
    references |= options.html && !options.preformatted && !shows('<') && !shows('>');
    bool changed = false;
    const auto may_change = [&](Trait pass) { return changed || (passes & pass) != 0; };
    if (may_change(kMend)) changed |= MendMojibake(&rewriter);
    if (may_change(kClean)) changed |= CleanCharacters(references, &rewriter);
    if (may_change(kPlain) && options.typography.any()) changed |= MakePlain(options.typography, &rewriter);
    if (may_change(kCompose)) changed |= ComposeNfc(options.typography.compatibility, &rewriter);
    if (may_change(kBlanks)) changed |= options.preformatted ? TidyLines(&rewriter) : FoldBlanks(&rewriter);
    if (!changed) break;
    passes = PassesFor(rewriter.text(), options);
  }
  if (rewriter.text() == text) return false;
  out->assign(rewriter.text());
  if (changes != nullptr) *changes = rewriter.changes();
  return true;
}

bool IsNormal(std::string_view text, const NormaliseOptions& options) {
  std::string out;
  return !NormaliseIfNeeded(text, options, &out, nullptr);
}

void Normalise(std::string_view text, const NormaliseOptions& options, std::string* out,
               std::vector<Change>* changes) {
  if (NormaliseIfNeeded(text, options, out, changes)) return;
  out->assign(text);
  if (changes != nullptr) changes->clear();
}

}  // namespace dechaff::text
