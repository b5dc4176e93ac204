// gzip members by libdeflate, zstd frames by libzstd; see compressor.h.
#include "io/compressor.h"

#include <libdeflate.h>
#include <zstd.h>

namespace dechaff::io {
namespace {

constexpr int kGzipLevel = 6;
constexpr int kZstdLevel = 3;

}  // namespace

struct Compressor::State {
  std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> gzip{nullptr,
                                                                                libdeflate_free_compressor};
  std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx*)> zstd{nullptr, ZSTD_freeCCtx};
};

Compressor::Compressor(Compression how) : how_(how), state_(std::make_unique<State>()) {
  if (how == Compression::kGzip) state_->gzip.reset(libdeflate_alloc_compressor(kGzipLevel));
  if (how == Compression::kZstd) {
    state_->zstd.reset(ZSTD_createCCtx());
    if (!state_->zstd) return;
    ZSTD_CCtx_setParameter(state_->zstd.get(), ZSTD_c_compressionLevel, kZstdLevel);
    ZSTD_CCtx_setParameter(state_->zstd.get(), ZSTD_c_checksumFlag, 1);
  }
}

Compressor::~Compressor() = default;

bool Compressor::Append(std::string_view bytes, std::string* out) {
  if (bytes.empty()) return true;
  if (!compresses()) {
    out->append(bytes);
    return true;
  }
  if (!state_->gzip && !state_->zstd) return false;
  const size_t before = out->size();
  const bool gzip = how_ == Compression::kGzip;
  const size_t most = gzip ? libdeflate_gzip_compress_bound(state_->gzip.get(), bytes.size())
                           : ZSTD_compressBound(bytes.size());
  out->resize(before + most);
  char* const target = out->data() + before;
  const size_t size =
      gzip ? libdeflate_gzip_compress(state_->gzip.get(), bytes.data(), bytes.size(), target, most)
           : ZSTD_compress2(state_->zstd.get(), target, most, bytes.data(), bytes.size());
  const bool done = gzip ? size != 0 : !ZSTD_isError(size);
  out->resize(before + (done ? size : 0));
  return done;
}

std::string_view CompressionSuffix(Compression how) {
  switch (how) {
    case Compression::kNone:
      return "";
    case Compression::kGzip:
      return ".gz";
    case Compression::kZstd:
      return ".zst";
  }
  return "";
}

}  // namespace dechaff::io
