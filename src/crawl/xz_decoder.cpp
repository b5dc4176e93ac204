// xz by liblzma; see decoder.h.
#include <lzma.h>

#include "crawl/decoder.h"

namespace dechaff::crawl {
namespace {

constexpr uint64_t kMemoryLimit = uint64_t{160} << 20;

class XzDecoder : public Decoder {
 public:
  XzDecoder() { Begin(); }
  ~XzDecoder() override { lzma_end(&stream_); }

  Step Decode(std::string_view in, char* out, size_t room) override {
    if (!ready_) return {.state = State::kDamaged};
    stream_.next_in = reinterpret_cast<const uint8_t*>(in.data());
    stream_.avail_in = in.size();
    stream_.next_out = reinterpret_cast<uint8_t*>(out);
    stream_.avail_out = room;
    const lzma_ret result = lzma_code(&stream_, LZMA_RUN);
    Step step{in.size() - stream_.avail_in, room - stream_.avail_out, State::kDamaged};
    if (result == LZMA_STREAM_END) step.state = State::kEnd;
    if (result == LZMA_OK || result == LZMA_BUF_ERROR) step.state = State::kMore;
    too_large_ = result == LZMA_MEMLIMIT_ERROR;
    return step;
  }

  void Reset() override { Begin(); }
  std::string_view error() const override { return too_large_ ? "needs too much memory" : "invalid data"; }

 private:
  void Begin() { ready_ = lzma_stream_decoder(&stream_, kMemoryLimit, 0) == LZMA_OK; }

  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ready_ = false;
  bool too_large_ = false;
};

}  // namespace

std::unique_ptr<Decoder> MakeXzDecoder() { return std::make_unique<XzDecoder>(); }

}  // namespace dechaff::crawl
