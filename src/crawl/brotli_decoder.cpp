// brotli by libbrotlidec; see decoder.h.
#include <brotli/decode.h>

#include "crawl/decoder.h"

namespace dechaff::crawl {
namespace {

class BrotliDecoder : public Decoder {
 public:
  Step Decode(std::string_view in, char* out, size_t room) override {
    size_t in_left = in.size();
    size_t out_left = room;
    auto* next_in = reinterpret_cast<const uint8_t*>(in.data());
    auto* next_out = reinterpret_cast<uint8_t*>(out);
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state_.get(), &in_left, &next_in, &out_left, &next_out, nullptr);
    const State state = result == BROTLI_DECODER_RESULT_SUCCESS ? State::kEnd
                        : result == BROTLI_DECODER_RESULT_ERROR ? State::kDamaged
                                                                : State::kMore;
    return {in.size() - in_left, room - out_left, state};
  }

  void Reset() override { state_.reset(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)); }
  std::string_view error() const override { return "invalid data"; }

 private:
  struct Free {
    void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
  };
  std::unique_ptr<BrotliDecoderState, Free> state_{BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)};
};

}  // namespace

std::unique_ptr<Decoder> MakeBrotliDecoder() { return std::make_unique<BrotliDecoder>(); }

}  // namespace dechaff::crawl
