// The bytes of a file after decompression, which survive damage to it.
//
// A file may be plain or a row of gzip members, zstd or lz4 frames, bzip2 or xz streams; the first bytes
// tell. What cannot be decoded (a member cut short or with a wrong checksum, garbage between members, a bomb)
// shows as a gap; decoding goes on behind it, at the next member that can be decoded.
#ifndef DECHAFF_CRAWL_BYTE_STREAM_H_
#define DECHAFF_CRAWL_BYTE_STREAM_H_

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "crawl/decoder.h"
#include "crawl/sliding_buffer.h"
#include "dechaff/crawl.h"
#include "dechaff/status.h"

namespace dechaff::crawl {

// Used by one thread at a time. Memory: what is asked for in one Peek, a few MiB, and the decoder's own. Time
// is linear in the bytes read and given, however they are damaged.
class ByteStream {
 public:
  struct Limits {
    // A member that gives more than `bomb_floor` bytes and `bomb_ratio` times its own size is cut.
    uint64_t bomb_floor = uint64_t{64} << 20;
    uint64_t bomb_ratio = 250;
  };

  // Why there are fewer bytes than were asked for.
  enum class Stop : uint8_t { kNone, kGap, kEnd };

  // `reporter` must outlive the stream.
  ByteStream(ReadBytes read, Reporter* reporter, Limits limits)
      : read_(std::move(read)), reporter_(reporter), limits_(limits) {}
  ByteStream(ReadBytes read, Reporter* reporter) : ByteStream(std::move(read), reporter, Limits()) {}

  // The next bytes, at least `wanted` of them unless a gap or the end comes first. Valid until the next call.
  std::string_view Peek(size_t wanted);
  // REQUIRES: size <= what the last Peek gave.
  void Consume(size_t size) { data_.Use(size); }

  // A part of what the last Peek gave, which stays as it is for as long as it is held.
  SharedBytes Share(std::string_view part) { return data_.Share(part); }

  // Of the last Peek.
  Stop stop() const { return stop_; }
  // Reports what was left out and goes on behind it. REQUIRES: stop() == kGap and all before it is consumed.
  void PassGap();
  // Where in this stream the member began that the gap is due to: what was given since is not to be trusted.
  uint64_t gap_origin() const { return gap_origin_; }

  // Of the next byte: its place in this stream, and in the file (that of its member if the file is
  // compressed).
  uint64_t offset() const { return data_.offset(); }
  uint64_t file_offset();
  // Where in this stream the member begins that holds the next byte; nothing if the file is plain.
  std::optional<uint64_t> member();

  // Goes to the first member, or in a plain file to the first byte, at or behind `place` in the file, from
  // where `read` gives it. Of the stream's beginning only the coding, and the dictionary if there is one, are
  // still known; offsets in the stream begin at 0 again if the file is compressed. REQUIRES: Peek was called.
  void Jump(uint64_t place, ReadBytes read);

  Coding coding() const { return coding_; }
  // Bytes of the file read so far, and those of them in members without damage.
  uint64_t file_bytes() const { return raw_.end(); }
  uint64_t intact_bytes() const { return intact_; }
  // Not ok when reading failed; the stream ends there.
  const Status& status() const { return status_; }

 private:
  // Where in the file the bytes from `stream` on come from.
  struct Mark {
    uint64_t stream;
    uint64_t file;
  };

  bool Produce();
  bool ProducePlain();
  bool ProduceDecoded();
  bool BeginMember();
  Decoder::Step DecodeStep();
  void GiveUpMember(std::string_view reason);
  void Leave(uint64_t file_begin, std::string reason);
  void FindMember(std::string* kept);
  bool IsDecodable();

  bool NeedRaw(size_t size);
  bool ReadRaw();

  ReadBytes read_;
  Reporter* reporter_;
  Limits limits_;
  Status status_;

  // Blocks are large enough for members that are decoded at once; what is not written of them takes no
  // memory.
  static constexpr size_t kRawBlock = size_t{4} << 20;
  static constexpr size_t kBlock = size_t{24} << 20;
  static constexpr size_t kHot = size_t{1} << 20;

  SlidingBuffer raw_{kRawBlock, kHot};  // bytes of the file
  bool raw_end_ = false;
  uint64_t intact_ = 0;
  uint64_t replayed_ = 0;  // bytes that were decoded more than once

  bool begun_ = false;
  Coding coding_ = Coding::kNone;
  std::unique_ptr<Decoder> decoder_;
  bool in_member_ = false;
  uint64_t member_file_ = 0;
  uint64_t member_stream_ = 0;

  SlidingBuffer data_{kBlock, kHot};  // decoded
  std::deque<Mark> marks_;

  Stop stop_ = Stop::kNone;
  bool gap_ = false;
  bool ended_ = false;
  uint64_t gap_origin_ = 0;
  Damage left_out_;
};

}  // namespace dechaff::crawl

#endif  // DECHAFF_CRAWL_BYTE_STREAM_H_
