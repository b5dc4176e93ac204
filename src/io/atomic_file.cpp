// A file that appears under its name complete or not at all; see atomic_file.h.
#include "io/atomic_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

namespace dechaff::io {
namespace {

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// The path after following symbolic links at its end, also to a file that does not exist yet.
std::string FollowLinks(std::string path) {
  constexpr int kMaxLinks = 40;  // as the kernel
  char target[PATH_MAX];
  for (int i = 0; i < kMaxLinks; ++i) {
    const ssize_t size = readlink(path.c_str(), target, sizeof target);
    if (size <= 0) break;
    const std::string link(target, static_cast<size_t>(size));
    path = link.front() == '/' ? link : FolderOf(path).append("/").append(link);
  }
  return path;
}

Status Failure(const std::string& path) { return Status::Io(path + ": " + ErrorText(errno)); }

}  // namespace

StatusOr<AtomicFile> AtomicFile::Create(TemporaryFiles* files, const std::string& path, Existing existing) {
  AtomicFile file(files, FollowLinks(path));
  struct stat info;
  const bool exists = stat(path.c_str(), &info) == 0;
  if (!exists && errno != ENOENT) return Failure(path);
  if (exists && existing == Existing::kRefuse) return Status::Invalid(path + ": is already there");
  if (exists && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return Failure(path);
  }
  if (exists && !S_ISREG(info.st_mode)) {
    file.fd_ = Fd(Open(path.c_str(), O_WRONLY));
    if (!file.fd_.valid()) return Failure(path);
    return file;
  }
  if (exists && access(path.c_str(), W_OK) != 0) return Failure(path);

  StatusOr<TemporaryFile> temporary = files->Create(FolderOf(file.target_));
  if (!temporary.ok()) return temporary.status();
  file.fd_ = std::move(temporary.value().fd);
  file.temporary_ = std::move(temporary.value().path);
  file.replace_ = existing == Existing::kReplace;
  if (exists) {
    file.old_file_ = FileIdentity(info);
    // Another owner is kept where we may set it; permissions come after, since chown clears some.
    if (fchown(file.fd(), info.st_uid, info.st_gid) != 0) errno = 0;
    if (fchmod(file.fd(), info.st_mode & 07777) != 0) return Failure(path);
  }
  return file;
}

StatusOr<AtomicFile> AtomicFile::Continue(TemporaryFiles* files, const std::string& path, uint64_t size) {
  AtomicFile file(files, FollowLinks(path));
  struct stat info;
  const bool exists = stat(path.c_str(), &info) == 0;
  if (!exists && errno != ENOENT) return Failure(path);
  if (exists && !S_ISREG(info.st_mode)) return Status::Invalid(path + ": is not a regular file");
  const std::string partial = file.target_ + ".partial";
  const bool completed = size != 0 && exists && access(partial.c_str(), F_OK) != 0;
  if (completed && rename(file.target_.c_str(), partial.c_str()) != 0) return Failure(path);

  file.fd_ = Fd(Open(partial.c_str(), O_CREAT | O_RDWR, 0666));
  file.temporary_ = partial;
  file.kept_ = true;
  if (!file.fd_.valid() || fstat(file.fd(), &info) != 0) return Failure(partial);
  if (flock(file.fd(), LOCK_EX | LOCK_NB) != 0)
    return Status::Invalid(partial + ": is written by another run");
  if (static_cast<uint64_t>(info.st_size) < size) {
    return Status::Invalid(partial + ": has fewer bytes than an earlier run wrote");
  }
  const auto end = static_cast<off_t>(size);
  if (ftruncate(file.fd(), end) != 0 || lseek(file.fd(), end, SEEK_SET) != end) return Failure(partial);
  return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : files_(other.files_),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      replace_(other.replace_),
      kept_(other.kept_),
      fd_(std::move(other.fd_)),
      old_file_(other.old_file_) {}

AtomicFile::~AtomicFile() {
  if (!temporary_.empty() && !kept_) files_->Remove(temporary_);
}

Status AtomicFile::Commit(bool durable) {
  const bool straight = temporary_.empty();
  if (!straight && durable && fsync(fd()) != 0) return Failure(target_);
  if (!fd_.Close()) return Failure(target_);
  if (straight) return {};
  Status renamed = files_->Rename(temporary_, target_, replace_);
  if (renamed.ok()) temporary_.clear();
  return renamed;
}

}  // namespace dechaff::io
