// One cleaned document as a line of JSON; see record.h.
#include "cli/record.h"

#include "io/json.h"

namespace dechaff::cli {

void AppendRecord(const Result& result, const batch::Outcome& outcome, std::string* out) {
  io::JsonObject record(out);
  record.Add("id", outcome.name);
  record.AddIfKnown("url", result.url);
  record.AddIfKnown("title", result.title);
  record.AddIfKnown("lang", result.lang);
  record.Add("text", result.text);
  record.Add("status", DocumentStatusName(outcome.status));
  record.AddIfKnown("reason", outcome.reason);
  io::JsonObject source = record.Nest("source");
  source.Add("file", outcome.name);
  source.AddIfKnown("charset", outcome.provenance.charset);
  source.AddIfKnown("charset_source", outcome.provenance.charset_source);
  source.AddIfKnown("parser", outcome.provenance.parser);
  source.Add("bytes", outcome.bytes_in);
  source.Close();
  record.Close();
}

}  // namespace dechaff::cli
