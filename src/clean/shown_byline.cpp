// Looks at marked elements, then at the lines around the title, then at lines by their class.
#include "clean/shown_byline.h"

#include <algorithm>
#include <cctype>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/attributes.h"
#include "html/scan.h"
#include "page/metadata.h"
#include "page/shown_date.h"
#include "text/byte_mask.h"
#include "text/utf8.h"

namespace dechaff {
namespace {

using judge::PhraseClass;
using page::Block;
using page::NameGroup;

constexpr size_t kLongestLine = 160, kLongestName = 60;  // bytes
constexpr size_t kBeforeTitle = 4, kAfterTitle = 8;      // lines that are near it
constexpr size_t kMostWords = 8, kMostWordsAlone = 4,
                 kMostLowerCase = 3;    // of names; alone: without a by-word
constexpr size_t kLongestParticle = 4;  // bytes: "van" in a name is no by-word
constexpr uint32_t kTogether = 300;     // bytes of the source between authors of one text
constexpr page::NameSet kElsewhere{NameGroup::kComment, NameGroup::kRelated,   NameGroup::kSidebar,
                                   NameGroup::kFooter,  NameGroup::kCopyright, NameGroup::kNavigation};

bool IsLetter(char32_t c) { return (text::ClassesOf(c) & (text::kLetterClass | text::kMarkClass)) != 0; }

// Whether `c` goes on in a word of a name: O'Neill, Anne-Marie, J. R., user_name2.
bool IsInWord(char32_t c, bool begun) {
  if (IsLetter(c)) return true;
  return begun && (c == '\'' || c == 0x2019 || c == '-' || c == '.' || c == '_' || (c >= '0' && c <= '9'));
}

// The words of a line up to the first mark that parts a name from what follows, or to a number.
std::vector<std::string_view> NameWords(std::string_view line) {
  std::vector<std::string_view> words;
  const char *p = line.data(), *end = p + line.size();
  while (p < end) {
    int size = 0;
    const char* begin = p;
    while (p < end && IsInWord(text::DecodeAt(p, end, &size), p > begin)) p += size;
    if (p > begin) {
      words.emplace_back(begin, static_cast<size_t>(p - begin));
    } else if (*p == ' ' || (*p == ':' && words.size() <= 2) || (*p == '&' && !words.empty())) {
      ++p;
    } else if (std::string_view(p, static_cast<size_t>(end - p)).starts_with("\u00A0")) {
      p += 2;
    } else {
      break;
    }
  }
  return words;
}

// The parts of a word that goes on with a capital after a small letter.
std::vector<std::string_view> PartsOf(std::string_view word) {
  std::vector<std::string_view> parts;
  for (size_t i = 1; i < word.size(); ++i) {
    if (!std::isupper(static_cast<unsigned char>(word[i])) ||
        !std::islower(static_cast<unsigned char>(word[i - 1])))
      continue;
    parts.push_back(word.substr(0, i));
    word.remove_prefix(i);
    i = 0;
  }
  parts.push_back(word);
  return parts;
}

// A line as a name, or empty: by-words at its beginning are left out, what dates and marks part from it too.
class NameReader {
 public:
  explicit NameReader(const judge::PhraseBook& phrases) : phrases_(phrases) {}

  // `named`: something else than a by-word at its beginning says that a name stands there.
  std::string Read(std::string_view line, bool named) const {
    if (line.empty() || line.size() > kLongestLine) return {};
    const std::vector<std::string_view> all = Unglued(NameWords(line));
    const std::span<const std::string_view> words = all;
    size_t first = 0;
    for (; first < words.size() && (IsBy(words[first]) || IsDateWord(words[first])); ++first) {
      named |= IsBy(words[first]);
    }
    size_t last = first;
    while (last < words.size() && !EndsName(words[last], last > first)) ++last;
    if (std::ranges::any_of(words.subspan(first, last - first),
                            [this](std::string_view w) { return w.size() > kLongestParticle && IsBy(w); }))
      return {};
    while (last > first && text::IsLower(FirstOf(words[last - 1]))) --last;
    if (!named || last - first > (first > 0 ? kMostWords : kMostWordsAlone)) return {};
    if (!IsName(words.subspan(first, last - first))) return {};
    const char* begin = words[first].data();
    std::string name(begin, static_cast<size_t>(words[last - 1].data() + words[last - 1].size() - begin));
    if (name.size() > kLongestName || phrases_.Match(name).cls != PhraseClass::kNone) return {};
    return name;
  }

