// WARC 0.17 to 1.1 (ISO 28500): the version line and the named fields of a record.
#include "crawl/fields.h"
#include "crawl/framed_reader.h"

namespace dechaff::crawl {
namespace {

// "WARC/1.0", then blanks and the line end; LF alone will do.
bool IsVersionLine(std::string_view line) {
  if (!line.starts_with("WARC/")) return false;
  const std::string_view version = Trim(line.substr(5));
  const size_t point = version.find('.');
  return point != std::string_view::npos && ParseNumber(version.substr(0, point)) &&
         ParseNumber(version.substr(point + 1));
}

RecordKind KindOf(std::string_view type) {
  if (type == "response" || type == "resource" || type == "conversion") return RecordKind::kDocument;
  return type == "revisit" ? RecordKind::kRevisit : RecordKind::kOther;
}

// Some writers put the address in angle brackets, as the grammar of the standard's first edition had it.
std::string_view WithoutBrackets(std::string_view uri) {
  return uri.size() >= 2 && uri.front() == '<' && uri.back() == '>' ? uri.substr(1, uri.size() - 2) : uri;
}

class Warc : public Grammar {
 public:
  bool Begins(std::string_view bytes) const override {
    if (!bytes.starts_with("WARC/")) return false;
    const size_t end = bytes.find('\n');
    return end != std::string_view::npos && IsVersionLine(bytes.substr(0, end));
  }

  // Read no further than to where another record begins, so that many headers without an end cost no more.
  std::optional<Header> Parse(std::string_view bytes, Record* record) const override {
    std::string_view rest = bytes;
    std::string_view line = TakeLine(&rest);
    const std::string_view lines = rest;
    while (!line.empty()) {
      if (Begins(rest) || rest.find('\n') == std::string_view::npos) return std::nullopt;
      line = TakeLine(&rest);
    }
    const Fields fields(lines.substr(0, lines.size() - rest.size()));
    record->type = LowerAscii(fields.Get("WARC-Type"));
    record->kind = KindOf(record->type);
    record->id = fields.Get("WARC-Record-ID");
    record->url = WithoutBrackets(fields.Get("WARC-Target-URI"));
    record->date = fields.Get("WARC-Date");
    record->digest = fields.Get("WARC-Payload-Digest");
    record->refers_to = fields.Get("WARC-Refers-To");
    record->truncated = fields.Get("WARC-Truncated");
    record->media_type = fields.Get("Content-Type");
    return Header{bytes.size() - rest.size(), ParseNumber(fields.Get("Content-Length"))};
  }
};

}  // namespace

const Grammar& WarcGrammar() {
  static const Warc grammar;
  return grammar;
}

}  // namespace dechaff::crawl
