// Compression of one record at a time: each becomes a gzip member or zstd frame of its own, so that readers
// can begin at any record and a file can be put together from such pieces.
#ifndef DECHAFF_IO_COMPRESSOR_H_
#define DECHAFF_IO_COMPRESSOR_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dechaff::io {

enum class Compression : uint8_t { kNone, kGzip, kZstd };

// Used by one thread at a time; the same bytes always give the same member.
class Compressor {
 public:
  explicit Compressor(Compression how);
  ~Compressor();
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  // Appends `bytes` as one member, or as they are without compression. Empty bytes give nothing. False when
  // there is no memory for it.
  bool Append(std::string_view bytes, std::string* out);
  bool compresses() const { return how_ != Compression::kNone; }

 private:
  struct State;

  Compression how_;
  std::unique_ptr<State> state_;
};

// ".gz", ".zst" or nothing: what names of such files end in.
std::string_view CompressionSuffix(Compression how);

}  // namespace dechaff::io

#endif  // DECHAFF_IO_COMPRESSOR_H_
