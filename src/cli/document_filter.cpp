// Which documents of a run the user wants; see document_filter.h.
#include "cli/document_filter.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <re2/re2.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "cli/values.h"
#include "text/utf8.h"

namespace dechaff::cli {
namespace {

// The primary subtag of a BCP 47 tag, the one in force where there are several for a language: CLD2 says iw
// and jw for he and jv. Empty if it is none.
std::string PrimarySubtag(std::string_view tag) {
  const size_t begin = std::min(tag.find_first_not_of(" \t"), tag.size());
  const std::string name(tag.substr(begin, tag.find_first_of("-_ \t", begin) - begin));
  if (name.size() < 2 || name.size() > 3) return {};
  icu::Locale locale(name.c_str());
  UErrorCode error = U_ZERO_ERROR;
  locale.canonicalize(error);
  return U_FAILURE(error) || locale.isBogus() ? std::string() : locale.getLanguage();
}

// Of scripts that part no words.
bool IsWordOfItsOwn(UChar32 c) {
  const int32_t block = ublock_getCode(c);
  return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || block == UBLOCK_HIRAGANA || block == UBLOCK_KATAKANA;
}

Status Compile(std::string_view name, const std::string& pattern, std::unique_ptr<re2::RE2>* compiled) {
  if (pattern.empty()) return {};
  *compiled = std::make_unique<re2::RE2>(pattern, re2::RE2::Quiet);
  if ((*compiled)->ok()) return {};
  return Status::Invalid(std::string(name) + ": " + (*compiled)->error());
}

}  // namespace

uint64_t CountWords(std::string_view text) {
  constexpr char32_t kFirstOfThoseScripts = 0x2E80;
  uint64_t words = 0;
  bool inside = false;
  const char* const end = text.data() + text.size();
  int size = 0;
  for (const char* p = text.data(); p != end; p += size) {
    const char32_t point = text::DecodeAt(p, end, &size);
    const bool alone = point >= kFirstOfThoseScripts && IsWordOfItsOwn(static_cast<UChar32>(point));
    const bool letter =
        !alone && (text::IsLetter(point) || text::IsDigit(point) || (inside && text::IsMark(point)));
    words += alone || (letter && !inside);
    inside = letter;
  }
  return words;
}

std::string LanguageOf(std::string_view text, std::string_view stated) {
  constexpr size_t kEnough = size_t{64} << 10;
  const auto size = static_cast<int>(std::min(text.size(), kEnough));
  bool sure = false;
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0;
  int valid = 0;
  const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language found =
      CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), size, /*is_plain_text=*/true, &hints, 0, languages,
                                              percents, scores, nullptr, &text_bytes, &sure, &valid);
  if (sure && found != CLD2::UNKNOWN_LANGUAGE) return PrimarySubtag(CLD2::LanguageCode(found));
  return PrimarySubtag(stated);
}

DocumentFilter::DocumentFilter() = default;
DocumentFilter::DocumentFilter(DocumentFilter&&) noexcept = default;
DocumentFilter::~DocumentFilter() = default;

StatusOr<DocumentFilter> DocumentFilter::Create(const Settings& settings) {
  DocumentFilter filter;
  if (Status s = Compile("--url-include", settings.url_include, &filter.include_); !s.ok()) return s;
  if (Status s = Compile("--url-exclude", settings.url_exclude, &filter.exclude_); !s.ok()) return s;
  for (std::string_view rest = settings.filter_lang; !rest.empty();) {
    const size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view name = rest.substr(0, comma);
    filter.languages_.push_back(PrimarySubtag(name));
    if (filter.languages_.back().empty())
      return Status::Invalid("--filter-lang: '" + Escape(name) + "' is not a language code such as en");
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  filter.min_words_ = settings.min_words;
  return filter;
}

std::string DocumentFilter::RefuseUrl(std::string_view url) const {
  const re2::StringPiece address(url.data(), url.size());
  if (include_ && !re2::RE2::PartialMatch(address, *include_)) return "address is not in --url-include";
  if (exclude_ && re2::RE2::PartialMatch(address, *exclude_)) return "address is in --url-exclude";
  return {};
}

std::string DocumentFilter::RefuseResult(const Result& result) const {
  if (min_words_ > 0 && CountWords(result.text) < min_words_) return "has fewer words than --min-words";
  if (languages_.empty()) return {};
  const std::string language = LanguageOf(result.text, result.metadata.lang.value);
  if (std::ranges::find(languages_, language) != languages_.end()) return {};
  return "language is not in --filter-lang: " + (language.empty() ? "unknown" : language);
}

}  // namespace dechaff::cli
