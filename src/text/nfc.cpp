// Finds the stretches that are not plain and hands them to ICU.
#include "text/nfc.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "text/utf8.h"

namespace dechaff::text {
namespace {

constexpr int kMaxMarks = 32;

}  // namespace

bool IsNfcPlain(char32_t c) {
  if (c < 0x300 || (c >= 0x400 && c < 0x483) || (c >= 0x2010 && c < 0x2028) || (c >= 0x4E00 && c < 0xA000) ||
      (c >= 0xAC00 && c < 0xD7A4))
    return true;
  auto code = static_cast<UChar32>(c);
  return u_getIntPropertyValue(code, UCHAR_NFC_QUICK_CHECK) == UNORM_YES && u_getCombiningClass(code) == 0;
}

bool IsNfkcPlain(char32_t c) {
  if (c < 0xA0) return true;
  const auto code = static_cast<UChar32>(c);
  return u_getIntPropertyValue(code, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES && u_getCombiningClass(code) == 0;
}

bool ComposeNfc(bool compatibility, Rewriter* rewriter) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* form =
      compatibility ? icu::Normalizer2::getNFKCInstance(error) : icu::Normalizer2::getNFCInstance(error);
  const auto is_plain = compatibility ? IsNfkcPlain : IsNfcPlain;
  if (U_FAILURE(error)) return false;
  const std::string_view text = rewriter->text();
  const char* const end = text.data() + text.size();
  std::string composed;
  const size_t ascii = AsciiPrefix(text);
  const char* base = text.data() + (ascii > 0 ? ascii - 1 : 0);  // the last plain character
  for (const char* p = text.data() + ascii; p < end;) {
    if (IsAscii(*p)) {
      p += AsciiPrefix({p, static_cast<size_t>(end - p)});
      base = p - 1;
      continue;
    }
    int size;
    if (is_plain(DecodeAt(p, end, &size))) {
      base = p;
      p += size;
      continue;
    }
    // The stretch: the base and all that is not plain after it.
    int marks = 0, most = 0;
    for (char32_t c; p < end && !is_plain(c = DecodeAt(p, end, &size)); p += size) {
      marks = u_getCombiningClass(static_cast<UChar32>(c)) != 0 ? marks + 1 : 0;
      most = std::max(most, marks);
    }
    if (most <= kMaxMarks) {
      composed.clear();
      icu::StringByteSink<std::string> sink(&composed);
      form->normalizeUTF8(0, icu::StringPiece(base, static_cast<int32_t>(p - base)), sink, nullptr, error);
      std::string_view stretch(base, static_cast<size_t>(p - base));
      auto begin = static_cast<size_t>(base - text.data());
      if (U_SUCCESS(error) && composed != stretch) rewriter->Replace(begin, begin + stretch.size(), composed);
    }
    base = p;
  }
  return rewriter->Finish();
}

}  // namespace dechaff::text
