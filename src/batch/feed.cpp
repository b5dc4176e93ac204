// What a run has to clean; see feed.h.
#include "batch/feed.h"

#include <unistd.h>

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
  Rewound(std::string ahead, io::ReadBytes rest) : ahead_(std::move(ahead)), rest_(std::move(rest)) {}

  ssize_t operator()(char* data, size_t size) {
    if (given_ == ahead_.size()) return rest_(data, size);
    size = std::min(size, ahead_.size() - given_);
    std::memcpy(data, ahead_.data() + given_, size);
    given_ += size;
    return static_cast<ssize_t>(size);
  }

 private:
  std::string ahead_;
  size_t given_ = 0;
  io::ReadBytes rest_;
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

// The stream reports to the log, which must live as long.
io::ReadBytes BytesOf(std::shared_ptr<crawl::ByteStream> stream, std::shared_ptr<DamageLog> damages) {
  return [stream = std::move(stream), damages = std::move(damages)](char* data, size_t size) {
    return ReadStream(stream.get(), data, size);
  };
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

// Enough of an entry of an archive to tell what it is.
std::string DecompressedBeginning(std::string_view content) {
  if (crawl::DetectCoding(content) == crawl::Coding::kNone) return std::string(content.substr(0, kBeginning));
  DamageLog damages;
  return std::string(
      crawl::ByteStream(io::ReadFromMemory(content), &damages).Peek(kBeginning).substr(0, kBeginning));
}

// Bytes that a file has after decompression.
uint64_t DecompressedSize(int fd) {
  off_t at = 0;
  DamageLog damages;
  const auto read = [&](char* data, size_t size) {
    const ssize_t got = io::ReadAt(fd, data, size, at);
    at += std::max<ssize_t>(got, 0);
    return got;
  };
  crawl::ByteStream stream(read, &damages);
  for (;;) {
    const size_t size = stream.Peek(1).size();
    stream.Consume(size);
    if (size != 0) continue;
    if (stream.stop() == crawl::ByteStream::Stop::kEnd) return stream.offset();
    stream.PassGap();
  }
}

}  // namespace

io::ReadBytes Decompressed(io::ReadBytes read, const std::shared_ptr<DamageLog>& damages) {
  return BytesOf(std::make_shared<crawl::ByteStream>(std::move(read), damages.get()), damages);
}

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

bool IsSmall(const Job& job) {
  constexpr size_t kSmall = size_t{1} << 20;
  const auto* record = std::get_if<crawl::Record>(&job.what);
  const auto* line = std::get_if<io::Line>(&job.what);
  const auto* entry = std::get_if<ArchiveEntry>(&job.what);
  return (record && record->content.size() <= kSmall) || (line && line->text.size() <= kSmall) ||
         (entry && entry->content.size() <= kSmall);
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
    job->can_be_read_again = can_be_read_again_ && job->entry.empty();
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
    if (archive_) {
      if (NextEntry(job)) return true;
      continue;
    }
    const std::optional<io::Input> input = walker_.Next();
    if (!input) return false;
    position_ = {position_.file + 1, 0, options_.identify ? io::IdentityOf(*input, position_.inputs) : 0};
    if (Open(*input, job)) return true;
  }
}

bool Feed::NextOfDump(Job* job) {
  Name(job);
  if (!record_ && !dump_->Next(&record_.emplace())) record_.reset();
  if (std::optional<crawl::Damage> damage = damages_->Take()) {
    job->what = std::move(*damage);
    return true;
  }
  if (record_ && record_->begins_member && record_->file_offset >= range_.end) {
    CloseFile();
    return false;
  }
  if (record_) {
    job->what = std::move(*record_);
    record_.reset();
    return true;
  }
  return End(dump_->status(), job);
}

// Damage that reading a line meets comes behind that line.
bool Feed::NextRow(Job* job) {
  Name(job);
  const auto take_damage = [&] {
    std::optional<crawl::Damage> damage = damages_ ? damages_->Take() : std::nullopt;
    if (damage) job->what = std::move(*damage);
    return damage.has_value();
  };
  if (!row_ && take_damage()) return true;
  if (!row_ && !rows_->Next(&row_.emplace())) {
    row_.reset();
    if (take_damage()) return true;
  }
  if (row_ && row_->offset < range_.end) {
    job->what = std::move(*row_);
    row_.reset();
    return true;
  }
  return End(rows_->status(), job);
}

// The end of a dump or of lines: true if that is a thing to tell.
bool Feed::End(const Status& status, Job* job) {
  const bool failed = !status.ok();
  if (failed) job->what = Unreadable{entry_.empty() ? status.message() : archive_->damage()};
  CloseFile();
  return failed;
}

