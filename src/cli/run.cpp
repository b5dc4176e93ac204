// The program behind main; see run.h.
#include "cli/run.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

#include "batch/feed.h"
#include "batch/pool.h"
#include "cli/checkpoint.h"
#include "cli/collector.h"
#include "cli/config.h"
#include "cli/crawl_flags.h"
#include "cli/destination.h"
#include "cli/document_filter.h"
#include "cli/document_job.h"
#include "cli/documentation.h"
#include "cli/signals.h"
#include "dechaff/cleaner.h"
#include "io/atomic_file.h"
#include "io/name_list.h"
#include "io/output.h"

namespace dechaff::cli {
namespace {

constexpr int kGood = 0;
constexpr int kSomeFailed = 1;
constexpr int kFatal = 2;

// The names of the command line, then those of the lists, read as they are needed.
class Names {
 public:
  static StatusOr<Names> Open(const Settings& settings) {
    Names names(settings.inputs);
    const bool no_lists = settings.files_from.empty() && settings.files0_from.empty();
    if (names.given_.empty() && no_lists) names.given_ = {"-"};
    for (const auto& [path, delimiter] :
         {std::pair(settings.files_from, '\n'), std::pair(settings.files0_from, '\0')}) {
      if (path.empty()) continue;
      StatusOr<io::NameList> list = io::NameList::Open(path, delimiter);
      if (!list.ok()) return list.status();
      names.lists_.push_back(std::move(list.value()));
    }
    return names;
  }

  bool Next(std::string* name) {
    if (next_given_ < given_.size()) {
      *name = given_[next_given_++];
      return true;
    }
    for (; next_list_ < lists_.size() && status().ok(); ++next_list_) {
      if (lists_[next_list_].Next(name)) return true;
      if (!status().ok()) break;
    }
    return false;
  }

  // Of the list that could not be read to its end.
  Status status() const { return next_list_ < lists_.size() ? lists_[next_list_].status() : Status(); }

 private:
  explicit Names(std::vector<std::string> given) : given_(std::move(given)) {}

  std::vector<std::string> given_;
  std::vector<io::NameList> lists_;
  size_t next_given_ = 0;
  size_t next_list_ = 0;
};

int Print(const std::string& text, Messages* messages) {
  io::Output output(STDOUT_FILENO, "standard output");
  output.Write(text);
  if (output.Flush()) return kGood;
  messages->Error("", output.status().message());
  return kFatal;
}

// What every file is a dump in, if the user says so.
std::optional<crawl::DumpFormat> DumpFormatOf(InputForm form) {
  switch (form) {
    case InputForm::kAuto:
    case InputForm::kHtml:
    case InputForm::kText:
    case InputForm::kJsonl:
    case InputForm::kTar:
    case InputForm::kZip:
      break;
    case InputForm::kWarc:
    case InputForm::kWet:
      return crawl::DumpFormat::kWarc;
    case InputForm::kArc:
      return crawl::DumpFormat::kArc;
  }
  return std::nullopt;
}

// What of a page's record is written. The lines of a worker are its caller's, texts have no fields at all.
FieldSet WrittenFields(const Settings& settings) {
  return settings.to == OutputForm::kJsonl && !settings.worker ? settings.fields : 0;
}

// For EndOutOfMemory, which is given nothing.
std::atomic<io::TemporaryFiles*> files_of_run{nullptr};

// One run of cleaning: what is opened for it, in the order in which it must be closed.
class CleaningRun {
 public:
  CleaningRun(const Settings& settings, Messages* messages) : settings_(settings), messages_(messages) {
    files_of_run = &files_;
  }
  CleaningRun(const CleaningRun&) = delete;
  CleaningRun& operator=(const CleaningRun&) = delete;
  ~CleaningRun() { files_of_run = nullptr; }

  int Run() {
    Options cleaning = settings_.cleaning;
    AskFor(WrittenFields(settings_), &cleaning);
    const StatusOr<Cleaner> cleaner = Cleaner::Create(cleaning);
    if (!cleaner.ok()) return Fail(cleaner.status());
    const StatusOr<DocumentFilter> filter = DocumentFilter::Create(settings_);
    if (!filter.ok()) return Fail(filter.status());
    StatusOr<Names> names = Names::Open(settings_);
    if (!names.ok()) return Fail(names.status());
    if (Status found = FindRange(); !found.ok()) return Fail(found);
    if (Status opened = OpenTargets(); !opened.ok()) return Fail(opened);

    Collector collector(settings_, {output_ ? &*output_ : nullptr, rejects_ ? &*rejects_ : nullptr,
                                    checkpoint_ ? &*checkpoint_ : nullptr, messages_, &statistics_, &input_});
    if (!IsDone()) {
      context_ = {&settings_, &cleaner.value(), &filter.value(), &files_};
      CleanAll(&names.value(), &collector);
      if (!collector.End(names.value().status())) return kFatal;
    }
    if (Status written = WriteStatistics(); !written.ok()) return Fail(written);
    return settings_.tolerate.Allows(statistics_.faults(), statistics_.documents()) ? kGood : kSomeFailed;
  }

