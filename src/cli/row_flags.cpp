// The flags of JSON lines; see row_flags.h.
#include "cli/row_flags.h"

#include <algorithm>

#include "cli/flag_values.h"

namespace dechaff::cli {
namespace {

// Fields of collections, by what their makers document: datatrove, Dolma, RedPajama-V2, NeMo Curator.
struct Layout {
  Value name;
  Value text, html, url, id;
};
constexpr Layout kLayouts[] = {
    {"fineweb", "text", "html", "url", "id"},
    {"dolma", "text", "metadata.html", "metadata.url", "id"},
    {"redpajama", "raw_content", "html", "url", "digest"},
    {"nemo", "text", "content", "url", "warc_id"},
};

Status SetLayout(Value name, Settings* settings) {
  const Layout& layout = *std::ranges::find(kLayouts, name, &Layout::name);
  settings->row_fields = {std::string(layout.text), std::string(layout.html), std::string(layout.url),
                          std::string(layout.id)};
  return {};
}

Status SetWorker(Value value, Settings* settings) {
  settings->worker = value == "true";
  if (settings->worker) {
    settings->from = InputForm::kJsonl;
    settings->to = OutputForm::kJsonl;
  }
  return {};
}

using enum FlagKind;

constexpr Flag kFlags[] = {
    {.name = "layout",
     .kind = kValue,
     .argument = "NAME",
     .choices = "fineweb|dolma|redpajama|nemo",
     .group = FlagGroup::kRows,
     .brief = "names of the fields of JSON lines",
     .details = "Sets the four names of fields below as the collections of that name have them. A name that "
                "is given "
                "after it wins.",
     .set = SetLayout},
    {.name = "text-field",
     .kind = kValue,
     .argument = "NAME",
     .initial = "text",
     .group = FlagGroup::kRows,
     .configurable = true,
     .brief = "field of JSON lines with plain text",
     .details =
         "The field of JSON lines that holds plain text and, in the output, the clean text. With -t jsonl "
         "all "
         "other fields but the page are kept as they are, in their order, and status, reason, title and lang "
         "are added.",
     .set = [](Value v, Settings* s) { return Take(v, &s->row_fields.text); },
     .show = [](const Settings& s) { return s.row_fields.text; }},
    {.name = "html-field",
     .kind = kValue,
     .argument = "NAME",
     .initial = "html",
     .group = FlagGroup::kRows,
     .configurable = true,
     .brief = "field of JSON lines with a page",
     .details =
         "The field of JSON lines that holds a web page, which goes before the text. It is left out of the "
         "output.",
     .set = [](Value v, Settings* s) { return Take(v, &s->row_fields.html); },
     .show = [](const Settings& s) { return s.row_fields.html; }},
    {.name = "url-field",
     .kind = kValue,
     .argument = "NAME",
     .initial = "url",
     .group = FlagGroup::kRows,
     .configurable = true,
     .brief = "field of JSON lines with the address",
     .details = "The field of JSON lines that holds the address of the page; with a dot that of an object in "
                "a field: "
                "metadata.url.",
     .set = [](Value v, Settings* s) { return Take(v, &s->row_fields.url); },
     .show = [](const Settings& s) { return s.row_fields.url; }},
    {.name = "id-field",
     .kind = kValue,
     .argument = "NAME",
     .initial = "id",
     .group = FlagGroup::kRows,
     .configurable = true,
     .brief = "field of JSON lines with the name of the document",
     .details = "The field of JSON lines that names the document. The output has it as id, too; without it "
                "id is the "
                "file and the number of the line.",
     .set = [](Value v, Settings* s) { return Take(v, &s->row_fields.id); },
     .show = [](const Settings& s) { return s.row_fields.id; }},
    {.name = "worker",
     .kind = kSwitch,
     .group = FlagGroup::kRows,
     .brief = "answer JSON lines one by one",
     .details =
         "Read JSON lines from standard input and answer each by exactly one, in their order, as soon as the "
         "input pauses; for programs that keep dechaff as a child. What cannot be cleaned is answered with "
         "status failed and a reason, is told nowhere else, and does not change the exit status.",
     .set = SetWorker},
    {.name = "key-tab",
     .kind = kSwitch,
     .group = FlagGroup::kRows,
     .configurable = true,
     .brief = "JSON lines have a key and a tab in front",
     .details =
         "Before each JSON line stand a key and a tab, as in Hadoop streaming; both are kept in front of the "
         "answer.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->key_tab); },
     .show = [](const Settings& s) { return ShowBool(s.key_tab); }},
    {.name = "hadoop-counters",
     .kind = kSwitch,
     .group = FlagGroup::kRows,
     .configurable = true,
     .brief = "count documents for Hadoop on standard error",
     .details = "Write reporter:counter lines to standard error, as Hadoop streaming reads them: documents "
                "by status, "
                "every ten seconds and at the end.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->hadoop_counters); },
     .show = [](const Settings& s) { return ShowBool(s.hadoop_counters); }},
};

}  // namespace

std::span<const Flag> RowFlags() { return kFlags; }

}  // namespace dechaff::cli
