// A file that appears under its name complete or not at all.
#ifndef DECHAFF_IO_ATOMIC_FILE_H_
#define DECHAFF_IO_ATOMIC_FILE_H_

#include <optional>
#include <string>

#include "dechaff/status.h"
#include "io/fd.h"
#include "io/temporary_files.h"

namespace dechaff::io {

// Writes go to a temporary file in the folder of the target, which Commit() renames. Until then, and
// whenever the file is destroyed without it, the old file stays as it was. A symbolic link is
// followed: the file that it points to is replaced, not the link. An old file passes on its
// permissions, a new one gets those of a plain creation. A target that is not a regular file (a device, a
// FIFO) cannot be replaced and is written straight.
//
// Used by one thread at a time; `files` must outlive it.
class AtomicFile {
 public:
  enum class Existing { kReplace, kRefuse };
  static StatusOr<AtomicFile> Create(TemporaryFiles* files, const std::string& path, Existing existing);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  int fd() const { return fd_.get(); }
  // The file that would be replaced, if there is one.
  const std::optional<FileIdentity>& old_file() const { return old_file_; }

  // Closes the file and gives it its name. With `durable`, what was written is on the disk before the
  // old file goes.
  Status Commit(bool durable);

 private:
  AtomicFile(TemporaryFiles* files, std::string target) : files_(files), target_(std::move(target)) {}

  TemporaryFiles* files_;
  std::string target_;
  std::string temporary_;  // empty = written straight, or done
  bool replace_ = true;
  Fd fd_;
  std::optional<FileIdentity> old_file_;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_ATOMIC_FILE_H_
