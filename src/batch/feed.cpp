// What a run has to clean; see feed.h.
#include "batch/feed.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "crawl/dump.h"

namespace dechaff::batch {
namespace {

// What is read of a file to see what it is.
constexpr size_t kBeginning = 4096;

// Gives the bytes that were read ahead, then those of the file.
class Rewound {
 public:
  Rewound(std::string ahead, int fd) : ahead_(std::move(ahead)), fd_(fd) {}

  ssize_t operator()(char* data, size_t size) {
    if (given_ == ahead_.size()) return io::Read(fd_, data, size);
    size = std::min(size, ahead_.size() - given_);
    std::memcpy(data, ahead_.data() + given_, size);
    given_ += size;
    return static_cast<ssize_t>(size);
  }

 private:
  std::string ahead_;
  size_t given_ = 0;
  int fd_;
};

// Gives the bytes of a stream, across its gaps.
ssize_t ReadStream(crawl::ByteStream* stream, char* data, size_t size) {
  for (;;) {
    const std::string_view bytes = stream->Peek(1).substr(0, size);
    if (!bytes.empty()) {
      std::memcpy(data, bytes.data(), bytes.size());
      stream->Consume(bytes.size());
      return static_cast<ssize_t>(bytes.size());
    }
    if (stream->stop() == crawl::ByteStream::Stop::kEnd) break;
    stream->PassGap();
  }
  if (stream->status().ok()) return 0;
  errno = EIO;
  return -1;
}

// As many bytes as one read gives, but at least those that tell a dump or a coding; false with errno.
bool ReadBeginning(int fd, std::string* beginning) {
  beginning->resize(kBeginning);
  size_t size = 0;
  ssize_t got = 1;
  while (got > 0 && size < std::max(crawl::kDumpBeginning, crawl::kMagicSize)) {
    got = io::Read(fd, beginning->data() + size, kBeginning - size);
    size += static_cast<size_t>(std::max<ssize_t>(got, 0));
  }
  beginning->resize(size);
  return got >= 0;
}

}  // namespace

void DamageLog::Skipped(const crawl::Damage& damage) {
  kept_ += damage.bytes.size();
  const auto same_layer = [&](const crawl::Damage& other) { return other.layer == damage.layer; };
  const auto last = std::find_if(damages_.rbegin(), damages_.rend(), same_layer);
  if (damages_.size() < kMost || last == damages_.rend()) {
    damages_.push_back(damage);
    if (kept_ > kMostBytes) damages_.back().bytes.clear();
    return;
  }
  last->range.end = damage.range.end;
  last->reason = "many stretches that are damaged";
}

std::optional<crawl::Damage> DamageLog::Take() {
  if (damages_.empty()) return std::nullopt;
  crawl::Damage damage = std::move(damages_.front());
  damages_.pop_front();
  if (damages_.empty()) kept_ = 0;
  return damage;
}

bool Feed::Next(Job* job) {
  for (;;) {
    StageSeconds seconds{};
    {
      const StageTimer timer(options_.measure ? &seconds : nullptr, Stage::kRead);
      if (!NextAtAll(job)) return false;
    }
    job->seconds = seconds[static_cast<size_t>(Stage::kRead)];
    ++position_.job;
    job->position = position_;
    job->can_be_read_again = can_be_read_again_;
    job->compressed = compressed_;
    if (position_ > options_.done) return true;
  }
}

bool Feed::NextAtAll(Job* job) {
  for (;;) {
    if (dump_) {
      if (NextOfDump(job)) return true;
      continue;
    }
    if (rows_) {
      if (NextRow(job)) return true;
      continue;
    }
    const std::optional<io::Input> input = walker_.Next();
    if (!input) return false;
    position_ = {position_.file + 1, 0};
    if (position_.file < options_.done.file) continue;
    if (Open(*input, job)) return true;
  }
}

bool Feed::NextOfDump(Job* job) {
  job->file = name_;
  if (!record_ && !dump_->Next(&record_.emplace())) record_.reset();
  if (std::optional<crawl::Damage> damage = damages_->Take()) {
    job->what = std::move(*damage);
    return true;
  }
  if (record_) {
    job->what = std::move(*record_);
    record_.reset();
    return true;
  }
  const Status status = dump_->status();
  dump_.reset();
  file_ = {};
  if (!status.ok()) job->what = Unreadable{status.message()};
  return !status.ok();
}

bool Feed::NextRow(Job* job) {
  job->file = name_;
  if (damages_) {
    if (std::optional<crawl::Damage> damage = damages_->Take()) {
      job->what = std::move(*damage);
      return true;
    }
  }
  io::Line line;
  if (rows_->Next(&line)) {
    job->what = std::move(line);
    return true;
  }
  const Status status = rows_->status();
  rows_.reset();
  damages_.reset();
  file_ = {};
  if (!status.ok()) job->what = Unreadable{status.message()};
  return !status.ok();
}

// Opens a file: true if it makes a job itself, false if it is a dump.
bool Feed::Open(const io::Input& input, Job* job) {
  job->file = input.path == "-" ? options_.label : input.path;
  can_be_read_again_ = false;
  const auto fail = [&](const std::string& reason, bool fatal = false) {
    job->what = Unreadable{reason, fatal};
    return true;
  };
  StatusOr<io::OpenFile> opened = input.status.ok() ? io::OpenInput(input) : input.status;
  if (!opened.ok()) return fail(opened.status().message());
  io::OpenFile& file = opened.value();
  can_be_read_again_ = file.regular && input.path != "-";
  compressed_ = false;
  if (options_.output && file.regular && file.identity == *options_.output) {
    // A redirected output is spoilt already; a file that would replace its own input is not yet.
    return fail("input file is also the output", options_.output_is_kept);
  }
  if (options_.on_pause) {
    const int pausing = file.fd.get();
    return OpenRows(
        std::move(file),
        [pausing, this](char* data, size_t size) {
          if (!io::IsReadable(pausing)) options_.on_pause();
          return io::Read(pausing, data, size);
        },
        job);
  }
  std::string beginning;
  if (!ReadBeginning(file.fd.get(), &beginning)) return fail(io::ErrorText(errno));
  const bool is_plain = crawl::DetectCoding(beginning) == crawl::Coding::kNone;
  const bool is_dump = options_.format || (options_.detect_dumps && crawl::DetectDump(beginning));
  const bool is_rows = options_.rows || HoldsRows(beginning);
  const int fd = file.fd.get();
  io::ReadBytes read = Rewound(std::move(beginning), fd);
  compressed_ = !is_plain;
  if (!is_plain || is_dump) return OpenCompressedOrDump(std::move(file), std::move(read), job);
  if (is_rows) return OpenRows(std::move(file), std::move(read), job);
  job->what = WholeFile{std::move(file), std::move(read), nullptr};
  return true;
}

bool Feed::OpenCompressedOrDump(io::OpenFile file, io::ReadBytes read, Job* job) {
  auto damages = std::make_shared<DamageLog>();
  crawl::ByteStream stream(std::move(read), damages.get());
  std::optional<crawl::DumpFormat> format = options_.format;
  if (!format && options_.detect_dumps) format = crawl::DetectDump(stream.Peek(crawl::kDumpBeginning));
  if (!format) {
    auto shared = std::make_shared<crawl::ByteStream>(std::move(stream));
    // The stream reports to the log, which must live as long.
    auto decompress = [shared, damages](char* data, size_t size) {
      return ReadStream(shared.get(), data, size);
    };
    if (options_.rows || HoldsRows(shared->Peek(kBeginning).substr(0, kBeginning))) {
      damages_ = std::move(damages);
      return OpenRows(std::move(file), std::move(decompress), job);
    }
    job->what = WholeFile{std::move(file), std::move(decompress), std::move(damages)};
    return true;
  }
  if (options_.refuse_dumps) {
    job->what = Unreadable{"is a dump of many documents, which --output-dir has no names for; use --output"};
    return true;
  }
  name_ = job->file;
  file_ = std::move(file);
  dump_ = crawl::MakeSource(*format, std::move(stream), damages.get());
  damages_ = std::move(damages);
  return false;
}

// False: nothing to do but to take them one by one.
bool Feed::OpenRows(io::OpenFile file, io::ReadBytes read, Job* job) {
  if (options_.refuse_dumps) {
    job->what = Unreadable{"holds lines of JSON, which --output-dir has no names for; use --output"};
    return true;
  }
  name_ = job->file;
  file_ = std::move(file);
  rows_.emplace(std::move(read), options_.longest_row);
  return false;
}

// A single JSON document that begins so is a row, too.
bool Feed::HoldsRows(std::string_view beginning) const {
  if (!options_.detect_dumps || !beginning.starts_with("{\"")) return false;
  const std::string_view first = beginning.substr(0, beginning.find('\n'));
  return std::ranges::any_of(options_.row_fields, [&](const std::string& name) {
    const size_t member = first.find('"' + name + '"');
    return member != std::string_view::npos &&
           first.substr(member + name.size() + 2, 2).find(':') != first.npos;
  });
}

}  // namespace dechaff::batch
