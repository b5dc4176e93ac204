// The passes of normalisation, and the fast test that most paragraphs need none of them.
#include "text/normalise.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/characters.h"
#include "text/mojibake.h"
#include "text/nfc.h"
#include "text/rewrite.h"
#include "text/swar.h"
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

// Skips printable ASCII without double blanks, eight bytes at a time.
const char* SkipTidyAscii(const char* p, const char* end) {
  for (; end - p > 8; p += 8) {
    uint64_t word = Load8(p);
    uint64_t blank = word ^ Bytes(' '), next_blank = Load8(p + 1) ^ Bytes(' ');
    uint64_t untidy = (word & Bytes(0x80)) | ((word - Bytes(0x20)) & Bytes(0x80)) |
                      ZeroByte(word ^ Bytes(0x7F)) | ZeroByte(blank | next_blank);
    if (untidy != 0) break;
  }
  return p;
}

// True only if no pass would change the text; false if one might.
bool IsSurelyNormal(std::string_view text, const NormaliseOptions& options) {
  if (text.empty()) return true;
  bool pre = options.preformatted;
  if (text.back() == ' ' || text.back() == '\n' || text.front() == '\n' || (!pre && text.front() == ' '))
    return false;
  if (options.html && !pre && text.find('&') != std::string_view::npos) return false;
  const char* p = text.data();
  const char* const end = p + text.size();
  uint8_t before = 0;
  while (p < end) {
    auto byte = static_cast<unsigned char>(*p);
    if (byte < 0x80) {
      if (!pre && end - p > 16) p = SkipTidyAscii(p, end);
      byte = static_cast<unsigned char>(*p);
      if (byte < 0x80) {
        bool blank = byte == ' ' && !pre && p + 1 < end && p[1] == ' ';
        if (blank || (kTraits.of[byte] & kOdd && !(pre && (byte == '\n' || byte == '\t')))) return false;
        before = 0;
        ++p;
        continue;
      }
      before = 0;
    }
    int size;
    uint8_t traits = TraitsOf(DecodeAt(p, end, &size));
    if (traits & kOdd || (before & kMojibakeLead && traits & kMojibakeNext)) return false;
    before = traits;
    p += size;
  }
  return true;
}

}  // namespace

bool NormaliseIfNeeded(std::string_view text, const NormaliseOptions& options, std::string* out,
                       std::vector<Change>* changes) {
  if (IsSurelyNormal(text, options)) return false;
  // Where marks of markup are shown, references are what the text is about.
  const bool references =
      options.html && !options.preformatted && text.find_first_of("<>") == std::string_view::npos;
  Rewriter rewriter;
  rewriter.Start(text);
  for (int round = 0; round < kMaxRounds; ++round) {
    bool changed = MendMojibake(&rewriter);
    changed |= CleanCharacters(references, &rewriter);
    changed |= ComposeNfc(&rewriter);
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
