// Any bytes as a file of site rules, as selectors and as phrases: refused with a message or obeyed, on a page
// of all kinds of elements.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "dechaff/cleaner.h"
#include "text/utf8.h"

namespace {

constexpr std::string_view kPage =
    "<!DOCTYPE html><html lang=en><title>The harbour</title><nav id=top class='a b'><a "
    "href=/>Home</a></nav><h1>The harbour</h1>"
    "<p class='lead note' data-x=\"y z\">The harbour reopened after two years of repairs.</p><div "
    "class=b><p>The men sang as they "
    "rowed.</p></div><ul><li id=\"x:y\">One<li>Two</ul><table><tr><td>1<td>2</table><svg><g class=a /></svg>";

std::string FileOf(std::string_view bytes) {
  static const std::string path =
      (std::filesystem::temp_directory_path() / ("dechaff-user-rules-" + std::to_string(getpid()) + ".toml"))
          .string();
  static const bool registered = std::atexit([] { unlink(path.c_str()); }) == 0;
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return registered ? path : std::string();
}

void Clean(const dechaff::Options& options) {
  const auto cleaner = dechaff::Cleaner::Create(options);
  if (!cleaner.ok() && cleaner.status().message().empty()) std::abort();
  dechaff::DocumentHints hints;
  hints.url = "https://a.example/x";
  if (cleaner.ok() && !dechaff::text::IsValidUtf8(cleaner.value().Clean(kPage, hints).text)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  dechaff::Options options;
  switch (data[0] % 4) {
    case 0:
      options.site_rules = FileOf(rest);
      break;
    case 1:
      options.keep = {rest};
      break;
    case 2:
      options.drop = {rest};
      break;
    default:
      options.drop_phrases = {rest};
      break;
  }
  Clean(options);
  return 0;
}
