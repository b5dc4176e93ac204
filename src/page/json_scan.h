// Reads the JSON that pages carry in scripts and attributes, token by token, without copying.
//
// Such JSON is often broken, so the scanner takes what it can: line ends and tabs inside strings, quotes
// that were not escaped, trailing or missing commas, comments, CDATA and HTML comment wrappers, several
// documents in a row, an end that is missing. On well-formed JSON it gives what a strict parser gives,
// but for numbers, true, false and null, which it passes over. Linear, no allocation.
#ifndef DECHAFF_PAGE_JSON_SCAN_H_
#define DECHAFF_PAGE_JSON_SCAN_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/anchor.h"

namespace dechaff::page {

enum class JsonToken : uint8_t { kEnd, kBeginObject, kEndObject, kBeginArray, kEndArray, kKey, kString };

class JsonScanner {
 public:
  explicit JsonScanner(std::string_view text) : text_(text) {}
  JsonToken Next();
  // Of a key or string: what stands between the quotes, escapes as written. Points into the text.
  std::string_view raw() const { return raw_; }

 private:
  JsonToken ReadString();
  size_t SkipMarkup() const;

  std::string_view text_, raw_;
  size_t at_ = 0;
};

// Appends what a raw string stands for; a lone surrogate becomes U+FFFD, an unknown escape the character
// after it. With `anchors`, also where each piece of `out` came from, `source` being that of raw[0].
void AppendUnescaped(std::string_view raw, uint64_t source, std::string* out,
                     std::vector<text::Anchor>* anchors);
inline void AppendUnescaped(std::string_view raw, std::string* out) { AppendUnescaped(raw, 0, out, nullptr); }

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_JSON_SCAN_H_
