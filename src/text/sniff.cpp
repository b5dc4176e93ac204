// Magic numbers, shares of control characters, and counts of tags.
#include "text/sniff.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/byte_mask.h"
#include "text/transcode.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

using namespace std::string_view_literals;

constexpr size_t kBinaryWindow = 8192;
constexpr size_t kHtmlWindow = 32768;

struct Magic {
  size_t offset;
  std::string_view bytes;
  std::string_view kind;
};

// Numbers that no text begins with.
constexpr Magic kMagic[] = {
    {0, "%PDF-"sv, "pdf"},
    {0, "\xFF\xD8\xFF"sv, "jpeg"},
    {0, "\x89PNG\r\n\x1A\n"sv, "png"},
    {0, "GIF87a"sv, "gif"},
    {0, "GIF89a"sv, "gif"},
    {0, "PK\x03\x04"sv, "zip"},
    {0, "PK\x05\x06"sv, "zip"},
    {0, "\x1F\x8B\x08"sv, "gzip"},
    {0,
     "\x7F"
     "ELF"sv,
     "elf"},
    {8, "WEBPVP8"sv, "webp"},
    {8, "WAVEfmt "sv, "wav"},
    {4, "ftyp"sv, "mp4"},
    {0, "\x1A\x45\xDF\xA3"sv, "webm"},
    {0, "OggS\0"sv, "ogg"},
    {0, "ID3\x02\0"sv, "mp3"},
    {0, "ID3\x03\0"sv, "mp3"},
    {0, "ID3\x04\0"sv, "mp3"},
    {0, "BZh91AY&SY"sv, "bzip2"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "xz"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "7z"},
    {0, "\x28\xB5\x2F\xFD"sv, "zstd"},
    {0, "Rar!\x1A\x07"sv, "rar"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "ole"},
    {0, "wOFF\0"sv, "font"},
    {0, "wOF2\0"sv, "font"},
    {0, "SQLite format 3\0"sv, "sqlite"},
    {0, "II*\0"sv, "tiff"},
    {0, "MM\0*"sv, "tiff"},
    {0, "{\\rtf1"sv, "rtf"},
    {0, "%!PS-Adobe"sv, "postscript"},
};

// Those that occur in no text. The rest of C0 does: blanks and line ends, ESC and shifts of ISO 2022 and
// terminals.
size_t CountControls(std::string_view bytes) {
  return bytes.size() - CountBytes(bytes, [](Lanes b) {
           return ((b >= 0x20) & (b != 0x7F)) | (b - 0x08 < 8) | (b == 0x1A) | (b == 0x1B);
         });
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool StartsLower(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) { return a == Lower(b); });
}

// Elements whose tags show that a text is HTML; sorted.
constexpr std::string_view kTagNames[] = {
    "a",       "article",  "b",    "base",     "blockquote", "body", "br",     "button", "center",
    "code",    "dd",       "div",  "dl",       "dt",         "em",   "figure", "font",   "footer",
    "form",    "frameset", "h1",   "h2",       "h3",         "h4",   "h5",     "h6",     "head",
    "header",  "hr",       "html", "i",        "iframe",     "img",  "input",  "li",     "link",
    "main",    "meta",     "nav",  "noscript", "ol",         "p",    "pre",    "rss",    "script",
    "section", "small",    "span", "strong",   "style",      "sub",  "sup",    "svg",    "table",
    "tbody",   "td",       "th",   "title",    "tr",         "tt",   "u",      "ul",
};
static_assert(std::is_sorted(std::begin(kTagNames), std::end(kTagNames)));

// If a well-formed tag of a known element begins at `text`, its size, else 0. `name` gets the name.
size_t KnownTag(std::string_view text, std::string_view* name, char* buffer) {
  size_t at = 1;
  if (text.size() > 1 && text[1] == '/') ++at;
  size_t size = 0;
  for (; at < text.size() && size < 11; ++at, ++size) {
    char c = Lower(text[at]);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) break;
    buffer[size] = c;
  }
  *name = {buffer, size};
  if (at >= text.size() || !(IsAsciiBlank(text[at]) || text[at] == '>' || text[at] == '/')) return 0;
  if (!std::binary_search(std::begin(kTagNames), std::end(kTagNames), *name)) return 0;
  size_t close = text.substr(0, at + 4096).find('>', at);
  return close == std::string_view::npos ? 0 : close + 1;
}

// The byte order of UTF-16 text, by its mark or by its looks, or empty.
std::string_view Utf16Charset(std::string_view bytes) {
  const std::string_view mark = bytes.substr(0, 2);
  return mark == "\xFF\xFE" ? "utf-16le" : mark == "\xFE\xFF" ? "utf-16be" : Utf16Kind(bytes);
}

// Skips what may stand before the first tag: a byte order mark, blanks, comments.
std::string_view SkipPreamble(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  while (true) {
    while (!text.empty() && (IsAsciiBlank(text[0]) || text[0] == '\0')) text.remove_prefix(1);
    if (text.substr(0, 4) != "<!--") return text;
    size_t close = text.find("-->", 4);
    if (close == std::string_view::npos) return {};
    text.remove_prefix(close + 3);
  }
}

// How many tags of known elements there are, but for those that are quoted (by marks, or as e-mail quotes
// lines), and how many lines are marked up in Markdown's way.
struct MarkupCount {
  size_t tags = 0;
  size_t documents = 0;  // of them html, head, body
  size_t markdown = 0;
};

