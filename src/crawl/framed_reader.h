// Records that follow each other as header and content of a given length: what WARC and ARC have in common.
//
// A length is believed only if a record, or the end, comes after the content. If not, the content is searched
// for the beginning of a record; what belongs to no record is reported and the next record is searched for.
#ifndef DECHAFF_CRAWL_FRAMED_READER_H_
#define DECHAFF_CRAWL_FRAMED_READER_H_

#include <optional>
#include <string_view>

#include "crawl/byte_stream.h"
#include "dechaff/crawl.h"

namespace dechaff::crawl {

// What a format says of its records. Const, without state: safe for all threads.
class Grammar {
 public:
  struct Header {
    size_t size = 0;                 // bytes, with the line end after it
    std::optional<uint64_t> length;  // of the content; nothing if the header does not say it
  };

  virtual ~Grammar() = default;
  // Whether a record may begin here; needs no more than the first line.
  virtual bool Begins(std::string_view bytes) const = 0;
  // Reads the header that begins here into `record`; nothing if it has no end.
  virtual std::optional<Header> Parse(std::string_view bytes, Record* record) const = 0;
};

const Grammar& WarcGrammar();  // 0.17 to 1.1, also WET and WAT
const Grammar& ArcGrammar();   // 1 and 2

class FramedReader : public RecordSource {
 public:
  struct Limits {
    size_t header = size_t{64} << 10;
    size_t content = size_t{64} << 20;  // longer content is cut
  };

  // The grammar and the reporter must outlive the reader.
  FramedReader(ByteStream stream, const Grammar& grammar, Reporter* reporter, Limits limits);
  FramedReader(ByteStream stream, const Grammar& grammar, Reporter* reporter)
      : FramedReader(std::move(stream), grammar, reporter, Limits()) {}

  bool Next(Record* record) override;
  Status status() const override { return stream_.status(); }
  const ByteStream& stream() const { return stream_; }

 private:
  void ReadContent(const Grammar::Header& header, Record* record);
  void ReadWhole(size_t header, size_t length, Record* record);
  void ReadLong(size_t header, uint64_t length, Record* record);
  void Skip(std::string_view reason);
  uint64_t PassUntilRecord(uint64_t most, std::string* kept = nullptr);
  size_t FindRecord(std::string_view bytes, size_t from) const;
  void PassLineEnds();

  ByteStream stream_;
  const Grammar& grammar_;
  Reporter* reporter_;
  Limits limits_;
};

}  // namespace dechaff::crawl

#endif  // DECHAFF_CRAWL_FRAMED_READER_H_
