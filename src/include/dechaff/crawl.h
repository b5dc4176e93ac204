// Crawl dumps: the records of a WARC, WET or ARC file, and the page in each.
//
//   StatusOr<std::unique_ptr<RecordSource>> dump = OpenDump(read, &reporter);
//   for (Record record; dump.value()->Next(&record);) {
//     if (record.kind != RecordKind::kDocument) continue;
//     Payload page = TakePayload(&record, options.max_document_bytes);
//     if (MayBeProse(page.media_type)) Use(cleaner.Clean(page.body, {.url = record.url, .charset =
//     page.charset}));
//   }
//
// The file may be plain or compressed by gzip, zstd (also with the dictionary of .warc.zst), bzip2, xz or
// lz4, as a whole or record by record. Damage costs the records that it hits: all else is read, and what
// belongs to no record is reported with its place.
#ifndef DECHAFF_CRAWL_H_
#define DECHAFF_CRAWL_H_

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "dechaff/result.h"
#include "dechaff/status.h"

namespace dechaff::crawl {

enum class DumpFormat : uint8_t {
  kWarc,  // 0.17 to 1.1, also WET and WAT
  kArc,   // 1 and 2
};

// Bytes in memory that several may hold: a copy shares it, and it lives as long as one of them. It may be
// part of a block of some MiB, which lives as long; so what is to be kept should be copied out. Thread
// safety: as of std::shared_ptr.
class SharedBytes {
 public:
  SharedBytes() = default;
  SharedBytes(std::string bytes) {
    auto owner = std::make_shared<const std::string>(std::move(bytes));
    view_ = *owner;
    owner_ = std::move(owner);
  }
  // `view` lives as long as `owner` does.
  SharedBytes(std::string_view view, std::shared_ptr<const void> owner)
      : view_(view), owner_(std::move(owner)) {}

  std::string_view view() const { return view_; }
  operator std::string_view() const { return view_; }
  size_t size() const { return view_.size(); }
  // The bytes behind the first `size`. REQUIRES: size <= this->size().
  SharedBytes Behind(size_t size) const { return {view_.substr(size), owner_}; }

 private:
  std::string_view view_;
  std::shared_ptr<const void> owner_;
};

inline bool operator==(const SharedBytes& a, std::string_view b) { return a.view() == b; }

// What a record is for.
enum class RecordKind : uint8_t {
  kDocument,  // holds a page: WARC response, resource, conversion; every ARC record but the first
  kRevisit,   // says that a page had not changed: no content of its own
  kOther,     // about the crawl: warcinfo, request, metadata, an ARC's own description, unknown types
};

// A plain value. Offsets in `stream` count bytes after decompression.
struct Record {
  RecordKind kind = RecordKind::kOther;
  std::string type;  // as the dump names it: "response"
  std::string id;    // WARC-Record-ID as it stands, with its angle brackets
  std::string url;
  std::string date;        // as it stands
  std::string digest;      // of the payload, as it stands
  std::string refers_to;   // revisit: the record that has the content
  std::string media_type;  // of `content`: "application/http; msgtype=response"
  std::string truncated;   // why the crawler cut the content, empty if it did not
  std::string header;      // as it stands, with the empty line that ends it
  SharedBytes content;     // the block: for a response the HTTP header and the body as they were sent

  ByteRange stream;          // header, content and the line ends after it
  uint64_t file_offset = 0;  // where its header begins; in a compressed file, the member that holds it
  bool begins_member =
      true;  // reading can begin here: the file is plain, or nothing is before it in its member

  // What went wrong with this record, one line; empty if nothing did.
  std::string damage;
  // The header gives no usable length, so `content` is empty.
  bool lost = false;
};

// A stretch of the input that belongs to no record.
struct Damage {
  enum class Layer : uint8_t {
    kFile,    // `range` counts bytes of the file: compressed data that could not be (wholly) decoded
    kStream,  // `range` counts bytes after decompression
  };
  Layer layer = Layer::kStream;
  ByteRange range;
  uint64_t file_offset = 0;  // as in Record
  std::optional<uint64_t>
      member;          // Layer::kStream of compressed files: where in the stream that member begins
  std::string reason;  // one line
  // The bytes, or the first MiB of them; empty if they were gone before they were found to be damaged.
  std::string bytes;
};

// Is told of every such stretch, in the order of the input. Calls come from inside Next().
class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void Skipped(const Damage& damage) = 0;
};

// The records of one input, in their order. The records that it gives and the stretches of Layer::kStream
// that it reports together cover every byte of the decompressed input once. Memory is bounded by the limits
// that the source was made with. Used by one thread at a time.
class RecordSource {
 public:
  virtual ~RecordSource() = default;
  // The next record into `record`, whose old value is overwritten; false at the end.
  virtual bool Next(Record* record) = 0;
  // After the end: not ok if the input could not be read to its end.
  virtual Status status() const = 0;
};

// A plain value.
struct Payload {
  SharedBytes body;
  std::string
      media_type;       // "text/html", lower case, as the HTTP header or the record says; empty if not known
  std::string charset;  // label, as it stands; empty if not known
  uint64_t http_status = 0;  // 0 = no HTTP response
  std::string damage;        // what of the body is missing, one line; empty if nothing is
};

// Takes the content out of `record`. What an HTTP header says of the body's coding is tried and never
// believed: dumps often keep a header whose coding was undone already, and a body that is not in the coding
// is left as it is. A body whose coding breaks off keeps what could be decoded; one that grows over `limit`
// bytes is cut there. Time and memory O(content + min(decoded, limit)).
Payload TakePayload(Record* record, size_t limit);

// Whether a payload may be a page or plain text by its media type. Dumps also hold pictures, programs and
// data.
bool MayBeProse(const std::string& media_type);

// As read(2): bytes read, 0 at the end, -1 with errno.
using ReadBytes = std::function<ssize_t(char* data, size_t size)>;

// The records of the dump that `read` gives, which the first bytes tell to be WARC (0.17 to 1.1, also WET and
// WAT) or ARC (1 and 2). kInvalid if it is neither, kIo if it cannot be read. `reporter` must outlive the
// source. Limits: a header of 64 KiB; content of 64 MiB, the rest of which is passed over; compressed data
// that grow 250-fold to more than 64 MiB are left. Memory: the largest record and a few MiB. Time: linear in
// the bytes read and given.
StatusOr<std::unique_ptr<RecordSource>> OpenDump(ReadBytes read, Reporter* reporter);

}  // namespace dechaff::crawl

#endif  // DECHAFF_CRAWL_H_
