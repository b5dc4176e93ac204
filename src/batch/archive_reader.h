// The files in a tar or zip archive, by libarchive.
#ifndef DECHAFF_BATCH_ARCHIVE_READER_H_
#define DECHAFF_BATCH_ARCHIVE_READER_H_

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/input.h"

namespace dechaff::batch {

// One file of an archive; an archive that cannot be read any further gives one without a name, last.
struct ArchiveEntry {
  std::string path;  // as the archive has it: not to be used as a path unchecked
  std::string content;
  uint64_t offset = 0;  // where in the (decompressed) archive its header begins
  std::string damage;   // why `content` is not whole, one line; empty if it is
};

// Whether a file that begins so is a tar or zip archive of documents. Formats of documents that happen to be
// zip archives (those of offices, books, programs) are none.
bool IsArchive(std::string_view beginning);
inline constexpr size_t kArchiveBeginning = 512;

// Used by one thread at a time. Memory: the longest entry allowed, and what libarchive needs.
class ArchiveReader {
 public:
  // `read` gives the archive from its beginning. `seekable`: a descriptor that is at that place of the same
  // bytes, by which zip archives are read as their directory says; -1 = none. Content is cut behind `limit`
  // bytes.
  ArchiveReader(io::ReadBytes read, int seekable, size_t limit);
  ~ArchiveReader();

  // The next regular file; false at the end.
  bool Next(ArchiveEntry* entry);
  // As read(2): what is behind the content that the last entry was given with; -1 where it is damaged.
  ssize_t ReadOn(char* data, size_t size);
  // Why the last entry is not whole; empty if it is, as far as it was read.
  const std::string& damage() const { return damage_; }

 private:
  struct State;
  void ReadContent(ArchiveEntry* entry);

  std::string damage_;
  std::unique_ptr<State> state_;
};

}  // namespace dechaff::batch

#endif  // DECHAFF_BATCH_ARCHIVE_READER_H_
