// What could not be cleaned, as it stands in the input; see reject.h.
#include "cli/reject.h"

#include <fcntl.h>

#include <algorithm>

#include "cli/warc_header.h"
#include "io/fd.h"

namespace dechaff::cli {
namespace {

constexpr size_t kChunk = size_t{1} << 20;
constexpr std::string_view kEnd = "\r\n\r\n";

// Records of other dumps get a header that can stand among those of WARC.
std::string AsWarc(const crawl::Record& record) {
  std::string text = "WARC/1.0\r\nWARC-Type: response\r\n";
  AppendWarcField("WARC-Target-URI", WarcUri(record.url), &text);
  AppendWarcField("WARC-Date", WarcDate(record.date), &text);
  const bool is_http = record.content.view().starts_with("HTTP/");
  AppendWarcField("Content-Type", is_http ? "application/http; msgtype=response" : record.media_type, &text);
  AppendWarcField("Content-Length", std::to_string(record.content.size()), &text);
  return text.append("\r\n").append(record.content);
}

// In bytes of the file if it can be read again as it is, else what the job holds.
struct Maker {
  const batch::Job& job;

  batch::Reject FromFile(ByteRange range) const { return {{}, range}; }

  batch::Reject operator()(const batch::Unreadable&) const { return {}; }
  batch::Reject operator()(const batch::WholeFile&) const { return {}; }
  batch::Reject operator()(const crawl::Record& record) const {
    const bool is_warc = record.header.starts_with("WARC/");
    if (!is_warc && !record.lost) return {AsWarc(record), {}};
    if (job.can_be_read_again && !job.compressed) return FromFile(record.stream);
    return {std::string(record.header).append(record.content), {}};
  }
  batch::Reject operator()(const crawl::Damage& damage) const {
    const bool in_file = damage.layer == crawl::Damage::Layer::kFile || !job.compressed;
    if (job.can_be_read_again && in_file) return FromFile(damage.range);
    return {damage.bytes, {}};
  }
  batch::Reject operator()(const batch::ArchiveEntry& entry) const {
    crawl::Record record;
    record.url = "file:" + job.file + '/' + job.entry;
    record.media_type = "application/octet-stream";
    record.content = entry.content;
    return {AsWarc(record), {}};
  }
  batch::Reject operator()(const io::Line& line) const {
    if (job.can_be_read_again && !job.compressed) return FromFile({line.offset, line.offset + line.size});
    return {line.text, {}};
  }
};

bool CopyFromFile(const std::string& path, ByteRange range, io::Output* output) {
  const io::Fd file(io::Open(path.c_str(), O_RDONLY));
  std::string chunk(kChunk, '\0');
  for (uint64_t at = range.begin; file.valid() && at < range.end;) {
    const ssize_t got = io::ReadAt(file.get(), chunk.data(), std::min<uint64_t>(kChunk, range.end - at),
                                   static_cast<off_t>(at));
    if (got <= 0) break;
    if (!output->Write(std::string_view(chunk).substr(0, static_cast<size_t>(got)))) return false;
    at += static_cast<uint64_t>(got);
  }
  return output->status().ok();
}

std::string Explanation(const batch::Outcome& outcome) {
  const std::string fields = "reason: " + outcome.reason + "\r\nfile: " + outcome.Path() +
                             "\r\noffset: " + std::to_string(outcome.record->offset) + "\r\n";
  return "WARC/1.0\r\nWARC-Type: metadata\r\nContent-Type: application/warc-fields\r\nContent-Length: " +
         std::to_string(fields.size()) + "\r\n\r\n" + fields + std::string(kEnd);
}

}  // namespace

batch::Reject RejectOf(const batch::Job& job) { return std::visit(Maker{job}, job.what); }

bool WriteReject(const batch::Outcome& outcome, io::Output* output) {
  const batch::Reject& reject = *outcome.reject;
  if (!outcome.record || (reject.bytes.empty() && reject.range.size() == 0)) return true;
  const bool is_line = outcome.record->line != 0;
  if (!is_line && !output->Write(Explanation(outcome))) return false;
  if (!output->Write(reject.bytes)) return false;
  if (reject.range.size() != 0 && !CopyFromFile(outcome.file, reject.range, output)) return false;
  // What follows must begin on a line of its own.
  return is_line ? reject.range.size() != 0 || output->Write("\n") : output->Write(kEnd);
}

}  // namespace dechaff::cli