 private:
  int Fail(const Status& status) {
    messages_->Error("", status.message());
    return kFatal;
  }

  bool IsDone() const { return checkpoint_ && checkpoint_->state().done; }
  Status FindRange();
  Status OpenTargets();
  Status CheckInputs(const batch::Position& done) const;
  Status OpenFolder();
  void CleanAll(Names* names, Collector* collector);
  Status WriteStatistics();
  void EndBySignal();

  const Settings& settings_;
  Messages* messages_;
  io::TemporaryFiles files_;
  batch::Statistics statistics_;
  InputProgress input_;
  std::optional<SignalGuard> guard_;
  std::optional<Checkpoint> checkpoint_;
  std::optional<Destination> output_;
  std::optional<Destination> rejects_;
  JobContext context_;
  io::Walker::Options walking_;
  batch::Feed::Options feeding_;
};

// Which part of the inputs this run cleans, and how much that is if someone wants to see it.
Status CleaningRun::FindRange() {
  walking_.follow_links = settings_.follow_links;
  batch::InputRange& range = feeding_.range;
  if (settings_.offset != 0 || settings_.length) {
    range.begin = settings_.offset;
    if (settings_.length) range.end = settings_.offset + *settings_.length;
  }
  if (settings_.shards == 1 && !(WantsProgress(settings_.progress) && ReadsFiles(settings_))) return {};
  StatusOr<Names> names = Names::Open(settings_);
  if (!names.ok()) return names.status();
  io::Walker walker([&](std::string* name) { return names.value().Next(name); }, walking_);
  uint64_t size = 0;
  while (const std::optional<io::Input> input = walker.Next()) {
    struct stat info;
    const bool readable =
        input->status.ok() && stat(input->path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
    if (readable) size += static_cast<uint64_t>(info.st_size);
  }
  if (settings_.shards == 1) {
    input_.bytes_total = size;
  } else {
    range = batch::InputRange::Shard(settings_.shard, settings_.shards, size);
  }
  return names.value().status();
}

Status CleaningRun::OpenTargets() {
  const bool to_folder = !settings_.output_dir.empty();
  const bool over_runs = !settings_.resume.empty();
  RunState state;
  if (over_runs) {
    StatusOr<Checkpoint> checkpoint = Checkpoint::Open(&files_, settings_);
    if (!checkpoint.ok()) return checkpoint.status();
    state = checkpoint_.emplace(std::move(checkpoint.value())).state();
    if (state.done) return {};
    if (Status same = CheckInputs(state.position); !same.ok()) return same;
  }
  feeding_.done = state.position;
  feeding_.identify = over_runs;
  if (to_folder || !Destination::IsStandardOutput(settings_.output) || !settings_.rejects.empty()) {
    signal(SIGPIPE, SIG_IGN);  // An error to report, since a file is at stake.
  }
  guard_.emplace(
      [this] { EndBySignal(); },
      [this] { io::WriteAll(STDERR_FILENO, "dechaff: " + DescribeProgress(statistics_, input_) + '\n'); });
  if (!settings_.rejects.empty()) {
    rejects_.emplace(&files_, Destination::Options{settings_.rejects, 0, over_runs});
    if (Status opened = rejects_->Open(0, state.rejects_size); !opened.ok()) return opened;
  }
  if (to_folder) return OpenFolder();
  output_.emplace(&files_, Destination::Options{settings_.output, settings_.split_size, over_runs});
  if (Status opened = output_->Open(state.part, state.size); !opened.ok()) return opened;
  feeding_.output = output_->old_file();
  feeding_.output_is_kept = !output_->is_standard_output();
  return {};
}

// Whether the inputs that an earlier run has begun are still what they were. A list of names on standard
// input cannot be read twice.
Status CleaningRun::CheckInputs(const batch::Position& done) const {
  if (settings_.files_from == "-" || settings_.files0_from == "-") return {};
  StatusOr<Names> names = Names::Open(settings_);
  if (!names.ok()) return names.status();
  io::Walker walker([&](std::string* name) { return names.value().Next(name); }, walking_);
  io::Input last;
  uint64_t inputs = 0;
  for (uint64_t file = 0; file < done.file; ++file) {
    std::optional<io::Input> input = walker.Next();
    if (!input) break;
    inputs = io::IdentityOf(*input, inputs);
    last = std::move(*input);
  }
  if (inputs == done.inputs) return {};
  return Status::Invalid(last.path + ": " + (done.file > 1 ? "it or an input before it" : "it") +
                         " has changed since " + settings_.resume +
                         " was written; remove that file to begin anew");
}

// On the thread that waits for signals: touches nothing that others may be using.
void CleaningRun::EndBySignal() {
  files_.RemoveAll();
  const bool told = settings_.verbosity > -2 && !settings_.resume.empty();
  if (told) io::WriteAll(STDERR_FILENO, "dechaff: stopped; the same command goes on from here\n");
}

Status CleaningRun::OpenFolder() {
  std::error_code error;
  std::filesystem::create_directories(settings_.output_dir, error);
  struct stat info;
  if (error || stat(settings_.output_dir.c_str(), &info) != 0) {
    return Status::Io(settings_.output_dir + ": " + io::ErrorText(error ? error.value() : errno));
  }
  walking_.skip = io::FileIdentity(info);
  return {};
}

void CleaningRun::CleanAll(Names* names, Collector* collector) {
  feeding_.label = settings_.label;
  feeding_.detect_dumps = settings_.from == InputForm::kAuto;
  feeding_.format = DumpFormatOf(settings_.from);
  feeding_.refuse_dumps = !settings_.output_dir.empty();
  feeding_.rows = settings_.from == InputForm::kJsonl;
  feeding_.archives = settings_.from == InputForm::kTar || settings_.from == InputForm::kZip;
  feeding_.longest_document = settings_.cleaning.max_document_bytes;
  feeding_.bytes_read = &input_.bytes_read;
  feeding_.measure = settings_.stats.has_value();
  feeding_.row_fields = {settings_.row_fields.text, settings_.row_fields.html};
  // A page in JSON is escaped, which makes it longer.
  feeding_.longest_row = 2 * settings_.cleaning.max_document_bytes + (size_t{1} << 20);
  io::Walker walker([&](std::string* name) { return names->Next(name); }, walking_);
  std::function<void()> drain;
  if (settings_.worker) feeding_.on_pause = [&] { drain(); };
  batch::Feed feed(std::move(walker), feeding_);
  const auto next = [&](batch::Job* job) {
    if (!feed.Next(job)) return batch::Taken::kNone;
    return !settings_.worker && IsSmall(*job) ? batch::Taken::kSmall : batch::Taken::kAlone;
  };
  const size_t threads = settings_.jobs ? settings_.jobs : std::max(1u, std::thread::hardware_concurrency());
  const auto make_job = [&] { return DocumentJob(context_); };
  const auto order = settings_.unordered ? batch::Order::kNone : batch::Order::kOfInputs;
  batch::Pool<batch::Job, decltype(next), decltype(make_job)> pool(threads, order, collector, next, make_job);
  drain = [&] { pool.Drain(); };
  pool.Run();
}

Status CleaningRun::WriteStatistics() {
  if (!settings_.stats) return {};
  const std::string line = statistics_.ToJson();
  if (*settings_.stats == "-") {
    messages_->Plain(line);
    return {};
  }
  StatusOr<io::AtomicFile> file =
      io::AtomicFile::Create(&files_, *settings_.stats, io::AtomicFile::Existing::kReplace);
  if (!file.ok()) return file.status();
  if (!io::WriteAll(file.value().fd(), line))
    return Status::Io(*settings_.stats + ": " + io::ErrorText(errno));
  return file.value().Commit(/*durable=*/false);
}

// Waiting for someone to type a page is hardly ever what was meant.
bool WouldReadTerminal(const Settings& settings) {
  return settings.inputs.empty() && settings.files_from.empty() && settings.files0_from.empty() &&
         isatty(STDIN_FILENO);
}

}  // namespace

void EndOutOfMemory() {
  io::WriteAll(STDERR_FILENO, "dechaff: out of memory\n");
  if (io::TemporaryFiles* files = files_of_run) files->RemoveAll();
  _exit(kFatal);
}

int Run(const Settings& settings, Messages* messages) {
  switch (settings.task) {
    case Task::kShortHelp:
      return Print(ShortHelp(), messages);
    case Task::kHelp:
      return Print(Help(), messages);
    case Task::kVersion:
      return Print(VersionText(), messages);
    case Task::kPrintConfig:
      return Print(ShowConfig(settings), messages);
    case Task::kGenerate:
      return Print(Generate(settings.generate), messages);
    case Task::kClean:
      break;
  }
  if (WouldReadTerminal(settings)) {
    messages->Error("", "standard input is a terminal; name a FILE or pipe a page in (dechaff -h for help)");
    return kFatal;
  }
  return CleaningRun(settings, messages).Run();
}

}  // namespace dechaff::cli
