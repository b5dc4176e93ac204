// Cleaning one line of JSON; see row_cleaner.h.
#include "cli/row_cleaner.h"

#include "cli/record.h"
#include "cli/values.h"
#include "io/json.h"

namespace dechaff::cli {

void RowCleaner::Fail(std::string reason, batch::Outcome* outcome) const {
  outcome->status = DocumentStatus::kFailed;
  outcome->reason = std::move(reason);
  outcome->fault = !settings_.worker;
}

Result RowCleaner::Clean(const io::Line& line, batch::Outcome* outcome) {
  outcome->record.emplace();
  outcome->record->line = line.number;
  outcome->record->offset = line.offset;
  parsed_ = false;
  key_.clear();
  std::string_view json = line.text;
  if (settings_.key_tab) {
    const size_t tab = json.find('\t');
    key_.assign(json.substr(0, tab)).push_back('\t');
    json.remove_prefix(tab == json.npos ? json.size() : tab + 1);
  }
  if (line.cut) {
    Fail("is longer than " + std::to_string(line.text.size()) + " bytes", outcome);
    return {};
  }
  if (json.find_first_not_of(" \t\r") == json.npos && !settings_.worker) {
    outcome->status = DocumentStatus::kSkipped;
    outcome->listed = outcome->is_document = false;
    return {};
  }
  batch::StageSeconds* const seconds = settings_.stats ? &outcome->seconds : nullptr;
  const Status status = Parse(json, seconds);
  if (!status.ok()) {
    Fail(status.message(), outcome);
    return {};
  }
  parsed_ = true;
  const Document document = Find();
  if (!document.fault.empty()) {
    Fail(document.fault, outcome);
    return {};
  }
  outcome->bytes_in = document.bytes.size();
  const std::string url = row_.StringAt(settings_.row_fields.url).value_or("");
  outcome->record->url = url;
  // Strings of JSON are UTF-8, whatever a page in them says.
  const batch::StageTimer timer(seconds, batch::Stage::kClean);
  Result result = cleaner_.Clean(document.bytes, {url, "utf-8", document.format});
  outcome->status = result.status;
  outcome->reason = result.reason;
  outcome->provenance = result.provenance;
  outcome->edits = result.edit_counts;
  if (!row_.mended().empty() && outcome->reason.empty()) {
    outcome->reason = "the line was mended: " + std::string(row_.mended());
  }
  return result;
}

Status RowCleaner::Parse(std::string_view json, batch::StageSeconds* seconds) {
  const batch::StageTimer timer(seconds, batch::Stage::kUnpack);
  return row_.Parse(json);
}

RowCleaner::Document RowCleaner::Find() {
  const RowFields& fields = settings_.row_fields;
  page_ = row_.StringAt(fields.html);
  if (page_) return {*page_, Format::kHtml, {}};
  if (const auto text = row_.String(fields.text)) return {*text, Format::kText, {}};
  for (const std::string& name : {fields.html, fields.text}) {
    if (row_.Raw(name) == "null") return {};
    if (row_.Has(name)) return {{}, {}, "\"" + Escape(name) + "\" is not a string"};
  }
  return {{}, {}, "has neither \"" + Escape(fields.text) + "\" nor \"" + Escape(fields.html) + "\""};
}

// Gives the member of that name the value of the field that stands for it.
void RowCleaner::AddIfMissing(std::string_view name, const std::string& field) {
  if (row_.Has(name)) return;
  if (const auto string = row_.StringAt(field)) return row_.Set(name, *string);
  if (const std::string_view raw = row_.Raw(field); !raw.empty()) row_.SetRaw(name, std::string(raw));
}

void RowCleaner::Append(const Result& result, const batch::Outcome& outcome, std::string* out) {
  out->append(key_);
  if (!parsed_) return AppendRecord(result, outcome, settings_.fields, out);
  const RowFields& fields = settings_.row_fields;
  if (outcome.status != DocumentStatus::kFailed) {
    if (fields.html != fields.text) row_.Remove(fields.html);
    row_.Set(fields.text, result.text);
  }
  if (!result.metadata.title.value.empty() && !row_.Has("title"))
    row_.Set("title", result.metadata.title.value);
  if (!result.metadata.lang.value.empty() && !row_.Has("lang")) row_.Set("lang", result.metadata.lang.value);
  row_.Remove("status");
  row_.Remove("reason");
  row_.Set("status", DocumentStatusName(outcome.status));
  if (!outcome.reason.empty()) row_.Set("reason", outcome.reason);
  AddIfMissing("url", fields.url);
  AddIfMissing("id", fields.id);
  if (settings_.worker) return row_.Write(out);
  if (!row_.Has("id")) row_.Set("id", outcome.Name());
  if (!row_.Has("source")) {
    std::string json;
    io::JsonObject source(&json);
    source.Add("file", outcome.file);
    source.AddIfKnown("entry", outcome.entry);
    source.Add("line", outcome.record->line);
    source.Add("offset", outcome.record->offset);
    source.Close();
    row_.SetRaw("source", std::move(json));
  }
  row_.Write(out);
}

}  // namespace dechaff::cli
