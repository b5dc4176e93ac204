// bzip2 by libbz2; see decoder.h.
#include <bzlib.h>

#include <algorithm>
#include <limits>

#include "crawl/decoder.h"

namespace dechaff::crawl {
namespace {

class Bzip2Decoder : public Decoder {
 public:
  Bzip2Decoder() { Begin(); }
  ~Bzip2Decoder() override { BZ2_bzDecompressEnd(&stream_); }

  Step Decode(std::string_view in, char* out, size_t room) override {
    if (!ready_) return {.state = State::kDamaged};
    constexpr size_t kMost = std::numeric_limits<unsigned>::max();
    stream_.next_in = const_cast<char*>(in.data());
    stream_.avail_in = static_cast<unsigned>(std::min(in.size(), kMost));
    stream_.next_out = out;
    stream_.avail_out = static_cast<unsigned>(std::min(room, kMost));
    const unsigned in_before = stream_.avail_in;
    const unsigned out_before = stream_.avail_out;
    const int result = BZ2_bzDecompress(&stream_);
    const State state = result == BZ_STREAM_END ? State::kEnd
                        : result == BZ_OK       ? State::kMore
                                                : State::kDamaged;
    return {in_before - stream_.avail_in, out_before - stream_.avail_out, state};
  }

  void Reset() override {
    BZ2_bzDecompressEnd(&stream_);
    Begin();
  }

  std::string_view error() const override { return "invalid data"; }

 private:
  void Begin() {
    stream_ = {};
    ready_ = BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK;
  }

  bz_stream stream_{};
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Decoder> MakeBzip2Decoder() { return std::make_unique<Bzip2Decoder>(); }

}  // namespace dechaff::crawl
