// A file that appears under its name complete or not at all.
#ifndef DECHAFF_IO_ATOMIC_FILE_H_
#define DECHAFF_IO_ATOMIC_FILE_H_

#include <cstdint>
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

  // A file that several runs may write: until Commit its bytes are in "PATH.partial", where they stay when a
  // run ends before that. Goes on behind the first `size` bytes; what is behind them is dropped. A file that
  // was already complete is taken back if `size` is not 0. kInvalid when there are fewer bytes, another
  // process writes it, or the target is not a regular file.
  static StatusOr<AtomicFile> Continue(TemporaryFiles* files, const std::string& path, uint64_t size);

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
  bool kept_ = false;  // the temporary file outlives this object
  Fd fd_;
  std::optional<FileIdentity> old_file_;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_ATOMIC_FILE_H_
