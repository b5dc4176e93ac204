// A table of characters, and for width ICU's mappings, of which one step says no more than the width.
#include "text/typography.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "text/utf8.h"

namespace dechaff::text {
namespace {

struct Plain {
  char32_t c;
  bool Typography::*asked;
  std::string_view with;
};

// Sorted. The quotes that point like commas are meant as quotes in German and Polish; guillemets are no
// curly quotes, and primes are no quotes.
constexpr Plain kPlain[] = {
    {0x2010, &Typography::plain_dashes, "-"},      // hyphen
    {0x2011, &Typography::plain_dashes, "-"},      // non-breaking hyphen
    {0x2012, &Typography::plain_dashes, "-"},      // figure dash
    {0x2013, &Typography::plain_dashes, "-"},      // en dash
    {0x2014, &Typography::plain_dashes, "--"},     // em dash
    {0x2015, &Typography::plain_dashes, "--"},     // horizontal bar
    {0x2018, &Typography::straight_quotes, "'"},   // ‘
    {0x2019, &Typography::straight_quotes, "'"},   // ’, the apostrophe too
    {0x201A, &Typography::straight_quotes, "'"},   // ‚
    {0x201B, &Typography::straight_quotes, "'"},   // ‛
    {0x201C, &Typography::straight_quotes, "\""},  // “
    {0x201D, &Typography::straight_quotes, "\""},  // ”
    {0x201E, &Typography::straight_quotes, "\""},  // „
    {0x201F, &Typography::straight_quotes, "\""},  // ‟
    {0x2025, &Typography::plain_ellipses, ".."},   // two dot leader
    {0x2026, &Typography::plain_ellipses, "..."},  // ellipsis
    {0x2212, &Typography::plain_dashes, "-"},      // minus
};

const Plain* FindPlain(char32_t c, const Typography& typography) {
  const auto* found = std::lower_bound(std::begin(kPlain), std::end(kPlain), c,
                                       [](const Plain& plain, char32_t k) { return plain.c < k; });
  return found != std::end(kPlain) && found->c == c && typography.*found->asked ? found : nullptr;
}

// The block of half and full width forms.
bool IsWidthForm(char32_t c) { return c >= 0xFF01 && c <= 0xFFEE; }

}  // namespace

bool IsPlainable(char32_t c, const Typography& typography) {
  return (typography.common_width && IsWidthForm(c)) || FindPlain(c, typography) != nullptr;
}

bool MakePlain(const Typography& typography, Rewriter* rewriter) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  const std::string_view text = rewriter->text();
  const char* const end = text.data() + text.size();
  icu::UnicodeString common;
  std::string with;
  for (size_t at = AsciiPrefix(text); at < text.size();) {
    int size;
    const char32_t c = DecodeAt(text.data() + at, end, &size);
    const size_t next = at + static_cast<size_t>(size);
    if (const Plain* plain = FindPlain(c, typography)) {
      rewriter->Replace(at, next, plain->with);
    } else if (typography.common_width && IsWidthForm(c) && U_SUCCESS(error) &&
               nfkc->getRawDecomposition(static_cast<UChar32>(c), common)) {
      with.clear();
      common.toUTF8String(with);
      rewriter->Replace(at, next, with);
    }
    at = next;
  }
  return rewriter->Finish();
}

}  // namespace dechaff::text
