// How far a run has come; see checkpoint.h.
//
// The file has lines of a number, a blank and a name, and begins with that of its format.
#include "cli/checkpoint.h"

#include <fcntl.h>

#include <cerrno>
#include <charconv>

#include "cli/flags.h"
#include "dechaff/cleaner.h"
#include "io/atomic_file.h"
#include "io/input.h"
#include "text/hash.h"

namespace dechaff::cli {
namespace {

constexpr std::string_view kFormat = "2 dechaff-resume";
constexpr double kInterval = 1;  // seconds between two writes
constexpr size_t kLongestState = size_t{1} << 20;

// Of all that the output depends on, but for what the files hold.
uint64_t HashOfRun(const Settings& settings) {
  std::string text = std::string(Version()).append(RulesVersion());
  const auto add = [&](std::string_view value) { text.append(value).push_back('\0'); };
  for (const Flag& flag : Flags()) {
    const bool matters = flag.group != FlagGroup::kRunning && flag.group != FlagGroup::kMessages;
    if (flag.show && matters) add(flag.show(settings));
  }
  for (const std::string& input : settings.inputs) add(input);
  add(settings.files_from);
  add(settings.files0_from);
  add(settings.label);
  add(settings.output);
  add(settings.rejects);
  for (const uint64_t number :
       {settings.shard, settings.shards, settings.offset, settings.length.value_or(~uint64_t{0})}) {
    add(std::to_string(number));
  }
  return text::Hash(text);
}

using Counts = batch::Statistics::Counts;

Counts ToCounts(const RunState& state, uint64_t run) {
  Counts counts = state.counts;
  counts["run"] = run;
  counts["done"] = state.done;
  counts["file"] = state.position.file;
  counts["job"] = state.position.job;
  counts["inputs"] = state.position.inputs;
  counts["part"] = state.part;
  counts["size"] = state.size;
  counts["part_has_documents"] = state.part_has_documents;
  counts["rejects_size"] = state.rejects_size;
  return counts;
}

RunState FromCounts(Counts counts) {
  RunState state;
  state.done = counts["done"] != 0;
  state.position = {counts["file"], counts["job"], counts["inputs"]};
  state.part = counts["part"];
  state.size = counts["size"];
  state.part_has_documents = counts["part_has_documents"] != 0;
  state.rejects_size = counts["rejects_size"];
  state.counts = std::move(counts);
  return state;
}

}  // namespace

StatusOr<Checkpoint> Checkpoint::Open(io::TemporaryFiles* files, const Settings& settings) {
  Checkpoint checkpoint(files, settings.resume, HashOfRun(settings));
  if (Status status = checkpoint.Read(); !status.ok()) return status;
  return checkpoint;
}

Status Checkpoint::Read() {
  const io::Fd file(io::Open(path_.c_str(), O_RDONLY));
  io::ReadBuffer buffer;
  if (!file.valid() && errno == ENOENT) return {};
  if (!file.valid() || !buffer.ReadUpTo(io::ReadFrom(file.get()), kLongestState)) {
    return Status::Io(path_ + ": " + io::ErrorText(errno));
  }
  std::string_view rest = buffer.bytes();
  if (!rest.starts_with(kFormat)) return Status::Invalid(path_ + ": is no file that --resume has written");
  Counts counts;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    uint64_t number = 0;
    const char* const end = std::from_chars(line.data(), line.data() + line.size(), number).ptr;
    const auto digits = static_cast<size_t>(end - line.data());
    if (digits + 1 < line.size()) counts[std::string(line.substr(digits + 1))] = number;
  }
  if (counts["run"] != run_) {
    return Status::Invalid(path_ + ": is of a run with other inputs or settings; remove it to begin anew");
  }
  state_ = FromCounts(std::move(counts));
  return {};
}

Status Checkpoint::Save(const RunState& state, double seconds) {
  next_ = seconds + kInterval;
  std::string text = std::string(kFormat) + '\n';
  for (const auto& [name, number] : ToCounts(state, run_))
    text.append(std::to_string(number)).append(" ").append(name).append("\n");
  StatusOr<io::AtomicFile> file = io::AtomicFile::Continue(files_, path_, 0);
  if (!file.ok()) return file.status();
  if (!io::WriteAll(file.value().fd(), text)) return Status::Io(path_ + ": " + io::ErrorText(errno));
  return file.value().Commit(/*durable=*/true);
}

}  // namespace dechaff::cli
