// Damaged rule files and learnt tables: each is refused with a message that names it, or cleans a page within
// bounds. The first byte of the input chooses a file of rules/, the second how it is damaged: four bytes
// each, a place in the file and what is put there; an odd one cuts the file at the first place.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "dechaff/cleaner.h"
#include "text/utf8.h"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFiles[] = {"model/blocks.model", "model/kinds.model",       "model/cues.txt",
                                       "names/names.txt",    "names/names.weights",     "phrases/de.txt",
                                       "repair/words.bin",   "repair/stop.bin",         "repair/space.bin",
                                       "repair/edges.bin",   "repair/languages.bin",    "repair/suffixes.txt",
                                       "repair/units.txt",   "repair/abbreviations.txt"};
constexpr std::string_view kPage =
    "<!DOCTYPE html><html lang=de><title>The harbour</title><nav><a href=/>Home</a></nav><h1>The "
    "harbour</h1><p class=byline>"
    "By Jane Doe<p>The harbour reopened after two years of repairsThe first boats came in with the "
    "tide.</p><p>Anzeige</p>"
    "<table><tr><td>1<td>2</table><footer>Copyright 2024</footer>";

std::string Read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// A copy of rules/, of which one file at a time is damaged.
struct Copy {
  fs::path folder = fs::temp_directory_path() / ("dechaff-tables-" + std::to_string(getpid()));
  Copy() { fs::copy(fs::path(DECHAFF_ROOT) / "rules", folder, fs::copy_options::recursive); }
  ~Copy() {
    std::error_code error;
    fs::remove_all(folder, error);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  static const Copy copy;
  const std::string_view name = kFiles[data[0] % std::size(kFiles)];
  const fs::path path = copy.folder / name;
  const std::string whole = Read(path);
  std::string damaged = whole;
  for (size_t i = 2; i + 4 <= size && !damaged.empty(); i += 4) {
    const size_t place = (data[i] | data[i + 1] << 8 | data[i + 2] << 16) % damaged.size();
    damaged[place] = static_cast<char>(data[i + 3]);
    if (i == 2 && data[1] % 2 == 1) damaged.resize(place);
  }
  Write(path, damaged);
  dechaff::Options options;
  options.rules_dir = copy.folder.string();
  const auto cleaner = dechaff::Cleaner::Create(options);
  Write(path, whole);
  if (!cleaner.ok()) {
    const std::string message(cleaner.status().message());
    if (message.find(fs::path(name).filename().string()) == std::string::npos) {
      std::fprintf(stderr, "%s is damaged, but the message is: %s\n", path.c_str(), message.c_str());
      std::abort();
    }
    return 0;
  }
  if (!dechaff::text::IsValidUtf8(cleaner.value().Clean(kPage).text)) std::abort();
  return 0;
}