bool Feed::NextEntry(Job* job) {
  Name(job);
  ArchiveEntry entry;
  if (archive_->Next(&entry)) {
    if (OpenEntry(&entry)) return false;
    job->entry = std::move(entry.path);
    job->what = std::move(entry);
    return true;
  }
  if (std::optional<crawl::Damage> damage = archive_damages_ ? archive_damages_->Take() : std::nullopt) {
    job->what = std::move(*damage);
    return true;
  }
  archive_.reset();
  CloseFile();
  return false;
}

// A dump, or lines, in an archive: true if the entry is one, and is read from now on. Its records take the
// archive's part.
bool Feed::OpenEntry(ArchiveEntry* entry) {
  const std::string beginning = DecompressedBeginning(entry->content);
  const std::optional<crawl::DumpFormat> format = crawl::DetectDump(beginning);
  if (!format && !BeginsRow(beginning)) return false;
  entry_ = std::move(entry->path);
  damages_ = std::make_shared<DamageLog>();
  const auto rest = [archive = archive_.get()](char* data, size_t size) {
    return archive->ReadOn(data, size);
  };
  crawl::ByteStream stream(Rewound(std::move(entry->content), rest), damages_.get());
  if (format) {
    dump_ = crawl::MakeSource(*format, std::move(stream), damages_.get());
  } else {
    rows_.emplace(BytesOf(std::make_shared<crawl::ByteStream>(std::move(stream)), damages_),
                  options_.longest_row);
  }
  return true;
}

void Feed::Name(Job* job) const {
  job->file = name_;
  job->entry = entry_;
}

bool Feed::HoldsArchive(std::string_view beginning) const {
  return options_.archives || (options_.detect_dumps && IsArchive(beginning));
}

// As OpenRows.
bool Feed::OpenArchive(io::OpenFile file, io::ReadBytes read, int seekable, Job* job) {
  if (options_.refuse_dumps) {
    job->what = Unreadable{"is an archive, whose names --output-dir does not take; use --output"};
    return true;
  }
  if (range_.begin != 0) return false;
  range_ = {};
  name_ = job->file;
  file_ = std::move(file);
  archive_ = std::make_unique<ArchiveReader>(std::move(read), seekable, options_.longest_document + 1);
  return false;
}

io::ReadBytes Feed::Counted(int fd) {
  return [fd, count = options_.bytes_read](char* data, size_t size) {
    const ssize_t got = io::Read(fd, data, size);
    if (count && got > 0) *count += static_cast<uint64_t>(got);
    return got;
  };
}

// Opens a file: true if it makes a job itself, false if it is a dump.
bool Feed::Open(const io::Input& input, Job* job) {
  job->file = input.path == "-" ? options_.label : input.path;
  job->entry.clear();
  can_be_read_again_ = false;
  const auto fail = [&](const std::string& reason, bool fatal = false) {
    job->what = Unreadable{reason, fatal};
    return true;
  };
  StatusOr<io::OpenFile> opened = input.status.ok() ? io::OpenInput(input) : input.status;
  const std::optional<InputRange> range = ranges_.Next(opened.ok() ? opened.value().size : 0);
  if (!range) return false;
  range_ = *range;
  if (position_.file < options_.done.file) {
    if (options_.bytes_read && opened.ok()) *options_.bytes_read += opened.value().size;
    return false;
  }
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
  const bool is_rows = HoldsRows(beginning);
  const bool is_archive = HoldsArchive(beginning);
  if (options_.bytes_read) *options_.bytes_read += beginning.size();
  const int fd = file.fd.get();
  io::ReadBytes read = Rewound(std::move(beginning), Counted(fd));
  compressed_ = !is_plain;
  if (!is_plain || is_dump) return OpenCompressedOrDump(std::move(file), std::move(read), job);
  if (is_rows) return OpenRows(std::move(file), std::move(read), job);
  if (is_archive) {
    const bool seekable = file.regular && lseek(fd, 0, SEEK_SET) == 0;
    return OpenArchive(std::move(file), seekable ? Counted(fd) : std::move(read), seekable ? fd : -1, job);
  }
  if (range_.begin != 0) return false;
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
    io::ReadBytes decompress = BytesOf(shared, damages);
    if (HoldsRows(shared->Peek(kBeginning).substr(0, kBeginning))) {
      damages_ = std::move(damages);
      return OpenRows(std::move(file), std::move(decompress), job);
    }
    if (range_.begin != 0) return false;  // it is read from its beginning or not at all
    if (HoldsArchive(shared->Peek(kArchiveBeginning))) {
      archive_damages_ = std::move(damages);
      return OpenArchive(std::move(file), std::move(decompress), -1, job);
    }
    job->what = WholeFile{std::move(file), std::move(decompress), std::move(damages)};
    return true;
  }
  if (options_.refuse_dumps) {
    job->what = Unreadable{"is a dump of many documents, which --output-dir has no names for; use --output"};
    return true;
  }
  name_ = job->file;
  damages_ = std::move(damages);
  OpenDump(std::move(file), std::move(stream), *format);
  return false;
}

