// A URL is cut into words of ASCII letters, which are looked up in a table; two numbers that can be a year
// and a month are a date.
#include "judge/address.h"

#include <algorithm>
#include <iterator>

#include "html/scan.h"
#include "text/swar.h"

namespace dechaff::judge {
namespace {

struct Entry {
  std::string_view word;
  PageKind says;
};

// Words that sites commonly name parts of themselves by, in order of the alphabet. Origin: common usage,
// written down for this project.
constexpr Entry kWords[] = {
    {"actualite", PageKind::kArticle},
    {"actualites", PageKind::kArticle},
    {"answers", PageKind::kForum},
    {"api", PageKind::kDocumentation},
    {"archive", PageKind::kListing},
    {"archives", PageKind::kListing},
    {"article", PageKind::kArticle},
    {"articles", PageKind::kArticle},
    {"articolo", PageKind::kArticle},
    {"artikel", PageKind::kArticle},
    {"ask", PageKind::kForum},
    {"bbs", PageKind::kForum},
    {"blog", PageKind::kArticle},
    {"blogs", PageKind::kArticle},
    {"board", PageKind::kForum},
    {"boards", PageKind::kForum},
    {"boutique", PageKind::kCollection},
    {"browse", PageKind::kCollection},
    {"c", PageKind::kCollection},
    {"cat", PageKind::kCollection},
    {"catalog", PageKind::kCollection},
    {"catalogue", PageKind::kCollection},
    {"categoria", PageKind::kCollection},
    {"categories", PageKind::kCollection},
    {"category", PageKind::kCollection},
    {"collection", PageKind::kCollection},
    {"collections", PageKind::kCollection},
    {"community", PageKind::kForum},
    {"consulting", PageKind::kService},
    {"developer", PageKind::kDocumentation},
    {"developers", PageKind::kDocumentation},
    {"dienstleistungen", PageKind::kService},
    {"directory", PageKind::kListing},
    {"discuss", PageKind::kForum},
    {"discussion", PageKind::kForum},
    {"discussions", PageKind::kForum},
    {"doc", PageKind::kDocumentation},
    {"docs", PageKind::kDocumentation},
    {"documentation", PageKind::kDocumentation},
    {"dp", PageKind::kProduct},
    {"events", PageKind::kListing},
    {"features", PageKind::kService},
    {"foren", PageKind::kForum},
    {"foro", PageKind::kForum},
    {"foros", PageKind::kForum},
    {"forum", PageKind::kForum},
    {"forums", PageKind::kForum},
    {"handbook", PageKind::kDocumentation},
    {"item", PageKind::kProduct},
    {"itm", PageKind::kProduct},
    {"jobs", PageKind::kListing},
    {"kategorie", PageKind::kCollection},
    {"leistungen", PageKind::kService},
    {"list", PageKind::kListing},
    {"listing", PageKind::kListing},
    {"lists", PageKind::kListing},
    {"magazine", PageKind::kArticle},
    {"man", PageKind::kDocumentation},
    {"manual", PageKind::kDocumentation},
    {"nachrichten", PageKind::kArticle},
    {"news", PageKind::kArticle},
    {"nieuws", PageKind::kArticle},
    {"noticias", PageKind::kArticle},
    {"novosti", PageKind::kArticle},
    {"p", PageKind::kProduct},
    {"platform", PageKind::kService},
    {"post", PageKind::kArticle},
    {"posts", PageKind::kArticle},
    {"press", PageKind::kArticle},
    {"pricing", PageKind::kService},
    {"product", PageKind::kProduct},
    {"producto", PageKind::kProduct},
    {"products", PageKind::kProduct},
    {"produit", PageKind::kProduct},
    {"produkt", PageKind::kProduct},
    {"produkte", PageKind::kProduct},
    {"produto", PageKind::kProduct},
    {"question", PageKind::kForum},
    {"questions", PageKind::kForum},
    {"readthedocs", PageKind::kDocumentation},
    {"reference", PageKind::kDocumentation},
    {"search", PageKind::kListing},
    {"service", PageKind::kService},
    {"services", PageKind::kService},
    {"servicios", PageKind::kService},
    {"shop", PageKind::kCollection},
    {"showthread", PageKind::kForum},
    {"showtopic", PageKind::kForum},
    {"sku", PageKind::kProduct},
    {"solutions", PageKind::kService},
    {"stackexchange", PageKind::kForum},
    {"stackoverflow", PageKind::kForum},
    {"store", PageKind::kProduct},
    {"stories", PageKind::kArticle},
    {"story", PageKind::kArticle},
    {"t", PageKind::kForum},
    {"tag", PageKind::kListing},
    {"tags", PageKind::kListing},
    {"thread", PageKind::kForum},
    {"threads", PageKind::kForum},
    {"topic", PageKind::kForum},
    {"topics", PageKind::kForum},
    {"tutorial", PageKind::kDocumentation},
    {"viewthread", PageKind::kForum},
    {"viewtopic", PageKind::kForum},
    {"wiadomosci", PageKind::kArticle},
    {"wiki", PageKind::kDocumentation},
};
constexpr size_t kLongestWord = 16;

static_assert(std::is_sorted(std::begin(kWords), std::end(kWords),
                             [](const Entry& a, const Entry& b) { return a.word < b.word; }));

// Where in kWords those begin that begin with each letter.
constexpr auto kBegins = [] {
  std::array<uint8_t, 27> begins{};
  for (const Entry& e : kWords) ++begins[static_cast<size_t>(e.word[0] - 'a') + 1];
  for (size_t i = 1; i < begins.size(); ++i) begins[i] = static_cast<uint8_t>(begins[i] + begins[i - 1]);
  return begins;
}();

// REQUIRES: a word of small letters.
void LookUp(std::string_view word, AddressSigns* signs) {
  const auto letter = static_cast<size_t>(word[0] - 'a');
  for (size_t i = kBegins[letter]; i < kBegins[letter + 1]; ++i) {
    if (kWords[i].word == word) signs->kinds[static_cast<size_t>(kWords[i].says)] = true;
  }
}

// Reads the word at `at`, if there is one; returns its end.
size_t ReadWord(std::string_view url, size_t at, AddressSigns* signs) {
  const size_t size = text::AsciiLetterPrefix(url.substr(at));
  if (size > 0 && size <= kLongestWord) {
    char word[kLongestWord];
    std::transform(&url[at], &url[at] + size, word, html::LowerAscii);
    LookUp({word, size}, signs);
  }
  return at + size;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether "/2024/05" or "-2024-05" begins at `at`.
bool IsDate(std::string_view url, size_t at) {
  if (url.size() - at < 8 || (url[at] != '/' && url[at] != '-') || url[at + 5] != url[at]) return false;
  const std::string_view year = url.substr(at + 1, 4), month = url.substr(at + 6, 2);
  return std::all_of(year.begin(), year.end(), IsDigit) &&
         (year.starts_with("19") || year.starts_with("20")) &&
         std::all_of(month.begin(), month.end(), IsDigit) && month >= "01" && month <= "12";
}

}  // namespace

AddressSigns ReadAddress(std::string_view url) {
  url = url.substr(0, kMostAddress);
  AddressSigns signs;
  signs.known = !url.empty();
  if (const size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  const size_t path = url.find('/');
  signs.root = signs.known && (path == std::string_view::npos || path + 1 == url.size());
  for (size_t i = ReadWord(url, 0, &signs); i < url.size(); i = ReadWord(url, i + 1, &signs)) {
    if (IsDate(url, i)) signs.kinds[static_cast<size_t>(PageKind::kArticle)] = true;
  }
  return signs;
}

}  // namespace dechaff::judge