  // "By ...", "Written by ...".
  bool BeginsWithBy(std::string_view line) const {
    const std::vector<std::string_view> words = Unglued(NameWords(line.substr(0, kLongestName)));
    size_t i = 0;
    while (i < words.size() && IsDateWord(words[i]) && !IsBy(words[i])) ++i;
    return i + 1 < words.size() && IsBy(words[i]);
  }

 private:
  static char32_t FirstOf(std::string_view word) {
    int size = 0;
    return text::DecodeAt(word.data(), word.data() + word.size(), &size);
  }
  bool IsBy(std::string_view word) const { return phrases_.IsWord(word, PhraseClass::kByWord); }
  bool IsDateWord(std::string_view word) const { return phrases_.IsWord(word, PhraseClass::kDateWord); }
  // What stands beside a date ends a name; inside one a month may be a given name, but not at its beginning.
  bool EndsName(std::string_view word, bool inside) const {
    if (phrases_.IsWord(word, PhraseClass::kMonth)) return !inside || word.size() > 3;
    return inside && !text::IsLower(FirstOf(word)) && IsDateWord(word);
  }

  bool IsName(std::span<const std::string_view> words) const {
    if (words.empty() || text::IsLower(FirstOf(words[0]))) return false;
    size_t lower = 0, letters = 0;
    for (const std::string_view word : words) {
      lower += text::IsLower(FirstOf(word));
      letters += word.size();
    }
    return lower <= kMostLowerCase && letters > 1;
  }

  // "ByJane DoePublished": pages part these by a margin, not by a blank.
  std::vector<std::string_view> Unglued(const std::vector<std::string_view>& words) const {
    std::vector<std::string_view> unglued;
    for (const std::string_view word : words) {
      const std::vector<std::string_view> parts = PartsOf(word);
      const bool glued =
          parts.size() > 1 && std::any_of(parts.begin(), parts.end(), [this](std::string_view part) {
            return IsBy(part) || IsDateWord(part);
          });
      if (glued) {
        unglued.insert(unglued.end(), parts.begin(), parts.end());
      } else {
        unglued.push_back(word);
      }
    }
    return unglued;
  }

  const judge::PhraseBook& phrases_;
};

class Reader {
 public:
  Reader(const page::Page& page, const judge::PhraseBook& phrases, Metadata* metadata)
      : page_(page), names_(phrases), m_(*metadata) {}

  void Run() {
    FindTitle();
    if (m_.author.value.empty()) {
      FindMentions();
      SetAuthor(AuthorsIn(IsMarked));
    }
    if (m_.author.value.empty()) SetAuthor(AuthorInLines(true));
    if (m_.author.value.empty()) SetAuthor(AuthorsIn(LeadsToAuthor));
    if (m_.author.value.empty()) SetAuthor(AuthorInLines(false));
    if (m_.date.value.empty()) SetDate();
  }

 private:
  void SetAuthor(std::string author) {
    if (!author.empty()) m_.author = {std::move(author), MetadataSource::kByline};
  }

  // The heading that is the title, or says most of it; the first block if there is none.
  void FindTitle() {
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      const Block& b = page_.blocks[i];
      if (b.kind != ParagraphKind::kHeading) continue;
      if (page_.Text(b) != m_.title.value && b.level != 1) continue;
      title_ = i;
      if (page_.Text(b) == m_.title.value) return;
    }
  }

  bool IsNearTitle(size_t i) const {
    return i + kBeforeTitle >= title_ && i <= title_ + kAfterTitle && i != title_;
  }

  // By the names of the block's own element and those just around it.
  bool IsElsewhere(const Block& b) const {
    if (b.names.Any(kElsewhere)) return true;
    uint32_t e = b.element;
    for (int up = 0; up < 4; ++up, e = page_.elements[e].parent) {
      const html::Tag tag = page_.elements[e].tag;
      const bool edge = tag == html::Tag::footer_ || tag == html::Tag::aside_ || tag == html::Tag::nav_;
      if (edge || page_.elements[e].names.Any(kElsewhere)) return true;
    }
    return false;
  }
  bool Has(const Block& b, NameGroup group) const {
    return b.names.Has(group) || page_.elements[b.element].names.Has(group) ||
           page_.elements[page_.elements[b.element].parent].names.Has(group);
  }

