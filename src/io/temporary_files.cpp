// The temporary files of this process; see temporary_files.h.
#include "io/temporary_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace dechaff::io {
namespace {

// rename() that fails with EEXIST where the target exists. File systems without RENAME_NOREPLACE
// get a check just before the call instead.
int RenameNew(const char* from, const char* to) {
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  if (access(to, F_OK) == 0) {
    errno = EEXIST;
    return -1;
  }
  return rename(from, to);
}

}  // namespace

StatusOr<TemporaryFile> TemporaryFiles::Create(const std::string& folder) {
  const std::lock_guard lock(mutex_);
  const std::string stem = folder + "/.dechaff-" + std::to_string(getpid()) + "-";
  while (true) {
    std::string path = stem + std::to_string(next_++) + ".tmp";
    const auto place = paths_.insert(path).first;  // memory may end here, but not behind it
    Fd fd(Open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0666));
    if (fd.valid()) return TemporaryFile{std::move(fd), std::move(path)};
    paths_.erase(place);
    if (errno != EEXIST) {
      return Status::Io("cannot create a temporary file in " + folder + ": " + ErrorText(errno));
    }
  }
}

Status TemporaryFiles::Rename(const std::string& path, const std::string& target, bool replace) {
  const std::lock_guard lock(mutex_);
  const int failed = replace ? rename(path.c_str(), target.c_str()) : RenameNew(path.c_str(), target.c_str());
  if (failed) return Status::Io(target + ": " + ErrorText(errno));
  paths_.erase(path);
  return {};
}

void TemporaryFiles::Remove(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (paths_.erase(path)) unlink(path.c_str());
}

void TemporaryFiles::RemoveAll() {
  mutex_.lock();  // Never unlocked.
  for (const std::string& path : paths_) unlink(path.c_str());
}

}  // namespace dechaff::io
