// Passing ASCII, probing, decoding.
#include "text/stream_decoder.h"

#include <algorithm>

#include "text/utf8.h"

namespace dechaff::text {
namespace {

// Bytes before the first that may need a charset: beyond ASCII, or a control, since these make up
// ISO-2022-JP and UTF-16.
size_t PlainPrefix(std::string_view bytes) {
  auto plain = [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x80) || (byte >= '\t' && byte <= '\r');
  };
  return static_cast<size_t>(std::find_if_not(bytes.begin(), bytes.end(), plain) - bytes.begin());
}

}  // namespace

StreamDecoder::StreamDecoder(const CharsetHints& hints)
    : override_label_(hints.override_label),
      transport_label_(hints.transport_label),
      decision_{"utf-8", "valid"},
      given_(!CharsetForLabel(override_label_).empty()) {}

void StreamDecoder::Gather(std::string_view* bytes, size_t goal) {
  size_t taken = std::min(bytes->size(), goal - std::min(goal, probe_.size()));
  probe_.append(bytes->substr(0, taken));
  bytes->remove_prefix(taken);
}

void StreamDecoder::PassPlain(std::string_view* bytes) {
  size_t plain = PlainPrefix(*bytes);
  out_.append(bytes->substr(0, plain));
  map_.Add(1, 1, plain);
  bytes->remove_prefix(plain);
}

// Decides on the charset of the probe and decodes it. A probe that was plain ASCII after all, with a
// control in it, decides nothing.
void StreamDecoder::Settle(bool complete) {
  decision_ = detector_.Decide(probe_, complete, {override_label_, transport_label_, false});
  std::string_view body = std::string_view(probe_).substr(decision_.mark);
  map_.Add(0, decision_.mark, decision_.mark > 0);
  if (!given_ && decision_.charset == "utf-8" && AsciiPrefix(body) == body.size() && decision_.mark == 0) {
    out_.append(body);
    map_.Add(1, 1, body.size());
  } else {
    transcoder_ = MakeTranscoder(decision_.charset);
    transcoder_->Feed(body, complete, &out_, &map_);
  }
  probe_.clear();
}

std::string_view StreamDecoder::Feed(std::string_view bytes) {
  decoded_ += out_.size();
  out_.clear();
  map_.Forget(decoded_ - std::min(decoded_, kReach));
  while (!bytes.empty()) {
    if (transcoder_) {
      transcoder_->Feed(bytes, false, &out_, &map_);
      break;
    }
    if (!started_) {
      Gather(&bytes, kLead);
      if (probe_.size() < kLead) break;
      started_ = true;
      if (given_) {
        Settle(/*complete=*/false);
      } else if (PlainPrefix(probe_) == kLead) {
        std::string_view lead = probe_;
        PassPlain(&lead);
        probe_.clear();
      }
      continue;
    }
    if (probe_.empty()) PassPlain(&bytes);
    Gather(&bytes, kProbe);
    if (probe_.size() == kProbe) Settle(/*complete=*/false);
  }
  return out_;
}

std::string_view StreamDecoder::Finish() {
  decoded_ += out_.size();
  out_.clear();
  if (transcoder_) {
    transcoder_->Feed({}, true, &out_, &map_);
  } else if (!probe_.empty()) {
    Settle(/*complete=*/true);
  }
  return out_;
}

}  // namespace dechaff::text
