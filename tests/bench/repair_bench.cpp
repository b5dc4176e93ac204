// Normalisation and repair as chapters go through both: clean articles in English and Russian, text in which
// every sentence has names to judge, and, if DECHAFF_BENCH_TEXT names a file, the paragraphs of that file,
// one a line.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "prose/polish.h"
#include "prose/repair.h"
#include "text/normalise.h"

namespace dechaff::prose {
namespace {

constexpr std::string_view kNames =
    "Analysts said that DeepSeek and OpenAI would compete, e.g. for YouTube, while the U.S. market rose by "
    "3.5% in a day. The new JavaScript library at example.com was praised by Prof. Miller (see README.md).\n";

// The clean articles of a language among the fixtures, one after the other.
std::string Articles(const std::string& language) {
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(DECHAFF_ROOT "/fixtures/articles")) {
    const std::string name = entry.path().filename();
    if (name.starts_with(language + "-") && name.ends_with(".out.txt")) paths.insert(entry.path());
  }
  std::string text;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    text.append(std::istreambuf_iterator<char>(in), {});
  }
  return text;
}

std::string ReadFile(const char* path) {
  if (path == nullptr) return {};
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

using Chapter = std::vector<std::string>;

// The lines of `text` in chapters, again and again until there are two at least.
std::vector<Chapter> Chapters(std::string_view text) {
  std::vector<Chapter> chapters(1);
  for (size_t bytes = 0, begin = 0; begin < text.size() || chapters.size() < 3; ++begin) {
    if (begin >= text.size()) begin = 0;
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) chapters.back().emplace_back(text.substr(begin, end - begin));
    bytes += end - begin;
    begin = end;
    if (bytes >= kChapter) {
      bytes = 0;
      chapters.emplace_back();
    }
  }
  return chapters;
}

void Mend(benchmark::State& state, const std::string& text) {
  if (text.empty()) return state.SkipWithError("no input");
  std::vector<Chapter> chapters = Chapters(text);
  for (Chapter& chapter : chapters) {
    for (std::string& p : chapter) text::Normalise(std::string(p), {}, &p, nullptr);
  }
  const StatusOr<Repairer> repairer = Repairer::Create("");
  Evidence evidence;
  std::vector<Gap> gaps;
  size_t bytes = 0;
  for (auto _ : state) {
    evidence.Clear();
    for (const Chapter& chapter : chapters) {
      const size_t first = chapter.empty() ? 0 : evidence.Add(chapter[0]);
      for (size_t i = 0; i < chapter.size(); ++i) {
        if (!text::IsNormal(chapter[i], {})) return state.SkipWithError("not clean");
        if (i > 0) evidence.Add(chapter[i]);
        bytes += chapter[i].size();
      }
      for (size_t i = 0; i < chapter.size(); ++i) {
        repairer.value().Find(evidence, first + i, RepairMode::kNormal, &gaps);
        benchmark::DoNotOptimize(gaps.data());
      }
      evidence.NextChapter();
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK_CAPTURE(Mend, file, ReadFile(std::getenv("DECHAFF_BENCH_TEXT")));
BENCHMARK_CAPTURE(Mend, english, Articles("en"));
BENCHMARK_CAPTURE(Mend, russian, Articles("ru"));
BENCHMARK_CAPTURE(Mend, names, std::string(kNames));

void Create(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Repairer::Create(""));
}
BENCHMARK(Create);

}  // namespace
}  // namespace dechaff::prose
