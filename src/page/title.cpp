// Compares candidates by their words: folded, parted by one blank.
#include "page/title.h"

#include <algorithm>

#include "text/utf8.h"

namespace dechaff::page {
namespace {

constexpr size_t kLongest = 400;  // bytes of a title; a longer one is the fault of a missing end tag

// " the words of it ", folded, a blank around each; "" if there is none.
std::string Words(std::string_view text) {
  std::string words;
  words.reserve(text.size() + 2);
  const char* const end = text.data() + text.size();
  int size = 0;
  for (const char* p = text.data(); p < end; p += size) {
    const char32_t c = text::Fold(text::DecodeAt(p, end, &size));
    if (text::ClassesOf(c) & (text::kLetterClass | text::kMarkClass | text::kDigitClass)) {
      if (words.empty()) words += ' ';
      if (c < 0x80) {
        words += static_cast<char>(c);
      } else {
        text::AppendUtf8(c, &words);
      }
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (!words.empty() && words.back() != ' ') words += ' ';
  return words;
}

size_t CountWords(std::string_view words) {
  return static_cast<size_t>(std::max<std::ptrdiff_t>(std::count(words.begin(), words.end(), ' ') - 1, 0));
}

std::string Joined(std::string words) {
  std::erase(words, ' ');
  return words;
}

// Tells names of the site: what it calls itself, or what its host holds ("Coast Weekly",
// coastweekly.example).
class SiteName {
 public:
  SiteName(std::string_view name, std::string_view url) : name_(Joined(Words(name))) {
    if (const size_t scheme = url.find("://"); scheme != std::string_view::npos)
      url.remove_prefix(scheme + 3);
    host_ = Joined(Words(url.substr(0, url.find('/'))));
  }
  // Whether these words are one of them, or none at all.
  bool Is(const std::string& words) const {
    const std::string joined = Joined(words);
    if (joined.empty()) return true;
    return joined == name_ || (joined.size() >= 4 && host_.find(joined) != std::string::npos);
  }

 private:
  std::string name_, host_;
};

struct Part {
  size_t begin, end;
};

// The bytes of a separator at `at`, with the blanks around it; 0 if none stands there. Bars, guillemets
// and low lines part titles wherever they stand, dashes, dots, colons and slashes between blanks only.
size_t SeparatorAt(std::string_view title, size_t at) {
  constexpr std::string_view kAlways[] = {"|", "»", "«", "_", "｜", "::"};
  constexpr std::string_view kSpaced[] = {"-", "–", "—", "·", "•", "/", ":"};
  const size_t begin = at;
  if (title[at] == ' ') ++at;
  const auto end_of = [&](size_t end) { return end < title.size() && title[end] == ' ' ? end + 1 : end; };
  for (const std::string_view mark : kAlways) {
    if (title.substr(at).starts_with(mark)) return end_of(at + mark.size()) - begin;
  }
  if (at == begin) return 0;
  for (const std::string_view mark : kSpaced) {
    const size_t end = at + mark.size();
    if (title.substr(at).starts_with(mark) && end_of(end) > end) return end + 1 - begin;
  }
  return 0;
}

std::vector<Part> PartsOf(std::string_view title) {
  std::vector<Part> parts;
  size_t begin = 0;
  for (size_t at = 0; at < title.size();) {
    const size_t separator = SeparatorAt(title, at);
    if (separator > 0 && at > begin) parts.push_back({begin, at});
    at += std::max<size_t>(separator, 1);
    if (separator > 0) begin = at;
  }
  if (begin < title.size()) parts.push_back({begin, title.size()});
  return parts;
}

std::string_view WithoutSite(std::string_view title, const SiteName& site) {
  const std::vector<Part> parts = PartsOf(title);
  if (parts.size() < 2) return title;
  const auto range = [&](size_t first, size_t last) {
    return title.substr(parts[first].begin, parts[last].end - parts[first].begin);
  };
  size_t first = 0, last = parts.size() - 1;
  while (last > first && site.Is(Words(range(last, last)))) --last;
  while (last > first && site.Is(Words(range(first, first)))) ++first;
  if (first == 0 && last == parts.size() - 1) {
    constexpr size_t kFewWords = 4;
    const size_t before = CountWords(Words(range(first, last - 1)));
    if (CountWords(Words(range(last, last))) <= std::max(kFewWords, before)) --last;
  }
  return range(first, last);
}

// Whether a title says the heading: as its beginning, as half of it, or at least three words of it.
bool IsSaid(const std::string& heading, const std::vector<std::string>& titles) {
  for (const std::string& title : titles) {
    const size_t at = title.find(heading);
    if (at == std::string::npos) continue;
    const size_t words = CountWords(heading);
    if (at == 0 || words >= 3 || words * 2 >= CountWords(title)) return true;
  }
  return false;
}

}  // namespace

Stated ChooseTitle(const TitleCandidates& c) {
  const SiteName site(c.site, c.url);
  std::vector<std::string> titles;
  for (const std::string* title : {&c.title, &c.open_graph, &c.headline}) {
    if (!title->empty() && title->size() <= kLongest) titles.push_back(Words(*title));
  }
  std::string_view any_heading;
  for (const std::string_view heading : c.headings) {
    if (heading.size() > kLongest) continue;
    const std::string words = Words(heading);
    if (site.Is(words)) continue;
    if (IsSaid(words, titles)) return {std::string(heading), MetadataSource::kHeading};
    if (any_heading.empty()) any_heading = heading;
  }
  if (!c.open_graph.empty())
    return {std::string(WithoutSite(c.open_graph, site)), MetadataSource::kOpenGraph};
  if (!c.title.empty() && c.title.size() <= kLongest) {
    return {std::string(WithoutSite(c.title, site)), MetadataSource::kTitle};
  }
  if (!c.headline.empty()) return {c.headline, MetadataSource::kJsonLd};
  if (any_heading.empty()) return {};
  return {std::string(any_heading), MetadataSource::kHeading};
}

}  // namespace dechaff::page
