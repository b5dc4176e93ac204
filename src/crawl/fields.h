// Header fields as WARC and HTTP write them: "Name: value" lines up to an empty line.
//
// Read with forgiveness: lines may end in LF alone, a line that begins with a blank goes on with the value
// before it, lines without a colon say nothing.
#ifndef DECHAFF_CRAWL_FIELDS_H_
#define DECHAFF_CRAWL_FIELDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dechaff::crawl {

// Takes the first line off `*rest`, without its line end (LF or CR LF).
std::string_view TakeLine(std::string_view* rest);

// Without blanks and line ends on both sides.
std::string_view Trim(std::string_view text);

// ASCII letters in lower case.
std::string LowerAscii(std::string_view text);
bool EqualsIgnoringCase(std::string_view a, std::string_view b);

// A number of decimal digits alone.
std::optional<uint64_t> ParseNumber(std::string_view text);

// Bytes of the header at the beginning of `bytes` with the empty line that ends it; npos if there is no such
// line.
size_t HeaderSize(std::string_view bytes);

// The fields of one header.
class Fields {
 public:
  // `lines` come without the version or status line.
  explicit Fields(std::string_view lines);

  // The value of the first field of that name in any case; empty if there is none.
  std::string_view Get(std::string_view name) const;
  bool Has(std::string_view name) const { return Find(name) != nullptr; }

 private:
  struct Field {
    std::string_view name;
    std::string value;
  };
  const Field* Find(std::string_view name) const;

  std::vector<Field> fields_;
};

// A media type with its parameters: "text/html; charset=utf-8".
struct MediaType {
  explicit MediaType(std::string_view value);

  std::string name;     // "text/html", lower case
  std::string charset;  // as it stands, without quotes
};

}  // namespace dechaff::crawl

#endif  // DECHAFF_CRAWL_FIELDS_H_
