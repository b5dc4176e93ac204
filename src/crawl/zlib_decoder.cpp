// gzip, zlib and raw deflate by zlib, whole gzip members by libdeflate; see decoder.h.
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "crawl/decoder.h"

namespace dechaff::crawl {
namespace {

constexpr int kLargestWindow = 15;

class ZlibDecoder : public Decoder {
 public:
  explicit ZlibDecoder(Wrapping wrapping) {
    const int bits = wrapping == Wrapping::kGzip   ? kLargestWindow + 16
                     : wrapping == Wrapping::kZlib ? kLargestWindow
                                                   : -kLargestWindow;
    ready_ = inflateInit2(&stream_, bits) == Z_OK;
  }
  ~ZlibDecoder() override { inflateEnd(&stream_); }

  Step Decode(std::string_view in, char* out, size_t room) override {
    if (!ready_) return {.state = State::kDamaged};
    // zlib counts in 32 bits.
    constexpr size_t kMost = std::numeric_limits<uInt>::max();
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(std::min(in.size(), kMost));
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(std::min(room, kMost));
    const uInt in_before = stream_.avail_in;
    const uInt out_before = stream_.avail_out;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    Step step{in_before - stream_.avail_in, out_before - stream_.avail_out, State::kMore};
    if (result == Z_STREAM_END) step.state = State::kEnd;
    if (result != Z_STREAM_END && result != Z_OK && result != Z_BUF_ERROR) step.state = State::kDamaged;
    return step;
  }

  void Reset() override { ready_ = inflateReset(&stream_) == Z_OK; }
  std::string_view error() const override { return stream_.msg ? stream_.msg : "invalid data"; }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

class GzipDecoder : public ZlibDecoder {
 public:
  GzipDecoder() : ZlibDecoder(Wrapping::kGzip), whole_(libdeflate_alloc_decompressor()) {}
  ~GzipDecoder() override { libdeflate_free_decompressor(whole_); }

  Step DecodeWhole(std::string_view in, char* out, size_t room) override {
    Step step;
    if (!whole_) return step;
    const libdeflate_result result =
        libdeflate_gzip_decompress_ex(whole_, in.data(), in.size(), out, room, &step.taken, &step.given);
    return result == LIBDEFLATE_SUCCESS ? Step{step.taken, step.given, State::kEnd} : Step{};
  }

 private:
  libdeflate_decompressor* whole_;
};

}  // namespace

std::unique_ptr<Decoder> MakeGzipDecoder() { return std::make_unique<GzipDecoder>(); }

std::unique_ptr<Decoder> MakeZlibDecoder(Wrapping wrapping) {
  return std::make_unique<ZlibDecoder>(wrapping);
}

}  // namespace dechaff::crawl
