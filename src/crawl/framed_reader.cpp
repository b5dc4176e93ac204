// Header, content of a given length, next header; see framed_reader.h.
#include "crawl/framed_reader.h"

#include <algorithm>
#include <limits>

namespace dechaff::crawl {
namespace {

constexpr size_t kNone = std::string_view::npos;
// How far behind a record we look for the beginning of the next: the first line of an ARC record can be long.
constexpr size_t kLookahead = size_t{8} << 10;
// What is kept of a stretch that belongs to no record.
constexpr size_t kMostKept = size_t{1} << 20;
// What is searched at a time.
constexpr size_t kWindow = size_t{128} << 10;

constexpr std::string_view kDamaged = "its compressed data are damaged";
constexpr std::string_view kCut = "the input ends inside it";
constexpr std::string_view kTooLong = "its length reaches into the next record";
constexpr std::string_view kTooShort = "its content does not end where its length says";

size_t LineEnds(std::string_view bytes) { return std::min(bytes.find_first_not_of("\r\n"), bytes.size()); }

}  // namespace

FramedReader::FramedReader(ByteStream stream, const Grammar& grammar, Reporter* reporter, Limits limits)
    : stream_(std::move(stream)), grammar_(grammar), reporter_(reporter), limits_(limits) {}

bool FramedReader::Next(Record* record) {
  for (;;) {
    const std::string_view bytes = stream_.Peek(limits_.header);
    if (bytes.empty()) {
      if (stream_.stop() == ByteStream::Stop::kEnd) return false;
      stream_.PassGap();
      continue;
    }
    if (!grammar_.Begins(bytes)) {
      Skip("no record begins here");
      continue;
    }
    *record = {};
    if (const std::optional<Grammar::Header> header =
            grammar_.Parse(bytes.substr(0, limits_.header), record)) {
      record->header = bytes.substr(0, header->size);
      ReadContent(*header, record);
      return true;
    }
    Skip("a header without an end");
  }
}

void FramedReader::ReadContent(const Grammar::Header& header, Record* record) {
  record->stream.begin = stream_.offset();
  record->file_offset = stream_.file_offset();
  record->begins_member = stream_.member().value_or(stream_.offset()) == stream_.offset();
  if (!header.length) {
    record->lost = true;
    record->damage = "its header gives no usable length";
    stream_.Consume(header.size);
    PassLineEnds();
  } else if (*header.length > limits_.content) {
    ReadLong(header.size, *header.length, record);
  } else {
    ReadWhole(header.size, static_cast<size_t>(*header.length), record);
  }
  record->stream.end = stream_.offset();
  // A checksum stands behind the data that it is for.
  const bool at_gap = stream_.Peek(1).empty() && stream_.stop() == ByteStream::Stop::kGap;
  if (at_gap && record->damage.empty() && stream_.gap_origin() < record->stream.end)
    record->damage = kDamaged;
}

void FramedReader::ReadWhole(size_t header, size_t length, Record* record) {
  const std::string_view bytes = stream_.Peek(header + length + kLookahead);
  const bool more = stream_.stop() == ByteStream::Stop::kNone;
  size_t end = std::min(header + length, bytes.size());
  const size_t line_ends = LineEnds(bytes.substr(end));
  const std::string_view after = bytes.substr(end + line_ends);
  if (end < header + length) {
    record->damage = stream_.stop() == ByteStream::Stop::kGap ? kDamaged : kCut;
  } else if (!after.empty() && !grammar_.Begins(after) && (more || after.find('\n') != kNone)) {
    record->damage = kTooShort;
  }
  size_t size = end + line_ends;
  if (!record->damage.empty()) {
    const size_t next = FindRecord(bytes, header);
    if (next < end) {
      record->damage = kTooLong;
      size = next;
      end = bytes.substr(0, next).find_last_not_of("\r\n") + 1;
    }
  }
  record->content = stream_.Share(bytes.substr(header, std::max(end, header) - header));
  stream_.Consume(size);
}

// So great a length is often a lie: what lies behind the limit is searched for records.
void FramedReader::ReadLong(size_t header, uint64_t length, Record* record) {
  const std::string_view bytes = stream_.Peek(header + limits_.content + kLookahead);
  const size_t end = std::min(header + limits_.content, bytes.size());
  const size_t next = FindRecord(bytes, header);
  record->damage = "is longer than the limit of " + std::to_string(limits_.content) + " bytes";
  record->content = stream_.Share(bytes.substr(header, std::min(next, end) - header));
  stream_.Consume(std::min(next, end));
  if (next < end) {
    record->damage = kTooLong;
    return;
  }
  const uint64_t rest = length - (end - header);
  if (PassUntilRecord(rest) == rest) PassLineEnds();
}

void FramedReader::PassLineEnds() { stream_.Consume(LineEnds(stream_.Peek(kLookahead))); }

void FramedReader::Skip(std::string_view reason) {
  Damage damage;
  damage.range.begin = stream_.offset();
  damage.file_offset = stream_.file_offset();
  damage.member = stream_.member();
  damage.reason = reason;
  PassUntilRecord(std::numeric_limits<uint64_t>::max(), &damage.bytes);
  damage.range.end = stream_.offset();
  reporter_->Skipped(damage);
}

// Consumes what lies before the next record, but one that begins at the first byte; at most `most` bytes, and
// none behind a gap. Gives how many; the first of them are also put into `kept`, unless it is null.
uint64_t FramedReader::PassUntilRecord(uint64_t most, std::string* kept) {
  const uint64_t begin = stream_.offset();
  for (;;) {
    const uint64_t left = most - (stream_.offset() - begin);
    const std::string_view bytes = stream_.Peek(kWindow).substr(0, std::min<uint64_t>(left, kWindow));
    const size_t next = FindRecord(bytes, 0);
    // The last line may be cut; it is looked at again.
    const size_t last_line = bytes.size() == kWindow ? bytes.rfind('\n') : kNone;
    const size_t pass = next != kNone ? next : last_line != kNone && last_line > 0 ? last_line : bytes.size();
    if (kept) kept->append(bytes.substr(0, std::min(pass, kMostKept - kept->size())));
    stream_.Consume(pass);
    if (pass == 0 || next != kNone) return stream_.offset() - begin;
  }
}

// Where the first record begins on a line of its own behind `from`.
size_t FramedReader::FindRecord(std::string_view bytes, size_t from) const {
  for (size_t line = bytes.find('\n', from); line != kNone; line = bytes.find('\n', line + 1)) {
    if (grammar_.Begins(bytes.substr(line + 1))) return line + 1;
  }
  return kNone;
}

}  // namespace dechaff::crawl
