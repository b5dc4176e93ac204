// From names to files; see walk.h.
#include "io/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>

#include "text/hash.h"

namespace dechaff::io {
namespace {

// The type of what `path` names, as DT_*; DT_UNKNOWN with errno when it cannot be told.
unsigned char TypeOf(const std::string& path, bool follow) {
  struct stat info;
  const int failed = follow ? stat(path.c_str(), &info) : lstat(path.c_str(), &info);
  if (failed) return DT_UNKNOWN;
  return static_cast<unsigned char>(IFTODT(info.st_mode));
}

std::string_view KindName(unsigned char type) {
  switch (type) {
    case DT_FIFO:
      return "a FIFO";
    case DT_SOCK:
      return "a socket";
    default:
      return "a device";
  }
}

}  // namespace

uint64_t IdentityOf(const Input& input, uint64_t before) {
  std::string text = input.path + '\0';
  struct stat info;
  const bool known =
      input.path == "-" ? fstat(STDIN_FILENO, &info) == 0 : stat(input.path.c_str(), &info) == 0;
  if (known && S_ISREG(info.st_mode)) {
    for (const auto number : {info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec})
      text += std::to_string(number) + ' ';
  }
  return text::Hash(text, before);
}

std::optional<Input> Walker::Next() {
  while (true) {
    while (!folders_.empty()) {
      if (std::optional<Input> input = NextOfFolder()) return input;
    }
    std::string name;
    if (!names_(&name)) return std::nullopt;
    if (name == "-") {
      if (!std::exchange(standard_input_seen_, true)) return Input{name, true, {}};
      return Input{name, true, Status::Invalid("is already read; it can be given once")};
    }
    if (name.empty()) return Input{"''", true, Status::Io("is not a name")};
    if (TypeOf(name, true) != DT_DIR) return Input{name, true, {}};
    if (std::optional<Input> failed = Enter(std::move(name), true)) return failed;
  }
}

// The next file of the innermost folder; nothing when that was left or another entered.
std::optional<Input> Walker::NextOfFolder() {
  Folder& folder = folders_.back();
  if (folder.next == folder.entries.size()) {
    folders_.pop_back();
    return std::nullopt;
  }
  const char* entry = folder.packed.c_str() + folder.entries[folder.next++];
  auto type = static_cast<unsigned char>(entry[0]);
  std::string path = folder.path;
  if (path.back() != '/') path += '/';
  path += entry + 1;

  if (type == DT_UNKNOWN) type = TypeOf(path, false);
  if (type == DT_LNK) {
    if (!options_.follow_links) return std::nullopt;
    type = TypeOf(path, true);
  }
  switch (type) {
    case DT_DIR:
      return Enter(std::move(path), false);
    case DT_REG:
      return Input{std::move(path), false, {}};
    case DT_UNKNOWN:
      return Input{std::move(path), false, Status::Io(ErrorText(errno))};
    default:
      break;
  }
  return Input{std::move(path), false,
               Status::Invalid("is " + std::string(KindName(type)) + ", which is read only when named")};
}

// Goes into a folder; gives back an Input only when that fails.
std::optional<Input> Walker::Enter(std::string path, bool named) {
  Folder folder;
  folder.path = std::move(path);
  Status status = List(&folder, named);
  if (!status.ok()) return Input{std::move(folder.path), named, std::move(status)};
  if (options_.skip == folder.identity) {
    if (!named) return std::nullopt;
    return Input{std::move(folder.path), named, Status::Invalid("is where the output goes")};
  }
  for (const Folder& outer : folders_) {
    if (outer.identity == folder.identity) {
      return Input{std::move(folder.path), named,
                   Status::Invalid("is a symbolic link to a folder around it")};
    }
  }
  folders_.push_back(std::move(folder));
  return std::nullopt;
}

Status Walker::List(Folder* folder, bool named) {
  const bool follow = named || options_.follow_links;
  Fd fd(Open(folder->path.c_str(), O_RDONLY | O_DIRECTORY | (follow ? 0 : O_NOFOLLOW)));
  struct stat info;
  if (!fd.valid() || fstat(fd.get(), &info) != 0) return Status::Io(ErrorText(errno));
  folder->identity = FileIdentity(info);

  const std::unique_ptr<DIR, int (*)(DIR*)> stream(fdopendir(fd.get()), closedir);
  if (!stream) return Status::Io(ErrorText(errno));
  fd.Release();
  errno = 0;
  while (const dirent* entry = readdir(stream.get())) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    folder->entries.push_back(folder->packed.size());
    folder->packed += static_cast<char>(entry->d_type);
    folder->packed.append(name).push_back('\0');
  }
  if (errno != 0) return Status::Io(ErrorText(errno));
  const char* packed = folder->packed.c_str();
  std::sort(folder->entries.begin(), folder->entries.end(), [packed](size_t a, size_t b) {
    return std::string_view(packed + a + 1) < std::string_view(packed + b + 1);
  });
  return {};
}

}  // namespace dechaff::io
