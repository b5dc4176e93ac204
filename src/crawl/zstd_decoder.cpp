// zstd frames by libzstd, with the dictionary of .warc.zst files; see decoder.h.
//
// "The WARC Zstandard profile": the file may begin with a skippable frame 5D 2A 4D 18 whose content is the
// dictionary for all frames after it, itself perhaps a zstd frame.
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "crawl/decoder.h"

namespace dechaff::crawl {
namespace {

using namespace std::string_view_literals;

constexpr int kLargestWindowLog = 27;
constexpr size_t kLargestDictionary = size_t{16} << 20;
constexpr size_t kSkippableHeader = 8;  // magic, then the size of the content, little-endian

class ZstdDecoder : public Decoder {
 public:
  ZstdDecoder() : context_(ZSTD_createDCtx()) {
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kLargestWindowLog);
  }

  Step Decode(std::string_view in, char* out, size_t room) override {
    if (!begun_) {
      begun_ = true;
      in_dictionary_ = in.starts_with("\x5d\x2a\x4d\x18"sv);
    }
    return in_dictionary_ ? TakeDictionary(in) : DecodeFrame(in, out, room);
  }

  void Reset() override {
    begun_ = false;
    dictionary_.clear();
    ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
  }

  std::string_view error() const override { return error_; }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };

  Step DecodeFrame(std::string_view in, char* out, size_t room) {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out, room, 0};
    const size_t left = ZSTD_decompressStream(context_.get(), &output, &input);
    if (ZSTD_isError(left)) return Damaged(ZSTD_getErrorName(left), input.pos, output.pos);
    return {input.pos, output.pos, left == 0 ? State::kEnd : State::kMore};
  }

  // Collects the whole skippable frame, then hands its content to libzstd.
  Step TakeDictionary(std::string_view in) {
    size_t taken = std::min(in.size(), kSkippableHeader - std::min(kSkippableHeader, dictionary_.size()));
    dictionary_.append(in.substr(0, taken));
    if (dictionary_.size() < kSkippableHeader) return {.taken = taken};
    uint32_t size = 0;
    for (int i = 3; i >= 0; --i)
      size = size << 8 | static_cast<unsigned char>(dictionary_[4 + static_cast<size_t>(i)]);
    if (size > kLargestDictionary) return Damaged("dictionary too large", taken, 0);
    const size_t missing = kSkippableHeader + size - dictionary_.size();
    const std::string_view more = in.substr(taken, missing);
    dictionary_.append(more);
    taken += more.size();
    if (more.size() < missing) return {.taken = taken};
    return UseDictionary(std::string_view(dictionary_).substr(kSkippableHeader), taken);
  }

  Step UseDictionary(std::string_view content, size_t taken) {
    std::string plain;
    if (content.starts_with("\x28\xb5\x2f\xfd"sv)) {
      plain.resize(kLargestDictionary);
      const size_t size = ZSTD_decompress(plain.data(), plain.size(), content.data(), content.size());
      if (ZSTD_isError(size)) return Damaged(ZSTD_getErrorName(size), taken, 0);
      content = std::string_view(plain).substr(0, size);
    }
    const size_t result = ZSTD_DCtx_loadDictionary(context_.get(), content.data(), content.size());
    if (ZSTD_isError(result)) return Damaged(ZSTD_getErrorName(result), taken, 0);
    return {taken, 0, State::kEnd};
  }

  Step Damaged(std::string_view error, size_t taken, size_t given) {
    error_ = error;
    return {taken, given, State::kDamaged};
  }

  std::unique_ptr<ZSTD_DCtx, Free> context_;
  std::string dictionary_;  // the skippable frame so far
  bool begun_ = false;
  bool in_dictionary_ = false;
  std::string_view error_;  // static text of the library
};

}  // namespace

std::unique_ptr<Decoder> MakeZstdDecoder() { return std::make_unique<ZstdDecoder>(); }

}  // namespace dechaff::crawl