  static bool IsMarked(std::string_view attributes) {
    return html::EqualsIgnoreCase(html::FindAttribute(attributes, "rel"), "author") ||
           html::EqualsIgnoreCase(html::FindAttribute(attributes, "itemprop"), "author");
  }
  static bool LeadsToAuthor(std::string_view attributes) {
    return html::FindAttribute(attributes, "href").find("/author") != std::string_view::npos;
  }

  // The elements with something in them whose attributes speak of an author.
  void FindMentions() {
    const html::Tree& tree = *page_.tree;
    for (uint32_t i = 1; i < tree.nodes.size(); ++i) {
      const html::Node& node = tree.nodes[i];
      if (node.tag == html::Tag::kText || node.end == i + 1) continue;
      if (text::Contains(tree.Attributes(node), "author")) mentions_.push_back(i);
    }
  }

  // The names in the first element whose attributes say so, and in those that follow it closely.
  std::string AuthorsIn(bool (*says_so)(std::string_view attributes)) const {
    const html::Tree& tree = *page_.tree;
    std::string authors;
    uint32_t last_end = 0;
    for (const uint32_t i : mentions_) {
      const html::Node& node = tree.nodes[i];
      if (!authors.empty() && node.begin > last_end + kTogether) break;
      if (!says_so(tree.Attributes(node))) continue;
      const std::string name = names_.Read(TextInside(i), true);
      if (name.empty()) continue;
      last_end = tree.nodes[node.end - 1].finish;
      page::AddAuthor(name, &authors);
    }
    return authors;
  }

  // With white space folded; empty if it is too long for a name.
  std::string TextInside(size_t element) const {
    const html::Tree& tree = *page_.tree;
    std::string raw, decoded, text;
    for (size_t i = element + 1; i < tree.nodes[element].end && raw.size() <= 4 * kLongestLine; ++i) {
      if (tree.nodes[i].tag == html::Tag::kText) raw.append(tree.Text(tree.nodes[i])).append(" ");
    }
    if (raw.size() > 4 * kLongestLine) return {};
    html::AppendDecoded(raw, false, &decoded);
    for (const char c : decoded) {
      if (!html::IsSpace(c)) {
        text += c;
      } else if (!text.empty() && text.back() != ' ') {
        text += ' ';
      }
    }
    return text;
  }

  // Near the title: in a line that begins with a by-word or whose class says that it is the author's. Else:
  // in the first line anywhere whose class does.
  std::string AuthorInLines(bool near) const {
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      const Block& b = page_.blocks[i];
      const std::string_view line = page_.Text(b);
      if (IsNearTitle(i) != near || line.size() > kLongestLine || b.kind == ParagraphKind::kHeading) continue;
      const bool is_author = Has(b, NameGroup::kAuthor) && page_.Own(i).tokens > 1;
      const bool by = (near || Has(b, NameGroup::kByline)) && names_.BeginsWithBy(line);
      if ((!by && !is_author) || IsElsewhere(b)) continue;
      std::string name = names_.Read(FirstLine(line), is_author);
      if (!name.empty()) return name;
    }
    return {};
  }

  static std::string_view FirstLine(std::string_view text) { return text.substr(0, text.find('\n')); }

  void SetDate() {
    std::string by_class;
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      const Block& b = page_.blocks[i];
      const bool dated = Has(b, NameGroup::kByline);
      if (page_.Own(i).digits == 0 || (!IsNearTitle(i) && !dated) || b.text_end - b.text_begin > kLongestLine)
        continue;
      if (IsElsewhere(b)) continue;
      std::string date = page::FindShownDate(page_.Text(b), m_.lang.value);
      if (date.empty()) continue;
      if (IsNearTitle(i)) {
        m_.date = {std::move(date), MetadataSource::kByline};
        return;
      }
      if (by_class.empty()) by_class = std::move(date);
    }
    if (!by_class.empty()) m_.date = {std::move(by_class), MetadataSource::kByline};
  }

  const page::Page& page_;
  const NameReader names_;
  std::vector<uint32_t> mentions_;
  Metadata& m_;
  size_t title_ = 0;
};

}  // namespace

void ReadShownByline(const page::Page& page, const judge::PhraseBook& phrases, Metadata* metadata) {
  if (!metadata->author.value.empty() && !metadata->date.value.empty()) return;
  Reader(page, phrases, metadata).Run();
}

}  // namespace dechaff
