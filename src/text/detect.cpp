// The order of evidence, and the guards that keep a lying label or a lucky guess from winning.
#include "text/detect.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <bitset>
#include <string>

#include "text/prescan.h"
#include "text/sniff.h"
#include "text/transcode.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

constexpr size_t kWindow = size_t{256} << 10;  // bytes that weighing looks at
constexpr size_t kSample = 8000;               // bytes that ICU's detector looks at

bool IsHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// The bytes from shortly before the first that is not ASCII: what all weighing looks at.
std::string_view Window(std::string_view bytes) {
  size_t first = AsciiPrefix(bytes);
  return bytes.substr(first - std::min<size_t>(first, 64), kWindow);
}

// How well bytes fit UTF-8.
struct Utf8Fit {
  size_t characters = 0;  // beyond ASCII
  size_t errors = 0;
  // Damaged UTF-8 rather than something else. A charset whose letters are single high bytes hits a
  // well-formed sequence only now and then.
  bool Mostly() const { return characters > 0 && errors * 8 <= characters; }
};

Utf8Fit FitUtf8(std::string_view bytes) {
  Utf8Fit fit;
  const char* p = bytes.data();
  const char* const end = p + bytes.size();
  while (p < end) {
    p += AsciiPrefix({p, static_cast<size_t>(end - p)});
    if (p == end) break;
    int size;
    char32_t c = DecodeAt(p, end, &size);
    bool error = c == kReplacement &&
                 !(size == 3 && static_cast<unsigned char>(p[0]) == 0xEF &&
                   static_cast<unsigned char>(p[1]) == 0xBF && static_cast<unsigned char>(p[2]) == 0xBD);
    ++(error ? fit.errors : fit.characters);
    p += size;
  }
  return fit;
}

// How high bytes stand together: Latin letters with marks are single among ASCII, letters of all other
// scripts come in words.
struct HighRuns {
  size_t bytes = 0;
  size_t in_words = 0;  // in runs of three or more
  bool Words() const { return in_words * 2 > bytes; }
  bool SureWords() const { return bytes >= 16 && in_words * 4 > bytes * 3; }
};

HighRuns CountHighRuns(std::string_view bytes) {
  HighRuns runs;
  for (size_t i = 0; i < bytes.size();) {
    size_t begin = i += AsciiPrefix(bytes.substr(i));
    while (i < bytes.size() && IsHigh(bytes[i])) ++i;
    runs.bytes += i - begin;
    if (i - begin >= 3) runs.in_words += i - begin;
  }
  return runs;
}

size_t DistinctHighBytes(std::string_view bytes) {
  std::bitset<256> seen;
  for (char c : bytes) seen.set(static_cast<unsigned char>(c));
  return (seen >> 128).count();
}

bool IsLatin(std::string_view charset) {
  static constexpr std::string_view kLatin[] = {
      "windows-1252", "windows-1250", "windows-1254", "windows-1257", "windows-1258",
      "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-10",  "iso-8859-13",
      "iso-8859-14",  "iso-8859-15",  "iso-8859-16",  "macintosh",
  };
  return std::find(std::begin(kLatin), std::end(kLatin), charset) != std::end(kLatin);
}

// Whether the bytes can be in that charset: next to nothing fails to decode.
bool Decodes(std::string_view bytes, std::string_view charset) {
  std::unique_ptr<Transcoder> transcoder = MakeTranscoder(charset);
  std::string text;
  SourceMap map;
  transcoder->Feed(bytes.substr(0, kWindow / 4), false, &text, &map);
  auto high =
      static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) == 0xC0; }));
  return transcoder->replaced() * 20 <= high;
}

// Whether a label may be believed, given bytes that are not UTF-8.
bool Plausible(std::string_view charset, std::string_view window) {
  if (charset.empty() || charset == "replacement" || charset == "utf-16le" || charset == "utf-16be")
    return false;
  if (charset == "utf-8") return FitUtf8(window).Mostly();
  if (FitUtf8(window).Mostly()) return false;
  if (IsLatin(charset)) return !CountHighRuns(window).SureWords();
  return Decodes(window, charset);
}

