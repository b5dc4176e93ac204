// html_differential [-v] FOLDER... : parses every file of each folder by the straight path, by Gumbo on the
// skeleton and by Gumbo on the whole page, and prints how many trees are equal, how much text they hold and
// how much of it the tag stripper, which builds no such tree, has not. A long run. Exit status 1 if a tree
// differs or text is lost. What Gumbo itself does otherwise than the standard is mended before the
// comparison (Mending in reference.h); of each page on which that changes the tree it prints a line
// "departs<TAB>FILE<TAB>the mendings that do". Of those Gumbo's text may be more only where a title takes the
// page.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "html/parse.h"
#include "reference.h"
#include "text/utf8.h"

namespace dechaff::html {
namespace {

// The file as valid UTF-8, whatever it was: ill-formed bytes become U+FFFD.
std::string ReadPage(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (text::IsValidUtf8(bytes)) return bytes;
  std::string page;
  const char* end = bytes.data() + bytes.size();
  int size = 0;
  for (const char* p = bytes.data(); p < end; p += size)
    text::AppendUtf8(text::DecodeAt(p, end, &size), &page);
  return page;
}

struct Counts {
  int pages = 0, straight = 0, straight_differs = 0, skeleton_differs = 0, stopped = 0, departs = 0,
      text_lost = 0;
  size_t text = 0;  // bytes but white space
  int stripped_short = 0;
  size_t stripped_lost = 0;
};

class Differential {
 public:
  explicit Differential(bool verbose) : verbose_(verbose) {}

  int Run(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Counts counts;
    reasons_.clear();
    for (const auto& file : files) Check(file, &counts);
    std::printf(
        "%-40s %6d pages %6d straight %6d given up | unlike whole-page Gumbo: straight %d, skeleton %d, "
        "stopped %d | otherwise than unmended %d | text %.1f MB, lost on %d pages, by the stripper %zu bytes "
        "on %d\n",
        folder.string().c_str(), counts.pages, counts.straight, counts.pages - counts.straight,
        counts.straight_differs, counts.skeleton_differs, counts.stopped, counts.departs,
        static_cast<double>(counts.text) / 1e6, counts.text_lost, counts.stripped_lost,
        counts.stripped_short);
    std::fflush(stdout);
    if (verbose_)
      for (const auto& [reason, count] : reasons_)
        std::printf("    given up: %5d %s\n", count, reason.c_str());
    return counts.straight_differs + counts.skeleton_differs + counts.stopped + counts.text_lost +
           counts.stripped_short;
  }

 private:
  void Check(const std::filesystem::path& file, Counts* counts) {
    std::string page = ReadPage(file);
    Dump whole = Whole(page, kMendAll);
    CheckUnmended(file, page, whole, counts);
    ++counts->pages;
    if (parser_.ParseWith(Gear::kStraight, page, &tree_)) {
      ++counts->straight;
      counts->straight_differs += Differs(file, "straight", whole);
    } else if (verbose_) {
      ++reasons_[parser_.Parse(page, &tree_).why];
    }
    if (parser_.ParseWith(Gear::kGumbo, page, &tree_))
      counts->skeleton_differs += Differs(file, "skeleton", whole);
    else
      ++counts->stopped;
    counts->text += TextSize(whole);
    CheckStripped(file, page, TextSize(whole), counts);
  }

  static Dump Whole(const std::string& page, unsigned mendings) {
    Dump whole = WholeGumbo(page, mendings);
    DropControls(&whole);
    return whole;
  }

  // The same with what Gumbo makes of the page as it stands.
  void CheckUnmended(const std::filesystem::path& file, const std::string& page, const Dump& whole,
                     Counts* counts) {
    const Dump unmended = Whole(page, 0);
    if (unmended == whole) return;
    ++counts->departs;
    std::string names;
    bool title = false;
    for (unsigned bit = 1; bit < kMendAll; bit <<= 1) {
      if (Whole(page, kMendAll & ~bit) == whole) continue;
      names.append(names.empty() ? "" : ",").append(MendingName(static_cast<Mending>(bit)));
      title |= bit == kMendTitle;
    }
    std::printf("departs\t%s\t%s\n", file.c_str(), names.empty() ? "together" : names.c_str());
    if (title || TextSize(whole) >= TextSize(unmended)) return;
    ++counts->text_lost;
    std::printf("%s: %zu of %zu bytes of text\n", file.c_str(), TextSize(whole), TextSize(unmended));
  }

  void CheckStripped(const std::filesystem::path& file, const std::string& page, size_t text,
                     Counts* counts) {
    parser_.ParseWith(Gear::kStripped, page, &tree_);
    Dump stripped = DumpTree(tree_);
    DropControls(&stripped);
    size_t kept = TextSize(stripped);
    if (kept >= text) return;
    ++counts->stripped_short;
    counts->stripped_lost += text - kept;
    if (verbose_)
      std::printf("%s: the stripper lost %zu of %zu bytes of text\n", file.c_str(), text - kept, text);
  }

  int Differs(const std::filesystem::path& file, const char* gear, const Dump& whole) {
    Dump own = DumpTree(tree_);
    DropControls(&own);
    std::string difference = FirstDifference(own, whole);
    if (difference.empty()) return 0;
    if (verbose_)
      std::printf("%s: %s (-) and whole-page Gumbo (+): %s", file.c_str(), gear, difference.c_str());
    return 1;
  }

  bool verbose_;
  Parser parser_;
  Tree tree_;
  std::map<std::string, int> reasons_;
};

}  // namespace
}  // namespace dechaff::html

int main(int argc, char** argv) {
  bool verbose = argc > 1 && std::string_view(argv[1]) == "-v";
  dechaff::html::Differential differential(verbose);
  int different = 0;
  for (int i = 1 + verbose; i < argc; ++i) different += differential.Run(argv[i]);
  return different == 0 ? 0 : 1;
}
