// Normalisation and repair as a chapter goes through both: clean articles in English and Russian, and text
// in which every sentence has names to judge.
#include <benchmark/benchmark.h>

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

// A chapter of the lines of `text`, again and again.
std::vector<std::string> Chapter(std::string_view text) {
  std::vector<std::string> paragraphs;
  for (size_t bytes = 0, begin = 0; bytes < kChapter; begin = begin < text.size() ? begin : 0) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) paragraphs.emplace_back(text.substr(begin, end - begin));
    bytes += end - begin;
    begin = end + 1;
  }
  return paragraphs;
}

void Mend(benchmark::State& state, const std::string& text) {
  if (text.empty()) return state.SkipWithError("no input");
  const std::vector<std::string> paragraphs = Chapter(text);
  const StatusOr<Repairer> repairer = Repairer::Create("");
  Evidence evidence;
  std::vector<Gap> gaps;
  size_t bytes = 0;
  for (auto _ : state) {
    evidence.Clear();
    for (const std::string& p : paragraphs) {
      if (!text::IsNormal(p, {})) return state.SkipWithError("not clean");
      evidence.Add(p);
      bytes += p.size();
    }
    for (size_t i = 0; i < paragraphs.size(); ++i) {
      repairer.value().Find(evidence, i, RepairMode::kNormal, &gaps);
      benchmark::DoNotOptimize(gaps.data());
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK_CAPTURE(Mend, english, Articles("en"));
BENCHMARK_CAPTURE(Mend, russian, Articles("ru"));
BENCHMARK_CAPTURE(Mend, names, std::string(kNames));

void Create(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Repairer::Create(""));
}
BENCHMARK(Create);

}  // namespace
}  // namespace dechaff::prose