// A dump's part begins with the first record at or behind the beginning of the range where reading can begin.
// It is found by reading from some way before: what looks like a record inside of another is known for that
// only from there.
void Feed::OpenDump(io::OpenFile file, crawl::ByteStream stream, crawl::DumpFormat format) {
  constexpr uint64_t kRunUp = uint64_t{4} << 20;
  file_ = std::move(file);
  if (range_.begin > kRunUp) {
    const uint64_t place = range_.begin - kRunUp;
    stream.Peek(1);
    lseek(file_.fd.get(), static_cast<off_t>(place), SEEK_SET);
    stream.Jump(place, Counted(file_.fd.get()));
  }
  dump_ = crawl::MakeSource(format, std::move(stream), damages_.get());
  if (range_.begin == 0) return;
  crawl::Record record;
  do {
    if (!dump_->Next(&record)) return CloseFile();
  } while (!record.begins_member || record.file_offset < range_.begin);
  damages_->Clear();
  record_ = std::move(record);
}

// An archive stays open when what it holds is closed.
void Feed::CloseFile() {
  dump_.reset();
  rows_.reset();
  record_.reset();
  row_.reset();
  damages_.reset();
  entry_.clear();
  if (archive_) return;
  archive_damages_.reset();
  file_ = {};
}

// False: nothing to do but to take them one by one.
bool Feed::OpenRows(io::OpenFile file, io::ReadBytes read, Job* job) {
  if (options_.refuse_dumps) {
    job->what = Unreadable{"holds lines of JSON, which --output-dir has no names for; use --output"};
    return true;
  }
  name_ = job->file;
  file_ = std::move(file);
  if (range_.begin != 0 && !compressed_) {
    FindRowsOfRange();
    return false;
  }
  if (compressed_ && !range_.is_all()) {
    const uint64_t size = DecompressedSize(file_.fd.get());
    range_ = range_.Scaled(file_.size, size);
    if (range_.begin >= range_.end) {
      CloseFile();
      return false;
    }
  }
  rows_.emplace(std::move(read), options_.longest_row);
  if (range_.begin != 0) PassRowsBeforeRange();
  return false;
}

// What is damaged before the first line of the range belongs to the part with the line before it.
void Feed::PassRowsBeforeRange() {
  do {
    if (damages_) damages_->Clear();
    if (!rows_->Next(&row_.emplace())) return CloseFile();
  } while (row_->offset < range_.begin);
}

// Goes to the first line of the range. Lines have numbers, so those before it are counted.
void Feed::FindRowsOfRange() {
  const int fd = file_.fd.get();
  std::string chunk(size_t{1} << 20, '\n');
  uint64_t lines = 0;
  lseek(fd, 0, SEEK_SET);
  for (uint64_t left = range_.begin; left > 0;) {
    const ssize_t got = io::Read(fd, chunk.data(), std::min<uint64_t>(left, chunk.size()));
    if (got <= 0) break;
    chunk.resize(static_cast<size_t>(got));
    lines += static_cast<uint64_t>(std::ranges::count(chunk, '\n'));
    left -= static_cast<uint64_t>(got);
    if (left > 0) chunk.resize(size_t{1} << 20);
  }
  rows_.emplace(Counted(fd), options_.longest_row, range_.begin, lines);
  io::Line rest;  // of the line before
  if (!chunk.ends_with('\n')) rows_->Next(&rest);
}

bool Feed::HoldsRows(std::string_view beginning) const {
  return options_.rows || (options_.detect_dumps && BeginsRow(beginning));
}

// A single JSON document that begins so is a row, too.
bool Feed::BeginsRow(std::string_view beginning) const {
  if (!beginning.starts_with("{\"")) return false;
  const std::string_view first = beginning.substr(0, beginning.find('\n'));
  return std::ranges::any_of(options_.row_fields, [&](const std::string& name) {
    const size_t member = first.find('"' + name + '"');
    return member != std::string_view::npos &&
           first.substr(member + name.size() + 2, 2).find(':') != first.npos;
  });
}

}  // namespace dechaff::batch
