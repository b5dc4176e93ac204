// The passes of normalisation, and the fast test that most paragraphs need none of them.
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

enum Trait : uint8_t {
  kOdd = 1,           // needs the passes
  kMojibakeLead = 2,  // needs them if the next character is one that follows in misread text
  kMojibakeNext = 4,
};

struct Traits {
  Traits() {  // straight from ICU: other tables may not be there yet
    for (char32_t c = 0; c < std::size(of); ++c) {
      bool next = (c >= 0x80 && c < 0xC0) || c == 0x152 || c == 0x153 || c == 0x160 || c == 0x161 ||
                  c == 0x178 || c == 0x17D || c == 0x17E || c == 0x192 || c == 0x2C6 || c == 0x2DC ||
                  (c >= 0x400 && c < 0x410) || (c >= 0x450 && c < 0x492);
      bool lead = (c >= 0xC2 && c < 0xF5) || c == 0x420 || c == 0x421;
      bool odd =
          IsOddCharacter(c) || (c != ' ' && internal::ClassesFromIcu(c) & kSpaceClass) || !IsNfcPlain(c);
      of[c] =
          static_cast<uint8_t>((odd ? kOdd : 0) | (lead ? kMojibakeLead : 0) | (next ? kMojibakeNext : 0));
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
  return IsOddCharacter(c) || IsSpace(c) || !IsNfcPlain(c) ? kOdd : 0;
}

// Whether a byte of ASCII in the block of `text` at `base` needs the passes.
bool HasOddAscii(const Block& block, std::string_view text, size_t base, bool preformatted) {
  const size_t size = text.size() - base;
  const uint64_t inside = size < Block::kSize ? (uint64_t{1} << size) - 1 : ~uint64_t{0};
  const uint64_t controls = MaskOf(block, [](Lanes c) { return (c < 0x20) | (c == 0x7F); }) & inside;
  if (preformatted) {
    return controls != 0 &&
           (controls & ~MaskOf(block, [](Lanes c) { return (c == '\n') | (c == '\t'); })) != 0;
  }
  const uint64_t blanks = MaskOf(block, [](Lanes c) { return c == ' '; });
  const bool blank_before = base > 0 && text[base - 1] == ' ';
  return controls != 0 || (blanks & (blanks << 1 | (blank_before ? 1 : 0))) != 0;
}

// True only if no pass would change the text; false if one might.
bool IsSurelyNormal(std::string_view text, const NormaliseOptions& options) {
  if (text.empty()) return true;
  const bool pre = options.preformatted, plainer = options.typography.any();
  if (text.back() == ' ' || text.back() == '\n' || text.front() == '\n' || (!pre && text.front() == ' '))
    return false;
  if (options.html && !pre && text.find('&') != std::string_view::npos) return false;
  const char* const end = text.data() + text.size();
  size_t next = 0;  // just behind the last character beyond ASCII
  uint8_t before = 0;
  for (size_t base = 0; base < text.size(); base += Block::kSize) {
    const Block block = BlockAt(text, base);
    if (HasOddAscii(block, text, base, pre)) return false;
    uint64_t high = HighBytes(block);
    while (high != 0) {
      const size_t at = std::max(base + static_cast<size_t>(std::countr_zero(high)), next);
      if (at >= base + Block::kSize) break;
      if (at != next) before = 0;
      int size;
      const char32_t c = DecodeAt(text.data() + at, end, &size);
      const uint8_t traits = TraitsOf(c);
      if (plainer &&
          (IsPlainable(c, options.typography) || (options.typography.compatibility && !IsNfkcPlain(c))))
        return false;
      if (traits & kOdd || (before & kMojibakeLead && traits & kMojibakeNext)) return false;
      before = traits;
      next = at + static_cast<size_t>(size);
      const size_t done = next - base;
      high = done < Block::kSize ? high >> done << done : 0;
    }
  }
  return true;
}

}  // namespace

bool NormaliseIfNeeded(std::string_view text, const NormaliseOptions& options, std::string* out,
                       std::vector<Change>* changes) {
  if (IsSurelyNormal(text, options)) return false;
  // Where marks of markup are shown, references are what the text is about.
  const bool references = options.html && !options.preformatted && text.find('<') == std::string_view::npos &&
                          text.find('>') == std::string_view::npos;
  Rewriter rewriter;
  rewriter.Start(text);
  for (int round = 0; round < kMaxRounds; ++round) {
    bool changed = MendMojibake(&rewriter);
    changed |= CleanCharacters(references, &rewriter);
    if (options.typography.any()) changed |= MakePlain(options.typography, &rewriter);
    changed |= ComposeNfc(options.typography.compatibility, &rewriter);
    changed |= options.preformatted ? TidyLines(&rewriter) : FoldBlanks(&rewriter);
    if (!changed || IsSurelyNormal(rewriter.text(), options)) break;
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
