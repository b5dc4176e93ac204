// Runs of misread characters, and the judgement over them.
#include "text/mojibake.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "text/single_byte.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

// Characters → bytes, for the upper half of a single-byte charset.
class Inverse {
 public:
  explicit Inverse(std::string_view charset) {
    const SingleByteTable& table = SingleByteTableFor(charset);
    for (size_t i = 0; i < 128; ++i) entries_[i] = {table.high[i], static_cast<unsigned char>(0x80 + i)};
    std::sort(entries_.begin(), entries_.end());
  }
  unsigned char Byte(char32_t c) const {
    if (c >= 0x80 && c < 0xA0) return static_cast<unsigned char>(c);
    auto found = std::lower_bound(entries_.begin(), entries_.end(), c,
                                  [](const auto& e, char32_t k) { return e.first < k; });
    return found != entries_.end() && found->first == c ? found->second : 0;
  }

 private:
  std::array<std::pair<char16_t, unsigned char>, 128> entries_;
};

const Inverse& Latin() {
  static const Inverse inverse("windows-1252");
  return inverse;
}
const Inverse& Cyrillic() {
  static const Inverse inverse("windows-1251");
  return inverse;
}

// Signs that may well stand after a letter in good text.
bool IsNaturalAfterLetter(char32_t c) {
  static constexpr std::u32string_view kNatural = U"\u00A0«»…‘’“”–—™®©°º·•›‹!";
  return kNatural.find(c) != std::u32string_view::npos;
}

bool IsQuote(char32_t c) {
  static constexpr std::u32string_view kQuotes = U"\"'`«»‹›‘’‚“”„";
  return kQuotes.find(c) != std::u32string_view::npos;
}

// Signs beyond Latin letters that misread text is full of: quotes, dashes, arrows, currency, symbols.
bool IsCommonSign(char32_t c) {
  return (c >= 0xA0 && c < 0xC0) || (c >= 0x2010 && c <= 0x2029) || (c >= 0x202F && c <= 0x203A) ||
         (c >= 0x20A0 && c <= 0x20BF) || (c >= 0x2116 && c <= 0x2122) || (c >= 0x2190 && c <= 0x22FF) ||
         (c >= 0x25A0 && c <= 0x27BF) || (c >= 0x1F300 && c <= 0x1FAFF) || c == 0xFE0F || c == 0x200D ||
         c == 0xFEFF || c == kReplacement || c == 0x200B;
}

// A misread run and what it decodes to.
struct Run {
  size_t begin = 0, end = 0;       // in the text
  std::u32string read;             // the characters as they stand
  std::string bytes;               // their bytes
  char32_t before = 0, after = 0;  // its neighbours; 0 at the edges
  std::string decoded;
};

enum class Verdict { kNo, kPerhaps, kSure };

// What one decoded character says of its run.
Verdict JudgeCharacter(const Run& run, size_t at, size_t size, char32_t c) {
  char32_t lead = run.read[at];
  char32_t before = at > 0 ? run.read[at - 1] : run.before;
  char32_t after = at + size < run.read.size() ? run.read[at + size] : run.after;
  bool natural = true;
  for (size_t i = 1; i < size; ++i) natural = natural && IsNaturalAfterLetter(run.read[at + i]);
  if (c < 0xC0) {  // Â and a sign: no word ends so, but for one in capitals
    return IsUpper(before)                        ? Verdict::kPerhaps
           : natural && before == 0 && after == 0 ? Verdict::kPerhaps
                                                  : Verdict::kSure;
  }
  if (c < 0x250) {  // a Latin letter, whose first byte reads as Ã, Ä, Å, ...
    if (!IsLetter(c)) return Verdict::kPerhaps;
    // Quoted alone, it is spoken of.
    const bool by_references = before == U';' && after == U'&';  // &quot;Ã¤&quot;
    if (by_references || (IsQuote(before) && !IsLetter(after)) || (IsQuote(after) && !IsLetter(before)))
      return Verdict::kPerhaps;
    bool inside = IsLower(before) || IsLetter(after) || (natural ? false : !IsUpper(before));
    return inside ? Verdict::kSure : Verdict::kPerhaps;
  }
  if (size == 4) return IsCommonSign(c) ? Verdict::kSure : Verdict::kPerhaps;
  if (!IsCommonSign(c)) return Verdict::kPerhaps;
  if (c == 0xFEFF || c == kReplacement) return Verdict::kSure;
  return lead == U'â' && !IsNaturalAfterLetter(run.read[at + 1]) ? Verdict::kSure : Verdict::kPerhaps;
}

