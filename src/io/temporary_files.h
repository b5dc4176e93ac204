// The temporary files of this process, so that none outlives it when a signal or the lack of memory ends it.
//
// Thread safety: all calls may come from any thread. Creating, renaming and removing exclude each
// other; after RemoveAll() none of them ever returns, so a dying process makes no new files.
#ifndef DECHAFF_IO_TEMPORARY_FILES_H_
#define DECHAFF_IO_TEMPORARY_FILES_H_

#include <mutex>
#include <set>
#include <string>

#include "dechaff/status.h"
#include "io/fd.h"

namespace dechaff::io {

struct TemporaryFile {
  Fd fd;
  std::string path;
};

class TemporaryFiles {
 public:
  // A new empty file ".dechaff-PID-N.tmp" in `folder`, with the permissions of a plain creation.
  StatusOr<TemporaryFile> Create(const std::string& folder);

  // Gives the file its real name; on failure it stays temporary. With `replace` false an existing
  // `target` is an error.
  Status Rename(const std::string& path, const std::string& target, bool replace);

  void Remove(const std::string& path);

  // Removes all and stops all other calls for ever. For a process that is about to die; needs no memory, and
  // may be called where memory ends inside one of the others.
  void RemoveAll();

 private:
  std::recursive_mutex mutex_;
  std::set<std::string> paths_;
  unsigned next_ = 0;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_TEMPORARY_FILES_H_
