// Which kind of dump a file is, and its reader; see dechaff/crawl.h.
#include "crawl/framed_reader.h"

namespace dechaff::crawl {

StatusOr<std::unique_ptr<RecordSource>> OpenDump(ReadBytes read, Reporter* reporter) {
  constexpr size_t kBeginning = 16;
  ByteStream stream(std::move(read), reporter);
  const std::string_view beginning = stream.Peek(kBeginning);
  const bool is_warc = beginning.starts_with("WARC/0.") || beginning.starts_with("WARC/1.");
  const bool is_arc = beginning.starts_with("filedesc:");
  if (!stream.status().ok()) return stream.status();
  if (!is_warc && !is_arc) return Status::Invalid("is neither WARC nor ARC");
  const Grammar& grammar = is_warc ? WarcGrammar() : ArcGrammar();
  return std::unique_ptr<RecordSource>(std::make_unique<FramedReader>(std::move(stream), grammar, reporter));
}

}  // namespace dechaff::crawl
