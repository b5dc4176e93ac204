// The one table of flags; see flags.h. It is long because it is the whole documentation of each flag.
#include "cli/flags.h"

#include <algorithm>

#include "cli/choice_flags.h"
#include "cli/crawl_flags.h"
#include "cli/destination.h"
#include "cli/flag_values.h"
#include "cli/form_flags.h"
#include "cli/row_flags.h"
#include "cli/values.h"

namespace dechaff::cli {
namespace {

// Names of enumerators, in their order.
constexpr Value kForms[] = {"text", "jsonl", "wet"};
constexpr Value kInputForms[] = {"auto", "html", "text", "warc", "arc", "wet", "jsonl", "tar", "zip"};
constexpr Value kRepairs[] = {"off", "cautious", "normal", "bold"};
constexpr Value kWhens[] = {"auto", "always", "never"};

Status SetInputForm(Value name, Settings* settings) {
  SetByName(kInputForms, name, &settings->from);
  settings->cleaning.format = settings->from == InputForm::kHtml   ? Format::kHtml
                              : settings->from == InputForm::kText ? Format::kText
                                                                   : Format::kAuto;
  return {};
}

// Flags that make the program do something else than cleaning.
template <Task kTask>
Status SetTask(Value, Settings* settings) {
  settings->task = kTask;
  return {};
}

using enum FlagKind;
using enum FlagGroup;

constexpr Flag kFlags[] = {
    {.name = "from",
     .letter = 'f',
     .kind = kValue,
     .argument = "FORMAT",
     .choices = "auto|html|text|warc|arc|wet|jsonl|tar|zip",
     .initial = "auto",
     .group = kInput,
     .configurable = true,
     .brief = "form",
     .details =
         "What the input is. With auto the first bytes of each file decide, never its name. warc, arc, "
         "wet: crawl dumps, of which each record is a document; what is damaged in them is told and "
         "passed over. jsonl: JSON objects, one a line, each of which holds a document (see --text-field). "
         "tar, zip: "
         "archives, of which each file is a document, or a dump or lines of JSON. "
         "Compressed files (gzip, zstd, bzip2, xz, lz4) are read as what they hold.",
     .set = SetInputForm,
     .show = [](const Settings& s) { return NameOf(kInputForms, s.from); }},
    {.name = "charset",
     .kind = kValue,
     .argument = "LABEL",
     .group = kInput,
     .configurable = true,
     .brief = "charset of the input",
     .details = "Charset of the input, by a label of the WHATWG Encoding Standard such as windows-1251. It "
                "overrides "
                "what a page says of itself, but not a byte order mark. Without it the charset is found out.",
     .set = [](Value v, Settings* s) { return Take(v, &s->cleaning.charset); },
     .show = [](const Settings& s) { return s.cleaning.charset; }},
    {.name = "max-doc",
     .kind = kValue,
     .argument = "SIZE",
     .initial = "32M",
     .group = kInput,
     .configurable = true,
     .brief = "largest document",
     .details = "Largest document, in bytes or with K, M or G, at most 1G. A longer one is cut there and its "
                "status is truncated. Plain text that comes out as text is streamed and has no such bound.",
     .set = [](Value v, Settings* s) { return Take(ParseSize(v), &s->cleaning.max_document_bytes); },
     .show = [](const Settings& s) { return ShowSize(s.cleaning.max_document_bytes); }},
    {.name = "files-from",
     .kind = kValue,
     .argument = "FILE",
     .group = kInput,
     .brief = "read names from a list, one a line",
     .details = "Read the names of files and folders from FILE, one a line, after those of the command line. "
                "With - the list is standard input.",
     .set = [](Value v, Settings* s) { return Take(v, &s->files_from); }},
    {.name = "files0-from",
     .kind = kValue,
     .argument = "FILE",
     .group = kInput,
     .brief = "the same, each name ended by NUL",
     .details = "The same with names that end in NUL, as find -print0 writes them.",
     .set = [](Value v, Settings* s) { return Take(v, &s->files0_from); }},
    {.name = "label",
     .kind = kValue,
     .argument = "NAME",
     .initial = "-",
     .group = kInput,
     .brief = "name of standard input",
     .details = "Name of standard input in messages and records.",
     .set = [](Value v, Settings* s) { return Take(v, &s->label); }},
    {.name = "dereference",
     .letter = 'L',
     .kind = kSwitch,
     .group = kInput,
     .configurable = true,
     .brief = "follow symbolic links inside folders",
     .details = "Follow symbolic links inside folders. Names that are given are always followed.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->follow_links); },
     .show = [](const Settings& s) { return ShowBool(s.follow_links); }},

    {.name = "to",
     .letter = 't',
     .kind = kValue,
     .argument = "FORM",
     .choices = "text|jsonl|wet",
     .initial = "text",
     .group = kOutput,
     .configurable = true,
     .brief = "form of the output",
     .details =
         "Form of the output. text: the prose, documents parted by a line with a form feed. jsonl: one JSON "
         "object a line for each document, also for those that failed, with id, url, title, author, date, "
         "description, site, lang, text, status, reason, source (file, charset, charset_source, parser, "
         "body if that is not the page itself but its noscript or json-ld, bytes; of a dump's records also "
         "offset, record_type, record_id, url, date, digest, media_type, "
         "http_status) and stated_in, which says for each of url to lang where it was found: json-ld, "
         "opengraph, meta, microdata, link, time, html lang, title, heading, byline or given. What is not "
         "known is left out. wet: WARC conversion records of plain text, as crawls publish them, each of "
         "which "
         "refers to the record it was made from.",
     .set = [](Value v, Settings* s) { return SetByName(kForms, v, &s->to); },
     .show = [](const Settings& s) { return NameOf(kForms, s.to); }},
    {.name = "fields",
     .kind = kValue,
     .argument = "LIST",
     .group = kOutput,
     .configurable = true,
     .brief = "members of a jsonl record",
     .details =
         "The members of each record of -t jsonl, parted by commas: by default those named there; a leading "
         "+ "
         "adds to them. Besides those there are paragraphs, a list of [text begin, text end, input begin, "
         "input end, kind, "
         "level]; edits, a list of [text offset, input offset, kind, score], where kind is space, stop, "
         "join, "
         "label-cut, normalised or replaced; and blocks of a page, a list of [input begin, input end, kept, "
         "reason, score]. Offsets in the text count bytes of its UTF-8, offsets in the input bytes of it as "
         "it "
         "was read.",
     .set = [](Value v, Settings* s) { return Take(ParseFields(v), &s->fields); },
     .show = [](const Settings& s) { return ShowFields(s.fields); }},
    {.name = "output",
     .letter = 'o',
     .kind = kValue,
     .argument = "FILE",
     .initial = "-",
     .group = kOutput,
     .brief = "write to FILE",
     .details =
         "Write to FILE, which takes the place of an old file only when it is complete; on any failure the "
         "old file stays. A device or FIFO is written straight.",
     .set =
         [](Value v, Settings* s) {
           return v.empty() ? Status::Invalid("needs the name of a file") : Take(v, &s->output);
         }},
    {.name = "output-dir",
     .kind = kValue,
     .argument = "DIR",
     .group = kOutput,
     .configurable = true,
     .brief = "write one file a document into DIR",
     .details =
         "Write each document into a file of its own in DIR, under the path of its input with the suffix "
         "added. A leading / and leading .. are left out of that path.",
     .set = [](Value v, Settings* s) { return Take(v, &s->output_dir); },
     .show = [](const Settings& s) { return s.output_dir; }},
    {.name = "suffix",
     .kind = kValue,
     .argument = "SUFFIX",
     .initial = "by form",
     .group = kOutput,
     .configurable = true,
     .brief = "added to names in --output-dir",
     .details = "What is added to the names of files in --output-dir; may be empty. By default that of the "
                "form, and of "
                "the compression.",
     .set = [](Value v, Settings* s) { return Take(v, &s->suffix.emplace()); },
     .show = [](const Settings& s) { return SuffixOf(s); }},
    {.name = "force",
     .letter = 'F',
     .kind = kSwitch,
     .group = kOutput,
     .configurable = true,
     .brief = "replace files in --output-dir",
     .details =
         "Replace files that are already in --output-dir. Without it they stay and their documents fail.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->force); },
     .show = [](const Settings& s) { return ShowBool(s.force); }},
    {.name = "null",
     .letter = '0',
     .kind = kSwitch,
     .group = kOutput,
     .configurable = true,
     .brief = "end each text with NUL",
     .details = "End the text of each document with NUL, for xargs -0 and its like.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->null); },
     .show = [](const Settings& s) { return ShowBool(s.null); }},
    {.name = "separator",
     .kind = kValue,
     .argument = "STRING",
     .initial = R"(\n\f\n)",
     .group = kOutput,
     .configurable = true,
     .brief = "what stands between two texts",
     .details =
         R"(What stands between the texts of two documents. \n \t \r \f \0 \\ and \xHH are understood.)",
     .set = [](Value v, Settings* s) { return Take(Unescape(v), &s->separator); },
     .show = [](const Settings& s) { return Escape(s.separator); }},

    {.name = "all-text",
     .letter = 'a',
     .kind = kSwitch,
     .group = kCleaning,
     .configurable = true,
     .brief = "keep all visible text of a page",
     .details = "Keep all visible text of a page, not only its main content.",
     .set =
         [](Value v, Settings* s) {
           s->cleaning.main_content_only = v == "false";
           return Status();
         },
     .show = [](const Settings& s) { return ShowBool(!s.cleaning.main_content_only); }},
    {.name = "repair",
     .kind = kValue,
     .argument = "HOW",
     .choices = "off|cautious|normal|bold",
     .initial = "normal",
     .group = kCleaning,
     .configurable = true,
     .brief = "mend glued text",
     .details = "How readily a lost space or full stop between two sentences is put back.",
     .set = [](Value v, Settings* s) { return SetByName(kRepairs, v, &s->cleaning.repair); },
     .show = [](const Settings& s) { return NameOf(kRepairs, s.cleaning.repair); }},
    {.name = "rules",
     .kind = kValue,
     .argument = "DIR",
     .group = kCleaning,
     .configurable = true,
     .brief = "rule files that replace the built-in ones",
     .details = "Folder with rule files that take the place of the built-in files of the same names.",
     .set = [](Value v, Settings* s) { return Take(v, &s->cleaning.rules_dir); },
     .show = [](const Settings& s) { return s.cleaning.rules_dir; }},

    {.name = "jobs",
     .letter = 'j',
     .kind = kValue,
     .argument = "N",
     .initial = "auto",
     .group = kRunning,
     .configurable = true,
     .brief = "documents cleaned at a time",
     .details = "How many documents are cleaned at a time; auto or 0 is one a processor core. The output is "
                "the same, "
                "in the order of the inputs, whatever the number.",
     .set = [](Value v, Settings* s) { return Take(ParseJobs(v), &s->jobs); },
     .show = [](const Settings& s) { return s.jobs ? std::to_string(s.jobs) : std::string("auto"); }},
    {.name = "config",
     .kind = kValue,
     .argument = "FILE",
     .group = kRunning,
     .brief = "read settings from a TOML file",
     .details =
         "Read settings from a TOML file whose keys are the long flags, as --print-config writes them. "
         "Unknown keys are errors. Flags of the command line win. No file is read unless it is given.",
     .set = [](Value v, Settings* s) { return Take(v, &s->config); }},
    {.name = "print-config",
     .kind = kAction,
     .group = kRunning,
     .brief = "print the settings in force and exit",
     .details = "Print the settings in force as a TOML file and exit.",
     .set = SetTask<Task::kPrintConfig>},

    {.name = "quiet",
     .letter = 'q',
     .kind = kRepeat,
     .group = kMessages,
     .brief = "no warnings; twice: no errors either",
     .details = "Print no warnings; given twice, no messages at all. The exit status still tells.",
     .set = [](Value, Settings* s) { return --s->verbosity, Status(); }},
    {.name = "verbose",
     .letter = 'v',
     .kind = kRepeat,
     .group = kMessages,
     .brief = "a line for each document",
     .details = "Print a line for each document that says how it was read, and every warning in full.",
     .set = [](Value, Settings* s) { return ++s->verbosity, Status(); }},
    {.name = "stats",
     .kind = kOptionalValue,
     .argument = "FILE",
     .group = kMessages,
     .brief = "what was done, as one JSON object",
     .details =
         "At the end write one JSON object to standard error or to FILE: documents by status, and by "
         "status and reason, bytes, edits by kind, seconds, also of each stage, peak memory, versions.",
     .set = [](Value v, Settings* s) { return Take(v, &s->stats.emplace()); }},
    {.name = "progress",
     .kind = kValue,
     .argument = "WHEN",
     .choices = "auto|never",
     .initial = "auto",
     .group = kMessages,
     .configurable = true,
     .brief = "progress line on a terminal",
     .details =
         "Show a progress line when standard error is a terminal and the run takes more than a second.",
     .set = [](Value v, Settings* s) { return SetByName(kWhens, v, &s->progress); },
     .show = [](const Settings& s) { return NameOf(kWhens, s.progress); }},
    {.name = "color",
     .kind = kValue,
     .argument = "WHEN",
     .choices = "auto|always|never",
     .initial = "auto",
     .group = kMessages,
     .configurable = true,
     .brief = "coloured messages",
     .details = "Colour messages. auto: on a terminal, unless NO_COLOR is set or TERM is dumb.",
     .set = [](Value v, Settings* s) { return SetByName(kWhens, v, &s->color); },
     .show = [](const Settings& s) { return NameOf(kWhens, s.color); }},

    {.name = "short-help",
     .letter = 'h',
     .kind = kAction,
     .group = kOther,
     .brief = "this help, on one screen",
     .details = "Print a help of one screen.",
     .set = SetTask<Task::kShortHelp>},
    {.name = "help",
     .kind = kAction,
     .group = kOther,
     .brief = "the whole help, with examples",
     .details = "Print the whole help, with examples.",
     .set = SetTask<Task::kHelp>},
    {.name = "version",
     .letter = 'V',
     .kind = kAction,
     .group = kOther,
     .brief = "versions of dechaff, its rules, Gumbo and ICU",
     .details = "Print the versions of dechaff, of its rules, and of the libraries Gumbo and ICU.",
     .set = SetTask<Task::kVersion>},
    {.name = "generate",
     .kind = kValue,
     .argument = "WHAT",
     .choices = "man|bash|zsh|fish",
     .group = kHidden,
     .brief = "print the manual page or a completion script",
     .details = "Print the manual page or the completion script of a shell.",
     .set = [](Value v, Settings* s) { return s->task = Task::kGenerate, Take(v, &s->generate); }},
};

bool IsBoolean(FlagKind kind) { return kind == kSwitch || kind == kRepeat || kind == kAction; }

// What is written has a name of its own.
Status CheckNamesDiffer(const Settings& settings) {
  std::vector<std::string> names{settings.output, settings.rejects, settings.resume,
                                 settings.stats.value_or("")};
  std::erase(names, "");
  std::erase(names, "-");
  std::ranges::sort(names);
  const auto same = std::ranges::adjacent_find(names);
  if (same == names.end()) return {};
  return Status::Invalid(Escape(*same) + ": is named for two outputs; give each a name of its own");
}

}  // namespace

bool IsInShortHelp(FlagGroup group) {
  return group != kChoice && group != kForm && group != kRows && group != kCrawl && group != kHidden;
}

std::span<const Flag> Flags() {
  static const std::vector<Flag> flags = [] {
    std::vector<Flag> all(std::begin(kFlags), std::end(kFlags));
    const auto insert = [&](std::span<const Flag> more, FlagGroup before) {
      all.insert(std::ranges::find(all, before, &Flag::group), more.begin(), more.end());
    };
    insert(ChoiceFlags(), FlagGroup::kRunning);
    insert(FormFlags(), FlagGroup::kRunning);
    insert(RowFlags(), FlagGroup::kRunning);
    insert(CrawlFlags(), FlagGroup::kRunning);
    return all;
  }();
  return flags;
}

const Flag* FindFlag(std::string_view name) {
  const auto flag = std::ranges::find(Flags(), name, &Flag::name);
  return flag == Flags().end() ? nullptr : &*flag;
}

std::vector<std::string_view> Choices(const Flag& flag) {
  std::vector<std::string_view> choices;
  for (std::string_view rest = flag.choices; !rest.empty();) {
    const size_t bar = std::min(rest.find('|'), rest.size());
    choices.push_back(rest.substr(0, bar));
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return choices;
}

Status Apply(const Flag& flag, std::string_view value, Settings* settings) {
  const std::vector<std::string_view> choices = Choices(flag);
  if (!choices.empty() && std::ranges::find(choices, value) == choices.end()) {
    std::string allowed;
    for (const std::string_view choice : choices) allowed.append(allowed.empty() ? "" : ", ").append(choice);
    return Status::Invalid("'" + Escape(value) + "' is not one of " + allowed);
  }
  if (IsBoolean(flag.kind) && value != "true" && !(flag.kind == kSwitch && value == "false")) {
    return Status::Invalid("takes no value, but got '" + Escape(value) + "'");
  }
  return flag.set(value, settings);
}

Status CheckTogether(const Settings& settings) {
  const bool lists = !settings.files_from.empty() || !settings.files0_from.empty();
  const bool names_standard_input = std::ranges::find(settings.inputs, "-") != settings.inputs.end();
  if (settings.worker &&
      (lists || !settings.inputs.empty() || !settings.output_dir.empty() || !settings.output.empty() ||
       settings.from != InputForm::kJsonl || settings.to != OutputForm::kJsonl)) {
    return Status::Invalid(
        "--worker answers JSON lines of standard input on standard output; drop files and forms");
  }
  const int lists_from_standard_input = (settings.files_from == "-") + (settings.files0_from == "-");
  if (lists_from_standard_input + names_standard_input > 1) {
    return Status::Invalid("standard input can be read once; drop one of the '-'");
  }
  if (Status status = CheckCrawlFlags(settings); !status.ok()) return status;
  if (Status status = CheckNamesDiffer(settings); !status.ok()) return status;
  if (settings.output_dir.empty()) return {};
  if (!settings.output.empty()) {
    return Status::Invalid("--output and --output-dir exclude each other; drop one");
  }
  const bool reads_standard_input = names_standard_input || (settings.inputs.empty() && !lists);
  if (reads_standard_input && settings.label == "-") {
    return Status::Invalid(
        "standard input has no name to be written under in --output-dir; give one with --label");
  }
  return {};
}

}  // namespace dechaff::cli
