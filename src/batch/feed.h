// What a run has to clean, one thing after the other: files that hold one document, the records of dumps,
// lines of JSON, and the files in archives, of which dumps and lines are taken apart as well.
//
// Compressed files are decompressed, whichever they are. What was damaged comes as a job of its own in its
// place, so that every byte of a dump is in one job.
#ifndef DECHAFF_BATCH_FEED_H_
#define DECHAFF_BATCH_FEED_H_

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "batch/archive_reader.h"
#include "batch/input_range.h"
#include "batch/outcome.h"
#include "crawl/byte_stream.h"
#include "dechaff/crawl.h"
#include "io/input.h"
#include "io/line_source.h"
#include "io/walk.h"

namespace dechaff::batch {

// The damaged stretches of one input, in their order. Of too many that come at once the later ones are put
// together. Used by one thread at a time.
class DamageLog : public crawl::Reporter {
 public:
  void Skipped(const crawl::Damage& damage) override;
  // The first of those not taken yet.
  std::optional<crawl::Damage> Take();
  void Clear() { damages_.clear(); }

 private:
  static constexpr size_t kMost = 1000;
  static constexpr size_t kMostBytes = size_t{16} << 20;

  std::deque<crawl::Damage> damages_;
  size_t kept_ = 0;  // bytes
};

// The bytes that `read` gives, decompressed if they are compressed; what is damaged is told to the log.
io::ReadBytes Decompressed(io::ReadBytes read, const std::shared_ptr<DamageLog>& damages);

// A file that is one document.
struct WholeFile {
  io::OpenFile file;
  io::ReadBytes read;                  // its bytes, decompressed
  std::shared_ptr<DamageLog> damages;  // found while it is read; null if it is not compressed
};

// What cannot be read at all.
struct Unreadable {
  std::string reason;
  bool fatal = false;  // the run must not go on
};

struct Job {
  std::string file;   // its name for users
  std::string entry;  // the path of what holds it in that archive; empty if the file is none
  Position position;
  double seconds = 0;              // that it took to get it, of the processor's, if they are measured
  bool can_be_read_again = false;  // `file` is the path of a regular file
  bool compressed = false;         // it is one that is decompressed
  std::variant<Unreadable, WholeFile, crawl::Record, crawl::Damage, io::Line, ArchiveEntry> what;
};

// Whether all of it is in memory, and not much.
bool IsSmall(const Job& job);

// Used by one thread at a time.
class Feed {
 public:
  struct Options {
    std::string label;                        // name of standard input
    bool detect_dumps = true;                 // false: every file is one document
    std::optional<crawl::DumpFormat> format;  // every file is such a dump
    bool rows = false;                        // every file holds lines of JSON
    std::vector<std::string> row_fields;      // what tells such lines: one of these members
    size_t longest_row = size_t{64} << 20;    // bytes
    // Lines of JSON come as they are, and this is called before waiting for the next.
    std::function<void()> on_pause;
    bool archives = false;                       // every file is a tar or zip archive
    size_t longest_document = size_t{32} << 20;  // of an archive's, bytes
    bool measure = false;
    std::atomic<uint64_t>* bytes_read = nullptr;  // is added to, if not null
    InputRange range;                             // if it is not all, every input must be a regular file
    Position done;                                // what comes up to there is passed over
    bool identify = false;                        // positions tell of `inputs`
    bool refuse_dumps = false;                    // there is no place to write records to
    std::optional<io::FileIdentity> output;       // of the one output, if it is a regular file
    bool output_is_kept = false;                  // until the run is over: then nothing is lost yet
  };

  Feed(io::Walker walker, Options options)
      : walker_(std::move(walker)), options_(std::move(options)), ranges_(options_.range) {}

  // The next thing to clean; false at the end. May block.
  bool Next(Job* job);

 private:
  bool NextAtAll(Job* job);
  bool NextOfDump(Job* job);
  bool NextRow(Job* job);
  bool NextEntry(Job* job);
  bool End(const Status& status, Job* job);
  bool OpenEntry(ArchiveEntry* entry);
  void Name(Job* job) const;
  bool Open(const io::Input& input, Job* job);
  bool OpenCompressedOrDump(io::OpenFile file, io::ReadBytes read, Job* job);
  bool OpenRows(io::OpenFile file, io::ReadBytes read, Job* job);
  void OpenDump(io::OpenFile file, crawl::ByteStream stream, crawl::DumpFormat format);
  void GoToRange(crawl::ByteStream* stream);
  void FindRowsOfRange();
  void PassRowsBeforeRange();
  void CloseFile();
  bool HoldsRows(std::string_view beginning) const;
  bool BeginsRow(std::string_view beginning) const;
  bool HoldsArchive(std::string_view beginning) const;
  bool OpenArchive(io::OpenFile file, io::ReadBytes read, int seekable, Job* job);
  io::ReadBytes Counted(int fd);

  io::Walker walker_;
  Options options_;
  Position position_;
  FileRanges ranges_;
  InputRange range_;  // of this file

  // The dump that is being read, or the lines.
  std::string name_;
  io::OpenFile file_;
  bool can_be_read_again_ = false;
  bool compressed_ = false;
  std::shared_ptr<DamageLog> damages_;
  std::unique_ptr<crawl::RecordSource> dump_;
  std::optional<io::LineSource> rows_;
  // Around the dump or the lines, if those are in an archive.
  std::unique_ptr<ArchiveReader> archive_;
  std::shared_ptr<DamageLog> archive_damages_;
  std::string entry_;
  std::optional<crawl::Record> record_;  // read, but behind damage that goes first
  std::optional<io::Line> row_;          // read, but not given yet
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_FEED_H_