// Decodes the run into run->decoded and judges it.
Verdict Judge(Run* run, bool cyrillic) {
  run->decoded.clear();
  Verdict verdict = Verdict::kPerhaps;
  size_t characters = 0, letters = 0, strange = 0;
  UScriptCode script = USCRIPT_COMMON;
  bool one_script = true;
  const char* const begin = run->bytes.data();
  const char* const end = begin + run->bytes.size();
  for (const char* p = begin; p < end;) {
    int size;
    char32_t c = DecodeAt(p, end, &size);
    auto at = static_cast<size_t>(p - begin);
    if (c == kReplacement && run->bytes.compare(at, 3, "\xEF\xBF\xBD") !=
                                 0) {  // no sequence: only a sign of punctuation may stand there
      if (!IsNaturalAfterLetter(run->read[at])) return Verdict::kNo;
      AppendUtf8(run->read[at], &run->decoded);
      ++p;
      continue;
    }
    auto width = static_cast<size_t>(size);
    if (u_charType(static_cast<UChar32>(c)) == U_UNASSIGNED ||
        u_charType(static_cast<UChar32>(c)) == U_PRIVATE_USE_CHAR || c < 0xA0) {
      return Verdict::kNo;
    }
    for (size_t i = 1; i < width; ++i) strange += !IsNaturalAfterLetter(run->read[at + i]);
    if (IsLetter(c)) {
      UErrorCode error = U_ZERO_ERROR;
      UScriptCode s = uscript_getScript(static_cast<UChar32>(c), &error);
      if (s == USCRIPT_HIRAGANA || s == USCRIPT_KATAKANA) s = USCRIPT_HAN;
      one_script = one_script && (script == USCRIPT_COMMON || s == USCRIPT_COMMON || s == script);
      if (s != USCRIPT_COMMON) script = s;
      ++letters;
    } else if (!IsCommonSign(c) && !IsMark(c) && !IsPunct(c)) {
      return Verdict::kNo;
    }
    if (!cyrillic && JudgeCharacter(*run, at, width, c) == Verdict::kSure) verdict = Verdict::kSure;
    ++characters;
    run->decoded.append(p, width);
    p += size;
  }
  if (characters == 0 || !one_script) return Verdict::kNo;
  if (cyrillic)
    return letters >= 3 && strange >= 1 && script == USCRIPT_CYRILLIC ? Verdict::kSure : Verdict::kNo;
  // Words of another script: no text has such a string of signs and letters with marks.
  if (letters >= 2 && strange >= 1 && script != USCRIPT_LATIN) return Verdict::kSure;
  return verdict == Verdict::kSure || script == USCRIPT_LATIN || letters == 0 ? verdict : Verdict::kNo;
}

// Gathers the run of characters that begins at `begin` and has bytes in that charset.
void Gather(std::string_view text, size_t begin, const Inverse& inverse, Run* run) {
  run->begin = begin;
  run->read.clear();
  run->bytes.clear();
  const char* const end = text.data() + text.size();
  const char* p = text.data() + begin;
  int size;
  run->before = begin > 0 ? DecodeBefore(text.data(), p, &size) : 0;
  run->after = 0;
  while (p < end) {
    char32_t c = DecodeAt(p, end, &size);
    unsigned char byte = inverse.Byte(c);
    if (byte == 0) {
      run->after = c;
      break;
    }
    run->read.push_back(c);
    run->bytes.push_back(static_cast<char>(byte));
    p += size;
  }
  run->end = static_cast<size_t>(p - text.data());
}

// The runs that decode, in order, each with its verdict.
struct Judged {
  size_t begin, end;
  std::string decoded;
  bool sure;
};

std::vector<Judged> FindRuns(std::string_view text) {
  std::vector<Judged> found;
  Run run;
  for (size_t at = AsciiPrefix(text); at < text.size(); at += AsciiPrefix(text.substr(at))) {
    int size;
    DecodeAt(text.data() + at, text.data() + text.size(), &size);
    const size_t behind = at + static_cast<size_t>(size);
    if (behind == text.size() || IsAscii(text[behind])) {  // no sequence has one byte
      at = behind;
      continue;
    }
    Gather(text, at, Latin(), &run);
    Verdict verdict = run.read.size() >= 2 ? Judge(&run, false) : Verdict::kNo;
    size_t next = run.end;
    if (verdict == Verdict::kNo) {
      Gather(text, at, Cyrillic(), &run);
      if (run.read.size() >= 6) verdict = Judge(&run, true);
      next = std::max(next, run.end);
    }
    if (verdict != Verdict::kNo) found.push_back({at, run.end, run.decoded, verdict == Verdict::kSure});
    at = std::max(next, behind);
  }
  return found;
}

}  // namespace

bool MendMojibake(Rewriter* rewriter) {
  std::vector<Judged> runs = FindRuns(rewriter->text());
  if (std::any_of(runs.begin(), runs.end(), [](const Judged& run) { return run.sure; })) {
    for (const Judged& run : runs) rewriter->Replace(run.begin, run.end, run.decoded);
  }
  return rewriter->Finish();
}

}  // namespace dechaff::text
