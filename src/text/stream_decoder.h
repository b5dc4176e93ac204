// Endless text of unknown charset → valid UTF-8, piece by piece in bounded memory.
#ifndef DECHAFF_TEXT_STREAM_DECODER_H_
#define DECHAFF_TEXT_STREAM_DECODER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "text/charset.h"
#include "text/detect.h"
#include "text/transcode.h"

namespace dechaff::text {

// Plain ASCII goes straight through (but for the first few bytes, which wait for company). From the first
// byte that is more on, 64 KiB, or all up to the end, are gathered to find the charset; then the rest is
// decoded as it comes. What comes out, taken together, does not depend on how the input was cut. One
// thread at a time.
class StreamDecoder {
 public:
  static constexpr size_t kProbe = size_t{64} << 10;
  static constexpr size_t kLead = 256;
  // Bytes of output back from the newest for which ToInput is exact.
  static constexpr uint64_t kReach = uint64_t{8} << 20;

  // The labels of `hints` are copied.
  explicit StreamDecoder(const CharsetHints& hints);

  // Takes the next bytes and returns the characters that they completed, valid until the next call.
  std::string_view Feed(std::string_view bytes);
  std::string_view Finish();

  // The offset in the input of the character that begins at the decoded byte `offset`.
  uint64_t ToInput(uint64_t offset) const { return map_.ToInput(offset); }
  // Final after Finish; before, what is known so far.
  std::string_view charset() const { return decision_.charset; }
  const char* source() const { return decision_.source; }
  uint64_t replaced() const { return transcoder_ ? transcoder_->replaced() : 0; }

 private:
  void Gather(std::string_view* bytes, size_t goal);
  void PassPlain(std::string_view* bytes);
  void Settle(bool complete);

  std::string override_label_, transport_label_;
  CharsetDetector detector_;
  CharsetDecision decision_;
  bool given_;            // the user named the charset: there is nothing to find out
  bool started_ = false;  // the lead is through
  std::string probe_;     // gathered, not yet decoded
  std::unique_ptr<Transcoder> transcoder_;
  std::string out_;
  uint64_t decoded_ = 0;  // bytes given out before out_
  SourceMap map_;
};

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_STREAM_DECODER_H_
