// Bytes of a known charset → valid UTF-8, piece by piece, as the WHATWG Encoding Standard decodes them.
// Single-byte charsets and UTF-8 are decoded here, the rest through ICU.
#ifndef DECHAFF_TEXT_TRANSCODE_H_
#define DECHAFF_TEXT_TRANSCODE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "text/source_map.h"

namespace dechaff::text {

// Used by one thread at a time, for one document.
class Transcoder {
 public:
  virtual ~Transcoder() = default;
  // Appends what `bytes` stand for to `out` and notes it in `map`. The pieces may be cut anywhere; an
  // unfinished character waits for the next piece unless this is the `last`. What cannot be decoded
  // becomes U+FFFD: in UTF-8 one for each maximal ill-formed subsequence.
  virtual void Feed(std::string_view bytes, bool last, std::string* out, SourceMap* map) = 0;
  uint64_t replaced() const { return replaced_; }

 protected:
  uint64_t replaced_ = 0;
};

// `charset` is a canonical name of CharsetForLabel; what is unknown is decoded as windows-1252.
std::unique_ptr<Transcoder> MakeTranscoder(std::string_view charset);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_TRANSCODE_H_
