// The flags of crawls and long runs; see crawl_flags.h.
#include "cli/crawl_flags.h"

#include "cli/destination.h"
#include "cli/flag_values.h"
#include "cli/values.h"

namespace dechaff::cli {
namespace {

constexpr Value kCompressions[] = {"none", "gzip", "zstd"};

Status SetSplitSize(Value value, Settings* settings) {
  settings->split_size = 0;
  if (value == "none") return {};
  const StatusOr<size_t> size = ParseSize(value);
  if (size.ok()) settings->split_size = size.value();
  return size.status();
}

Status SetShard(Value value, Settings* settings) {
  const StatusOr<ShardOf> shard = ParseShard(value);
  if (!shard.ok()) return shard.status();
  settings->shard = shard.value().index;
  settings->shards = shard.value().count;
  return {};
}

using enum FlagKind;

constexpr Flag kFlags[] = {
    {.name = "compress",
     .kind = kValue,
     .argument = "HOW",
     .choices = "none|gzip|zstd",
     .initial = "none",
     .group = FlagGroup::kCrawl,
     .configurable = true,
     .brief = "compress the output, each record for itself",
     .details = "Compress the output. Each document is a gzip member or zstd frame of its own, so that "
                "readers may begin "
                "at any of them and files may be joined by cat.",
     .set = [](Value v, Settings* s) { return SetByName(kCompressions, v, &s->compression); },
     .show = [](const Settings& s) { return NameOf(kCompressions, s.compression); }},
    {.name = "split-size",
     .kind = kValue,
     .argument = "SIZE",
     .initial = "none",
     .group = FlagGroup::kCrawl,
     .configurable = true,
     .brief = "write parts of that size",
     .details =
         "Begin another file when --output has SIZE bytes, or with K, M or G; a document is never cut. Of -o "
         "clean.jsonl.gz the parts are clean-00000.jsonl.gz, clean-00001.jsonl.gz and so on, each of which "
         "appears "
         "when it is complete.",
     .set = SetSplitSize,
     .show = [](const Settings& s) { return s.split_size ? ShowSize(s.split_size) : std::string("none"); }},
    {.name = "rejects",
     .kind = kValue,
     .argument = "FILE",
     .group = FlagGroup::kCrawl,
     .brief = "keep what failed",
     .details =
         "Write to FILE what makes the exit status 1: damaged records of dumps, stretches that belong "
         "to no record, "
         "and lines of JSON that cannot be cleaned, as they stand in the input, so that FILE can be "
         "an input again. "
         "In front of what comes from dumps stands a WARC metadata record with reason, file and "
         "offset. Files that "
         "cannot be read are not copied. Of what is read from a pipe or an archive the first MiB of each "
         "damaged stretch is kept.",
     .set = [](Value v, Settings* s) { return Take(v, &s->rejects); }},
    {.name = "resume",
     .kind = kValue,
     .argument = "FILE",
     .group = FlagGroup::kCrawl,
     .brief = "go on where an earlier run ended",
     .details = "Remember in FILE how far the run is, once a second. The same command goes on from there "
                "after any end of "
                "the run before, and all of them together write the same bytes as one. Until it is complete "
                "the output is "
                "in a file with .partial added to its name. A command whose FILE says that all is done does "
                "nothing; one whose inputs have changed under what is done (by their names, sizes or times) "
                "is refused.",
     .set = [](Value v, Settings* s) { return Take(v, &s->resume); }},
    {.name = "unordered",
     .kind = kSwitch,
     .group = FlagGroup::kCrawl,
     .configurable = true,
     .brief = "write documents as they are done",
     .details = "Write each document as soon as it is done, not in the order of the inputs: a document that "
                "takes long holds "
                "up no others.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->unordered); },
     .show = [](const Settings& s) { return ShowBool(s.unordered); }},
    {.name = "shard",
     .kind = kValue,
     .argument = "I/N",
     .group = FlagGroup::kCrawl,
     .brief = "clean only a part of the inputs",
     .details = "Clean only part I of N of the inputs, which are cut by their size, inside dumps and lines "
                "of JSON too, at "
                "the borders of records. The outputs of 1/N to N/N, one behind the other, are the output of "
                "the whole. "
                "Inputs must be files. A compressed file can be cut where it has several members, as crawls "
                "have one a "
                "record. Compressed lines of JSON are cut, too, but each part decompresses them from the "
                "beginning.",
     .set = SetShard},
    {.name = "offset",
     .kind = kValue,
     .argument = "SIZE",
     .initial = "0",
     .group = FlagGroup::kCrawl,
     .brief = "begin inside the one input",
     .details =
         "Clean only what begins at this byte of the file or behind it; for splits that others have made.",
     .set =
         [](Value v, Settings* s) {
           const StatusOr<size_t> offset = ParseOffset(v);
           if (offset.ok()) s->offset = offset.value();
           return offset.status();
         }},
    {.name = "length",
     .kind = kValue,
     .argument = "SIZE",
     .group = FlagGroup::kCrawl,
     .brief = "how much of the one input is cleaned",
     .details =
         "Clean only what begins in so many bytes from --offset on. The last record is read to its end.",
     .set =
         [](Value v, Settings* s) {
           const StatusOr<size_t> length = ParseOffset(v);
           if (length.ok()) s->length = length.value();
           return length.status();
         }},
    {.name = "tolerate",
     .kind = kValue,
     .argument = "N|N%",
     .initial = "0",
     .group = FlagGroup::kCrawl,
     .configurable = true,
     .brief = "failures that leave the exit status 0",
     .details = "Exit with status 0 although up to N documents, or N of a hundred, failed. They are told all "
                "the same.",
     .set = [](Value v, Settings* s) { return Take(ParseTolerance(v), &s->tolerate); },
     .show = [](const Settings& s) { return ShowTolerance(s.tolerate); }},
    {.name = "filter-lang",
     .kind = kValue,
     .argument = "LIST",
     .group = FlagGroup::kCrawl,
     .configurable = true,
     .brief = "only documents in these languages",
     .details = "Write only documents in one of these languages, parted by commas, as BCP 47 names them: "
                "en,de. The words "
                "of the clean text "
                "tell (CLD2); where they do not, what the page says of itself.",
     .set = [](Value v, Settings* s) { return Take(v, &s->filter_lang); },
     .show = [](const Settings& s) { return s.filter_lang; }},
    {.name = "min-words",
     .kind = kValue,
     .argument = "N",
     .initial = "0",
     .group = FlagGroup::kCrawl,
     .configurable = true,
     .brief = "only documents with so many words",
     .details = "Write only documents with at least N words. Of Chinese and Japanese each character is one.",
     .set =
         [](Value v, Settings* s) {
           const StatusOr<size_t> count = ParseCount(v);
           if (count.ok()) s->min_words = count.value();
           return count.status();
         },
     .show = [](const Settings& s) { return std::to_string(s.min_words); }},
    {.name = "url-include",
     .kind = kValue,
     .argument = "REGEX",
     .group = FlagGroup::kCrawl,
     .configurable = true,
     .brief = "only documents whose address matches",
     .details = "Clean only documents in whose address this expression of RE2 is found: of a record or line "
                "the address it "
                "gives, of a page that it gives itself.",
     .set = [](Value v, Settings* s) { return Take(v, &s->url_include); },
     .show = [](const Settings& s) { return s.url_include; }},
    {.name = "url-exclude",
     .kind = kValue,
     .argument = "REGEX",
     .group = FlagGroup::kCrawl,
     .configurable = true,
     .brief = "no documents whose address matches",
     .details = "Leave out documents in whose address this expression is found.",
     .set = [](Value v, Settings* s) { return Take(v, &s->url_exclude); },
     .show = [](const Settings& s) { return s.url_exclude; }},
};

}  // namespace

std::span<const Flag> CrawlFlags() { return kFlags; }

bool ReadsFiles(const Settings& settings) {
  const bool lists = !settings.files_from.empty() || !settings.files0_from.empty();
  const bool standard_input = std::ranges::find(settings.inputs, "-") != settings.inputs.end() ||
                              settings.files_from == "-" || settings.files0_from == "-";
  return !standard_input && (lists || !settings.inputs.empty());
}

Status CheckCrawlFlags(const Settings& settings) {
  const bool one_file = settings.output_dir.empty() && !Destination::IsStandardOutput(settings.output);
  if (!settings.resume.empty() && !one_file)
    return Status::Invalid("--resume needs a file to write to; give --output");
  if (settings.split_size != 0 && !one_file)
    return Status::Invalid("--split-size needs names for the parts; give --output");
  const bool range = settings.offset != 0 || settings.length;
  if ((settings.shards != 1 || range) && !ReadsFiles(settings)) {
    return Status::Invalid(
        "--shard, --offset and --length need files with names; standard input cannot be cut");
  }
  if (range && (settings.shards != 1 || settings.inputs.size() != 1)) {
    return Status::Invalid("--offset and --length are of one file; name one, and no --shard");
  }
  if (settings.unordered && !settings.resume.empty()) {
    return Status::Invalid("--resume goes on in the order of the inputs; drop --unordered");
  }
  if (settings.worker && (settings.compression != io::Compression::kNone || !settings.rejects.empty())) {
    return Status::Invalid("--worker answers every line as it is; drop --compress and --rejects");
  }
  if (settings.worker && settings.unordered) {
    return Status::Invalid("--worker answers in the order of the lines; drop --unordered");
  }
  return {};
}

}  // namespace dechaff::cli
