// html_speed FOLDER... : CPU time of parsing all files of each folder, in one run: Gumbo on whole pages
// (malloc, as it comes) and Parser::Parse. The best of three rounds each.
#include <gumbo.h>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "html/parse.h"

namespace {

using Pages = std::vector<std::string>;

double BestSeconds(int rounds, const std::function<void()>& work) {
  double best = 1e9;
  for (int i = 0; i < rounds; ++i) {
    std::clock_t start = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

void ParseWithGumbo(const Pages& pages) {
  for (const std::string& page : pages) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    gumbo_destroy_output(&options, gumbo_parse_with_options(&options, page.c_str(), page.size()));
  }
}

void Run(const char* folder) {
  Pages pages;
  double megabytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    megabytes += static_cast<double>(pages.back().size()) / 1e6;
  }
  dechaff::html::Parser parser;
  dechaff::html::Tree tree;
  double own = BestSeconds(3, [&] {
    for (const std::string& page : pages) parser.Parse(page, &tree);
  });
  double gumbo = BestSeconds(1, [&] { ParseWithGumbo(pages); });
  std::printf(
      "%-40s %6zu pages %7.1f MB  whole-page Gumbo %6.1f MB/s  Parser::Parse %7.1f MB/s  %5.1f times\n",
      folder, pages.size(), megabytes, megabytes / gumbo, megabytes / own, gumbo / own);
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) Run(argv[i]);
}
