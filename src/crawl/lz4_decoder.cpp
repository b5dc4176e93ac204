// lz4 frames by liblz4; see decoder.h.
#include <lz4frame.h>

#include "crawl/decoder.h"

namespace dechaff::crawl {
namespace {

class Lz4Decoder : public Decoder {
 public:
  Lz4Decoder() {
    LZ4F_dctx* context = nullptr;
    if (!LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION))) context_.reset(context);
  }

  Step Decode(std::string_view in, char* out, size_t room) override {
    if (!context_) return {.state = State::kDamaged};
    size_t taken = in.size();
    size_t given = room;
    const size_t left = LZ4F_decompress(context_.get(), out, &given, in.data(), &taken, nullptr);
    if (LZ4F_isError(left)) {
      error_ = LZ4F_getErrorName(left);
      return {.state = State::kDamaged};
    }
    return {taken, given, left == 0 ? State::kEnd : State::kMore};
  }

  void Reset() override {
    if (context_) LZ4F_resetDecompressionContext(context_.get());
  }
  std::string_view error() const override { return error_; }

 private:
  struct Free {
    void operator()(LZ4F_dctx* context) const { LZ4F_freeDecompressionContext(context); }
  };
  std::unique_ptr<LZ4F_dctx, Free> context_;
  std::string_view error_ = "out of memory";  // static text
};

}  // namespace

std::unique_ptr<Decoder> MakeLz4Decoder() { return std::make_unique<Lz4Decoder>(); }

}  // namespace dechaff::crawl
