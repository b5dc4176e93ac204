// Decompression of one member (gzip), frame (zstd, lz4) or stream (bzip2, xz) at a time, behind one
// interface.
#ifndef DECHAFF_CRAWL_DECODER_H_
#define DECHAFF_CRAWL_DECODER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace dechaff::crawl {

// Used by one thread at a time. Memory is bounded: windows of more than 128 MiB are refused.
class Decoder {
 public:
  enum class State : uint8_t {
    kMore,     // goes on with more input or more room
    kEnd,      // the member is complete and its checksum, if it has one, is right
    kDamaged,  // see error()
  };
  struct Step {
    size_t taken = 0;  // bytes of input used
    size_t given = 0;  // bytes written to the output
    State state = State::kMore;
  };

  virtual ~Decoder() = default;
  // Decodes as much as the input and the room allow. A step that neither takes nor gives anything needs more
  // input.
  virtual Step Decode(std::string_view in, char* out, size_t room) = 0;
  // Decodes a member at once, which is much faster, if all of it is there and fits into the room; else takes
  // nothing. REQUIRES: nothing was decoded since Reset().
  virtual Step DecodeWhole(std::string_view, char*, size_t) { return {}; }
  // Makes ready for a next member.
  virtual void Reset() = 0;
  // What was wrong, a few words; after kDamaged.
  virtual std::string_view error() const = 0;
};

enum class Coding : uint8_t { kNone, kGzip, kZstd, kBzip2, kXz, kLz4 };

// Bytes that suffice to see a coding.
inline constexpr size_t kMagicSize = 10;

// The coding of a file that begins with these bytes.
Coding DetectCoding(std::string_view beginning);

// Whether a member of that coding may begin here.
bool BeginsMember(Coding coding, std::string_view bytes);

std::string_view CodingName(Coding coding);

// REQUIRES: not kNone.
std::unique_ptr<Decoder> MakeDecoder(Coding coding);

// How zlib's data are wrapped.
enum class Wrapping : uint8_t { kGzip, kZlib, kRaw };
std::unique_ptr<Decoder> MakeZlibDecoder(Wrapping wrapping);
// zlib, and libdeflate for whole members.
std::unique_ptr<Decoder> MakeGzipDecoder();
// Takes the dictionary that a .warc.zst begins with and uses it for the frames after it.
std::unique_ptr<Decoder> MakeZstdDecoder();
std::unique_ptr<Decoder> MakeBzip2Decoder();
std::unique_ptr<Decoder> MakeXzDecoder();
std::unique_ptr<Decoder> MakeLz4Decoder();
// Brotli has no magic bytes and no checksum: only HTTP bodies that say so are tried with it.
std::unique_ptr<Decoder> MakeBrotliDecoder();

}  // namespace dechaff::crawl

#endif  // DECHAFF_CRAWL_DECODER_H_
