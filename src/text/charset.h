// Bytes of unknown charset → valid UTF-8, the WHATWG way: byte order mark, the label that was given,
// the transport's label, `meta` prescan (HTML only), valid UTF-8, else ICU's detector.
#ifndef DECHAFF_TEXT_CHARSET_H_
#define DECHAFF_TEXT_CHARSET_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "text/source_map.h"

namespace dechaff::text {

// The canonical name, lower case, of a label of the WHATWG Encoding Standard ("latin1" →
// "windows-1252"), or empty. Table: https://encoding.spec.whatwg.org/#names-and-labels
std::string_view CharsetForLabel(std::string_view label);

struct CharsetHints {
  std::string_view override_label;   // the user's word: beats all but a byte order mark
  std::string_view transport_label;  // a header's word: beats `meta`, unless it plainly cannot be
  bool html = false;                 // look for `meta`
};

// One document decoded. `text` points into the input when that is valid UTF-8 already, else into the
// Decoder's buffer; it is valid until the next Decode.
struct Decoded {
  std::string_view text;
  std::string_view charset;  // canonical name; static storage
  const char* source = "";   // "bom", "given", "transport", "meta", "valid", "detected", "default"
  uint64_t replaced = 0;     // U+FFFD put in
  bool may_hold_nul = true;  // false: U+0000 is not in it
  SourceMap map;             // exact to the character
};

// Holds the converters and the buffer. One thread at a time.
class Decoder {
 public:
  Decoder();
  ~Decoder();
  Decoded Decode(std::string_view bytes, const CharsetHints& hints);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_CHARSET_H_