// The pieces between tags and line ends that hold bytes beyond ASCII, up to kSample bytes.
std::string Sample(std::string_view bytes, bool html) {
  std::string sample;
  const std::string_view edges = html ? "<>\r\n" : "\r\n";
  for (size_t i = AsciiPrefix(bytes); i < bytes.size() && sample.size() < kSample;
       i += AsciiPrefix(bytes.substr(i))) {
    size_t reach = i - std::min<size_t>(i, 400);
    size_t begin = bytes.substr(reach, i - reach).find_last_of(edges);
    begin = begin == std::string_view::npos ? reach : reach + begin + 1;
    size_t end = std::min({bytes.find_first_of(edges, i), bytes.size(), i + 2000});
    sample.append(bytes.substr(begin, std::min(end - begin, kSample - sample.size())));
    sample.push_back('\n');
    i = end;
  }
  return sample;
}

// ISO-2022-JP is ASCII with escapes to two-byte sets.
bool IsIso2022Jp(std::string_view bytes) {
  return AsciiPrefix(bytes) == bytes.size() &&
         (bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos);
}

CharsetDecision FromMark(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return {"utf-8", "bom", 3};
  if (bytes.substr(0, 2) == "\xFF\xFE") return {"utf-16le", "bom", 2};
  if (bytes.substr(0, 2) == "\xFE\xFF") return {"utf-16be", "bom", 2};
  return {};
}

}  // namespace

CharsetDetector::CharsetDetector() : icu_(nullptr, ucsdet_close) {
  UErrorCode error = U_ZERO_ERROR;
  icu_.reset(ucsdet_open(&error));
}
CharsetDetector::~CharsetDetector() = default;

std::string_view CharsetDetector::Guess(std::string_view bytes, bool html) {
  std::string sample = Sample(bytes, html);
  // Words have several letters; one sign again and again is an ornament.
  bool latin = !CountHighRuns(sample).Words() || DistinctHighBytes(sample) < 3;
  UErrorCode error = U_ZERO_ERROR;
  ucsdet_setText(icu_.get(), sample.data(), static_cast<int32_t>(sample.size()), &error);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(icu_.get(), &count, &error);
  if (U_FAILURE(error)) return {};
  for (int32_t i = 0; i < count; ++i) {
    const char* name = ucsdet_getName(matches[i], &error);
    std::string_view charset = CharsetForLabel(name != nullptr ? name : "");
    if (charset.empty() || charset.substr(0, 3) == "utf" || charset == "replacement") continue;
    if (latin != IsLatin(charset) || !Decodes(sample, charset)) continue;
    return charset;
  }
  return {};
}

CharsetDecision CharsetDetector::Decide(std::string_view bytes, bool complete, const CharsetHints& hints) {
  CharsetDecision decision = FromMark(bytes);
  const std::string_view body = bytes.substr(decision.mark);
  std::string_view given = CharsetForLabel(hints.override_label);
  if (decision.mark == 0 && !given.empty() && given != "replacement") decision = {given, "given"};
  if (decision.charset.empty()) {
    if (std::string_view utf16 = Utf16Kind(bytes); !utf16.empty()) decision = {utf16, "detected"};
  }
  if (!decision.charset.empty() && decision.charset != "utf-8") return decision;
  decision.valid = ValidUtf8Prefix(body, &decision.has_nul);
  if (!decision.charset.empty()) return decision;

  const CharsetClaim claims[] = {{CharsetForLabel(hints.transport_label), "transport"},
                                 {hints.html ? PrescanCharset(bytes) : std::string_view{}, "meta"}};
  bool fits =
      decision.valid == bytes.size() || (!complete && decision.valid + IncompleteTail(bytes) == bytes.size());
  if (!fits) return Weigh(bytes, claims, hints.html);
  if (IsIso2022Jp(bytes)) return {"iso-2022-jp", "detected"};
  auto utf8 = std::find_if(std::begin(claims), std::end(claims),
                           [](const CharsetClaim& c) { return c.charset == "utf-8"; });
  return {"utf-8", utf8 == std::end(claims) ? "valid" : utf8->source, 0, decision.valid, decision.has_nul};
}

// Bytes that are not UTF-8 throughout.
CharsetDecision CharsetDetector::Weigh(std::string_view bytes, std::span<const CharsetClaim> claims,
                                       bool html) {
  std::string_view window = Window(bytes);
  for (const CharsetClaim& claim : claims) {
    if (Plausible(claim.charset, window)) return {claim.charset, claim.source};
  }
  if (FitUtf8(window).Mostly()) return {"utf-8", "detected"};
  std::string_view guess = Guess(bytes, html);
  if (!guess.empty()) return {guess, "detected"};
  for (const CharsetClaim& claim : claims) {
    if (IsLatin(claim.charset)) return {claim.charset, claim.source};
  }
  return {"windows-1252", "default"};
}

}  // namespace dechaff::text
