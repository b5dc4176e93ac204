// One cleaned document as a line of JSON; see record.h.
#include "cli/record.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/values.h"
#include "io/json.h"

namespace dechaff::cli {

namespace {

using Add = void (*)(const Result& result, const batch::Outcome& outcome, io::JsonObject* record);

void AddSource(const Result&, const batch::Outcome& outcome, io::JsonObject* record) {
  io::JsonObject source = record->Nest("source");
  source.Add("file", outcome.file);
  if (outcome.record) {
    source.Add("offset", outcome.record->offset);
    if (outcome.record->line) source.Add("line", outcome.record->line);
    source.AddIfKnown("entry", outcome.entry);
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
  if (outcome.provenance.body != "page") source.AddIfKnown("body", outcome.provenance.body);
  source.Add("bytes", outcome.bytes_in);
  source.Close();
}

using StatedField = std::pair<std::string_view, Stated Metadata::*>;
constexpr StatedField kStatedFields[] = {{"url", &Metadata::url},
                                         {"title", &Metadata::title},
                                         {"author", &Metadata::author},
                                         {"date", &Metadata::date},
                                         {"description", &Metadata::description},
                                         {"site", &Metadata::site},
                                         {"lang", &Metadata::lang}};

template <Stated Metadata::*field>
void AddStated(const Result& result, const batch::Outcome&, io::JsonObject* record) {
  const auto* named = std::ranges::find(kStatedFields, field, &StatedField::second);
  record->AddIfKnown(named->first, (result.metadata.*field).value);
}

void AddStatedIn(const Result& result, const batch::Outcome&, io::JsonObject* record) {
  const auto known = [&](const StatedField& f) { return !(result.metadata.*f.second).value.empty(); };
  if (!std::ranges::any_of(kStatedFields, known)) return;
  io::JsonObject stated_in = record->Nest("stated_in");
  for (const auto& [name, field] : kStatedFields) {
    stated_in.AddIfKnown(name, MetadataSourceName((result.metadata.*field).source));
  }
  stated_in.Close();
}

void AddParagraphs(const Result& result, const batch::Outcome&, io::JsonObject* record) {
  io::JsonArray list = record->List("paragraphs");
  for (const Paragraph& p : result.paragraphs) {
    io::JsonArray row = list.List();
    row.Add(p.text.begin).Add(p.text.end).Add(p.input.begin).Add(p.input.end);
    row.Add(ParagraphKindName(p.kind)).Add(uint64_t{p.level}).Close();
  }
  list.Close();
}

void AddEdits(const Result& result, const batch::Outcome&, io::JsonObject* record) {
  io::JsonArray list = record->List("edits");
  for (const Edit& e : result.edits) {
    list.List().Add(e.text).Add(e.input).Add(EditKindName(e.kind)).AddDecimal(e.score).Close();
  }
  list.Close();
}

void AddBlocks(const Result& result, const batch::Outcome&, io::JsonObject* record) {
  io::JsonArray list = record->List("blocks");
  for (const BlockDecision& b : result.blocks) {
    io::JsonArray row = list.List();
    row.Add(b.input.begin).Add(b.input.end).AddBool(b.kept);
    row.Add(ReasonName(b.reason)).AddDecimal(b.score).Close();
  }
  list.Close();
}

struct Field {
  std::string_view name;
  bool standard;  // written unless other fields are asked for
  Add add;
  bool Options::*part = nullptr;  // of a result, that it is made from; null: always there
};

constexpr Field kFields[] = {
    {"id", true,
     [](const Result&, const batch::Outcome& o, io::JsonObject* record) {
       record->Add("id", o.record && !o.record->id.empty() ? o.record->id : o.Name());
     }},
    {"url", true, AddStated<&Metadata::url>},
    {"title", true, AddStated<&Metadata::title>},
    {"author", true, AddStated<&Metadata::author>, &Options::read_credits},
    {"date", true, AddStated<&Metadata::date>, &Options::read_credits},
    {"description", true, AddStated<&Metadata::description>, &Options::read_credits},
    {"site", true, AddStated<&Metadata::site>},
    {"lang", true, AddStated<&Metadata::lang>},
    {"text", true,
     [](const Result& r, const batch::Outcome&, io::JsonObject* record) { record->Add("text", r.text); }},
    {"paragraphs", false, AddParagraphs},
    {"edits", false, AddEdits},
    {"blocks", false, AddBlocks, &Options::list_blocks},
    {"status", true,
     [](const Result&, const batch::Outcome& o, io::JsonObject* record) {
       record->Add("status", DocumentStatusName(o.status));
     }},
    {"reason", true,
     [](const Result&, const batch::Outcome& o, io::JsonObject* record) {
       record->AddIfKnown("reason", o.reason);
     }},
    {"source", true, AddSource},
    {"stated_in", true, AddStatedIn, &Options::read_credits},
};
static_assert(std::size(kFields) <= 32);

constexpr FieldSet Bit(const Field& field) { return FieldSet{1} << (&field - kFields); }

}  // namespace

FieldSet DefaultFields() {
  FieldSet fields = 0;
  for (const Field& field : kFields) fields |= field.standard ? Bit(field) : 0;
  return fields;
}

StatusOr<FieldSet> ParseFields(std::string_view names) {
  FieldSet fields = 0;
  if (names.starts_with('+')) {
    fields = DefaultFields();
    names.remove_prefix(1);
  }
  while (!names.empty()) {
    const size_t comma = std::min(names.find(','), names.size());
    const auto* field = std::ranges::find(kFields, names.substr(0, comma), &Field::name);
    if (field == std::end(kFields)) {
      return Status::Invalid("'" + Escape(names.substr(0, comma)) + "' is not one of " +
                             ShowFields(~FieldSet{0}));
    }
    fields |= Bit(*field);
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  if (fields == 0) return Status::Invalid("names no field; there are " + ShowFields(~FieldSet{0}));
  return fields;
}

std::string ShowFields(FieldSet fields) {
  std::string names;
  for (const Field& field : kFields) {
    if (fields & Bit(field)) names.append(names.empty() ? "" : ",").append(field.name);
  }
  return names;
}

void AskFor(FieldSet fields, Options* options) {
  options->read_credits = options->list_blocks = false;
  for (const Field& field : kFields) {
    if (field.part && fields & Bit(field)) options->*field.part = true;
  }
}

void AppendRecord(const Result& result, const batch::Outcome& outcome, FieldSet fields, std::string* out) {
  io::JsonObject record(out);
  for (const Field& field : kFields) {
    if (fields & Bit(field)) field.add(result, outcome, &record);
  }
  record.Close();
}

}  // namespace dechaff::cli