bool IsMarkdownLine(std::string_view line) {
  size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  if (hashes > 0 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ') return true;
  return line.substr(0, 3) == "```" || line.substr(0, 2) == "* " || line.substr(0, 2) == "- " ||
         line.find("](") != std::string_view::npos || line.find("**") != std::string_view::npos;
}

// Counts the tags that begin in [begin, end); `next` is where the last of them ends.
void CountTags(std::string_view text, size_t begin, size_t end, size_t* next, MarkupCount* count) {
  char buffer[16];
  const std::string_view searched = text.substr(0, end);
  for (size_t at = begin; (at = searched.find('<', at)) != std::string_view::npos;) {
    std::string_view name;
    const size_t size = KnownTag(text.substr(at), &name, buffer);
    const char before = at > 0 ? text[at - 1] : ' ';
    if (size == 0 || before == '`' || before == '"' || before == '\'') {
      ++at;
      continue;
    }
    ++count->tags;
    count->documents += name == "html" || name == "head" || name == "body";
    *next = at += size;
  }
}

MarkupCount CountMarkup(std::string_view text) {
  MarkupCount count;
  for (size_t begin = 0, next = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    count.markdown += IsMarkdownLine(line);
    if (!line.starts_with("> ")) CountTags(text, std::max(begin, next), end, &next, &count);
    begin = end + 1;
  }
  return count;
}

}  // namespace

std::string_view Utf16Kind(std::string_view bytes) {
  bytes = bytes.substr(0, kBinaryWindow & ~size_t{1});
  // What is asked for below has ASCII in it, and so zeros.
  if (bytes.find('\0') == std::string_view::npos) return {};
  auto zeros = static_cast<size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
  auto plain = static_cast<size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return c >= '\t' && c < 0x7F; }));
  // Bytes of text with a few stray NULs.
  if (zeros * 4 < bytes.size() && plain * 5 > bytes.size() * 4) return {};
  size_t ascii[2] = {0, 0};  // units that are ASCII text if read in little and in big endian
  size_t odd[2] = {0, 0};    // units that no text has
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    for (size_t big = 0; big < 2; ++big) {
      auto high = static_cast<unsigned char>(bytes[i + 1 - big]),
           low = static_cast<unsigned char>(bytes[i + big]);
      bool text = high == 0 && ((low >= 0x20 && low < 0x7F) || low == '\n' || low == '\r' || low == '\t');
      ascii[big] += text;
      odd[big] += (high == 0 && low < 0x20 && !text) || (high == 0xFF && low >= 0xFE);
    }
  }
  size_t units = bytes.size() / 2;
  for (size_t big = 0; big < 2; ++big) {
    // Even Chinese has line ends and digits of ASCII: one unit in a hundred is little to ask. Read in the
    // wrong order, only U+4E00 and its like give ASCII.
    if (ascii[big] >= 2 && ascii[big] * 100 >= units && ascii[big] > 2 * ascii[1 - big] &&
        odd[big] * 50 <= units) {
      return big ? "utf-16be" : "utf-16le";
    }
  }
  return {};
}

std::string_view BinaryKind(std::string_view bytes) {
  bytes = bytes.substr(0, kBinaryWindow);
  for (const Magic& magic : kMagic) {
    if (bytes.size() >= magic.offset && bytes.substr(magic.offset, magic.bytes.size()) == magic.bytes)
      return magic.kind;
  }
  std::string_view mark = bytes.substr(0, 2);
  if (mark == "\xFF\xFE" || mark == "\xFE\xFF") return {};
  const size_t controls = CountControls(bytes);
  // Random bytes hold 10 % of them; text, even damaged, holds next to none.
  if (controls * 25 <= bytes.size() || !Utf16Kind(bytes).empty()) return {};
  return "binary";
}

bool LooksLikeHtml(std::string_view bytes) {
  bytes = bytes.substr(0, kHtmlWindow);
  std::string decoded;
  if (const std::string_view charset = Utf16Charset(bytes); !charset.empty()) {
    SourceMap map;
    MakeTranscoder(charset)->Feed(bytes.substr(0, bytes.size() & ~size_t{1}), /*last=*/false, &decoded, &map);
    bytes = decoded;
  }
  std::string_view text = SkipPreamble(bytes);
  if (StartsLower(text, "<?xml") || StartsLower(text, "<!doctype")) return true;
  if (text.empty()) return bytes.find("<!--") != std::string_view::npos;
  char buffer[16];
  std::string_view name;
  bool starts_with_tag = text[0] == '<' && KnownTag(text, &name, buffer) > 0;
  if (starts_with_tag && (name == "html" || name == "head" || name == "body" || name == "rss")) return true;
  if (text[0] == '{' || text[0] == '[') return false;
  MarkupCount count = CountMarkup(text);
  if (count.markdown > 2 && count.markdown * 4 >= count.tags && count.documents == 0) return false;
  if (count.documents >= 2 && count.tags >= 4 && count.tags * 1024 >= text.size()) return true;
  if (starts_with_tag) return true;
  // Prose that mentions tags has few of them; a fragment of a page has several in each kilobyte.
  return count.tags >= 4 && count.tags * 256 >= text.size();
}

}  // namespace dechaff::text
