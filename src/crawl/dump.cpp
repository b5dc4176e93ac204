// Which kind of dump a file is, and its reader; see dump.h and dechaff/crawl.h.
#include "crawl/dump.h"

#include "crawl/framed_reader.h"

namespace dechaff::crawl {

std::optional<DumpFormat> DetectDump(std::string_view beginning) {
  if (beginning.starts_with("WARC/0.") || beginning.starts_with("WARC/1.")) return DumpFormat::kWarc;
  if (beginning.starts_with("filedesc:")) return DumpFormat::kArc;
  return std::nullopt;
}

std::unique_ptr<RecordSource> MakeSource(DumpFormat format, ByteStream stream, Reporter* reporter) {
  const Grammar& grammar = format == DumpFormat::kWarc ? WarcGrammar() : ArcGrammar();
  return std::make_unique<FramedReader>(std::move(stream), grammar, reporter);
}

StatusOr<std::unique_ptr<RecordSource>> OpenDump(ReadBytes read, Reporter* reporter) {
  ByteStream stream(std::move(read), reporter);
  const std::optional<DumpFormat> format = DetectDump(stream.Peek(kDumpBeginning));
  if (!stream.status().ok()) return stream.status();
  if (!format) return Status::Invalid("is neither WARC nor ARC");
  return MakeSource(*format, std::move(stream), reporter);
}

}  // namespace dechaff::crawl
