// Finds rule files, in a folder of the user's or among the built-in ones.
#include "rules/rules.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/builtin.h"

namespace dechaff::rules {
namespace {

namespace fs = std::filesystem;

Status ReadFolder(const fs::path& path, std::string_view folder, std::vector<File>* files) {
  std::error_code error;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() != ".txt") continue;
    std::ifstream in(it->path(), std::ios::binary);
    File file{std::string(folder) + "/" + it->path().filename().string(),
              std::string(std::istreambuf_iterator<char>(in), {})};
    if (!in.good() && !in.eof()) return Status::Io("cannot read rule file " + it->path().string());
    files->push_back(std::move(file));
  }
  if (error) return Status::Io("cannot read rule folder " + path.string() + ": " + error.message());
  return {};
}

}  // namespace

StatusOr<std::vector<File>> Load(const std::string& rules_dir, std::string_view folder) {
  std::vector<File> files;
  std::error_code error;
  if (!rules_dir.empty()) {
    if (!fs::is_directory(rules_dir, error)) return Status::Invalid("no such rule folder: " + rules_dir);
    const fs::path path = fs::path(rules_dir) / folder;
    if (fs::is_directory(path, error)) {
      if (Status s = ReadFolder(path, folder, &files); !s.ok()) return s;
      std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
      return files;
    }
  }
  for (size_t i = 0; i < kBuiltinCount; ++i) {
    const Builtin& b = kBuiltins[i];
    if (b.name.size() > folder.size() && b.name.starts_with(folder) && b.name[folder.size()] == '/') {
      files.push_back({std::string(b.name), std::string(b.text)});
    }
  }
  return files;
}

std::string_view BuiltinHash() { return kBuiltinHash; }

}  // namespace dechaff::rules
