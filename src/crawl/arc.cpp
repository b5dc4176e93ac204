// ARC 1 and 2, the Internet Archive's format before WARC: one line as header.
//   1: URL IP-address Archive-date Content-type Archive-length
//   2: URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length
// URLs may hold blanks, so the line is read from its end.
#include "crawl/fields.h"
#include "crawl/framed_reader.h"

namespace dechaff::crawl {
namespace {

constexpr size_t kLongestLine = size_t{8} << 10;

struct HeaderLine {
  std::string_view url, date, media_type, length;
};

std::string_view TakeLastWord(std::string_view* line) {
  const size_t blank = line->rfind(' ');
  const std::string_view word = line->substr(blank == std::string_view::npos ? 0 : blank + 1);
  *line = line->substr(0, blank == std::string_view::npos ? 0 : blank);
  return word;
}

bool IsDate(std::string_view word) {
  return word.size() >= 8 && word.size() <= 18 &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

// A scheme, a colon and something more.
bool IsUrl(std::string_view text) {
  const size_t colon =
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
  return colon != std::string_view::npos && colon > 0 && text[colon] == ':' && colon + 1 < text.size();
}

std::optional<HeaderLine> ParseLine(std::string_view line) {
  constexpr int kWordsOfVersion2 = 5;
  for (const int extra : {0, kWordsOfVersion2}) {
    std::string_view rest = line;
    HeaderLine header;
    header.length = TakeLastWord(&rest);
    for (int i = 0; i < extra; ++i) TakeLastWord(&rest);
    header.media_type = TakeLastWord(&rest);
    header.date = TakeLastWord(&rest);
    TakeLastWord(&rest);  // the host's address
    header.url = Trim(rest);
    if (IsDate(header.date) && IsUrl(header.url)) return header;
  }
  return std::nullopt;
}

std::optional<HeaderLine> FirstLine(std::string_view bytes, size_t* size) {
  bytes = bytes.substr(0, kLongestLine);
  const size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  *size = end + 1;
  return ParseLine(TakeLine(&bytes));
}

class Arc : public Grammar {
 public:
  bool Begins(std::string_view bytes) const override {
    size_t size = 0;
    return FirstLine(bytes, &size).has_value();
  }

  std::optional<Header> Parse(std::string_view bytes, Record* record) const override {
    Header header;
    const std::optional<HeaderLine> line = FirstLine(bytes, &header.size);
    if (!line) return std::nullopt;
    const bool describes_file = line->url.starts_with("filedesc:");
    record->kind = describes_file ? RecordKind::kOther : RecordKind::kDocument;
    record->type = describes_file ? "filedesc" : "response";
    record->url = line->url;
    record->date = line->date;
    record->media_type = line->media_type;
    header.length = ParseNumber(line->length);
    return header;
  }
};

}  // namespace

const Grammar& ArcGrammar() {
  static const Arc grammar;
  return grammar;
}

}  // namespace dechaff::crawl
