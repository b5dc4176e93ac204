// Which charset the bytes are in: labels weighed against what the bytes can be, else statistics.
#ifndef DECHAFF_TEXT_DETECT_H_
#define DECHAFF_TEXT_DETECT_H_

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "text/charset.h"

struct UCharsetDetector;

namespace dechaff::text {

struct CharsetDecision {
  std::string_view charset;  // canonical name; static storage
  const char* source;        // as in Decoded::source
  size_t mark = 0;           // bytes of byte order mark
  size_t valid = 0;          // UTF-8: bytes after the mark that are well-formed, up to the first error
  bool has_nul = false;      // U+0000 is in these
};

// What somebody says the charset is.
struct CharsetClaim {
  std::string_view charset;  // empty = nothing
  const char* source;
};

// Keeps ICU's detector. One thread at a time.
class CharsetDetector {
 public:
  CharsetDetector();
  ~CharsetDetector();

  // `complete` is false if the bytes are the beginning of something longer, cut anywhere. Bytes that are
  // ASCII so far are "utf-8" unless a label says otherwise.
  CharsetDecision Decide(std::string_view bytes, bool complete, const CharsetHints& hints);

 private:
  CharsetDecision Weigh(std::string_view bytes, std::span<const CharsetClaim> claims, bool html);
  // By language statistics; empty if they don't tell.
  std::string_view Guess(std::string_view bytes, bool html);

  std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> icu_;
};

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_DETECT_H_
