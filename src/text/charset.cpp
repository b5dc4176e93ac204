// One document at a time: decide, then decode unless the bytes are UTF-8 as they are.
#include "text/charset.h"

#include "text/detect.h"
#include "text/transcode.h"

namespace dechaff::text {

struct Decoder::Impl {
  CharsetDetector detector;
  std::string buffer;
};

Decoder::Decoder() : impl_(std::make_unique<Impl>()) {}
Decoder::~Decoder() = default;

Decoded Decoder::Decode(std::string_view bytes, const CharsetHints& hints) {
  // A document that was cut at a limit may end inside a character: that is no sign against UTF-8.
  CharsetDecision decision = impl_->detector.Decide(bytes, /*complete=*/false, hints);
  bytes.remove_prefix(decision.mark);
  Decoded decoded;
  decoded.charset = decision.charset;
  decoded.source = decision.source;
  decoded.map = SourceMap(decision.mark);
  if (decision.charset == "utf-8" && decision.valid == bytes.size()) {
    decoded.text = bytes;
    decoded.may_hold_nul = decision.has_nul;
    return decoded;
  }
  std::unique_ptr<Transcoder> transcoder = MakeTranscoder(decision.charset);
  impl_->buffer.clear();
  impl_->buffer.reserve(bytes.size() + bytes.size() / 4);
  transcoder->Feed(bytes, /*last=*/true, &impl_->buffer, &decoded.map);
  decoded.text = impl_->buffer;
  decoded.replaced = transcoder->replaced();
  return decoded;
}

}  // namespace dechaff::text
