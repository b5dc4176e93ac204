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

using enum FlagKind;

constexpr Flag kFlags[] = {
    {.name = "compress",
     .letter = 0,
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
     .letter = 0,
     .kind = kValue,
     .argument = "SIZE",
     .choices = {},
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
     .letter = 0,
     .kind = kValue,
     .argument = "FILE",
     .choices = {},
     .initial = {},
     .group = FlagGroup::kCrawl,
     .configurable = false,
     .brief = "keep what failed",
     .details = "Write to FILE what makes the exit status 1: damaged records of dumps, stretches that belong "
                "to no record, "
                "and lines of JSON that cannot be cleaned, as they stand in the input, so that FILE can be "
                "an input again. "
                "In front of what comes from dumps stands a WARC metadata record with reason, file and "
                "offset. Files that "
                "cannot be read are not copied. Of compressed files that are read from a pipe damaged "
                "members are lost.",
     .set = [](Value v, Settings* s) { return Take(v, &s->rejects); },
     .show = nullptr},
    {.name = "resume",
     .letter = 0,
     .kind = kValue,
     .argument = "FILE",
     .choices = {},
     .initial = {},
     .group = FlagGroup::kCrawl,
     .configurable = false,
     .brief = "go on where an earlier run ended",
     .details = "Remember in FILE how far the run is, once a second. The same command goes on from there "
                "after any end of "
                "the run before, and all of them together write the same bytes as one. Until it is complete "
                "the output is "
                "in a file with .partial added to its name. A command whose FILE says that all is done does "
                "nothing.",
     .set = [](Value v, Settings* s) { return Take(v, &s->resume); },
     .show = nullptr},
};

}  // namespace

std::span<const Flag> CrawlFlags() { return kFlags; }

Status CheckCrawlFlags(const Settings& settings) {
  const bool one_file = settings.output_dir.empty() && !Destination::IsStandardOutput(settings.output);
  if (!settings.resume.empty() && !one_file)
    return Status::Invalid("--resume needs a file to write to; give --output");
  if (settings.split_size != 0 && !one_file)
    return Status::Invalid("--split-size needs names for the parts; give --output");
  if (settings.worker && (settings.compression != io::Compression::kNone || !settings.rejects.empty())) {
    return Status::Invalid("--worker answers every line as it is; drop --compress and --rejects");
  }
  return {};
}

}  // namespace dechaff::cli
