// Fields of a WARC header; see warc_header.h.
#include "cli/warc_header.h"

namespace dechaff::cli {

std::string WarcDate(const std::string& date) {
  constexpr size_t kArcDate = 14;
  if (date.empty()) return "1970-01-01T00:00:00Z";
  if (date.size() != kArcDate || date.find_first_not_of("0123456789") != date.npos) return date;
  return date.substr(0, 4) + '-' + date.substr(4, 2) + '-' + date.substr(6, 2) + 'T' + date.substr(8, 2) +
         ':' + date.substr(10, 2) + ':' + date.substr(12, 2) + 'Z';
}

std::string WarcUri(std::string_view address) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte > ' ' && byte != 0x7F && c != '<' && c != '>' && c != '"';
    if (plain) uri += c;
    if (!plain) uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return uri;
}

void AppendWarcField(std::string_view name, std::string_view value, std::string* out) {
  if (!value.empty()) out->append(name).append(": ").append(value).append("\r\n");
}

}  // namespace dechaff::cli
