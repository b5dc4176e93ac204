// One cleaned document as a line of JSON; see record.h.
#include "cli/record.h"

#include "io/json.h"

namespace dechaff::cli {

void AppendRecord(const Result& result, const batch::Outcome& outcome, std::string* out) {
  io::JsonObject record(out);
  record.Add("id", outcome.record && !outcome.record->id.empty() ? outcome.record->id : outcome.Name());
  record.AddIfKnown("url", result.url);
  record.AddIfKnown("title", result.title);
  record.AddIfKnown("lang", result.lang);
  record.Add("text", result.text);
  record.Add("status", DocumentStatusName(outcome.status));
  record.AddIfKnown("reason", outcome.reason);
  io::JsonObject source = record.Nest("source");
  source.Add("file", outcome.file);
  if (outcome.record) {
    source.Add("offset", outcome.record->offset);
    source.AddIfKnown("record_type", outcome.record->type);
    source.AddIfKnown("record_id", outcome.record->id);
    source.AddIfKnown("url", outcome.record->url);
    source.AddIfKnown("date", outcome.record->date);
    source.AddIfKnown("digest", outcome.record->digest);
    source.AddIfKnown("media_type", outcome.record->media_type);
    if (outcome.record->http_status) source.Add("http_status", outcome.record->http_status);
  }
  source.AddIfKnown("charset", outcome.provenance.charset);
  source.AddIfKnown("charset_source", outcome.provenance.charset_source);
  source.AddIfKnown("parser", outcome.provenance.parser);
  source.Add("bytes", outcome.bytes_in);
  source.Close();
  record.Close();
}

}  // namespace dechaff::cli
