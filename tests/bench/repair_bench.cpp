// Sentence repair over clean prose: text without candidates, with names to judge, in Russian.
#include <benchmark/benchmark.h>

#include <string>
#include <string_view>
#include <vector>

#include "prose/polish.h"
#include "prose/repair.h"

namespace dechaff::prose {
namespace {

constexpr std::string_view kPlain =
    "The committee met on Tuesday to talk about the new library. Nobody from the town had been asked whether "
    "they "
    "wanted one, and so the hall was full long before the first speaker rose. It was a warm evening in early "
    "May. ";
constexpr std::string_view kNames =
    "Analysts said that DeepSeek and OpenAI would compete, e.g. for YouTube, while the U.S. market rose by "
    "3.5% in a "
    "day. The new JavaScript library at example.com was praised by Prof. Miller (see README.md) in the "
    "MacWeekly. ";
constexpr std::string_view kRussian =
    "Комитет собрался во вторник, чтобы обсудить новую библиотеку. Никто из жителей города не знал об этом, "
    "и всё же "
    "зал был полон задолго до начала. Был тёплый вечер в начале мая, и Иван Петров говорил первым. ";

void Mend(benchmark::State& state, std::string_view sentence) {
  std::vector<std::string> paragraphs;
  for (size_t bytes = 0; bytes < kChapter; bytes += paragraphs.back().size()) {
    paragraphs.emplace_back();
    for (int i = 0; i < 3; ++i) paragraphs.back() += sentence;
  }
  const StatusOr<Repairer> repairer = Repairer::Create("");
  Evidence evidence;
  std::vector<Gap> gaps;
  size_t bytes = 0;
  for (auto _ : state) {
    evidence.Clear();
    for (const std::string& p : paragraphs) evidence.Add(p);
    for (const std::string& p : paragraphs) {
      repairer.value().Find(p, evidence, RepairMode::kNormal, &gaps);
      bytes += p.size();
      benchmark::DoNotOptimize(gaps.data());
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK_CAPTURE(Mend, plain, kPlain);
BENCHMARK_CAPTURE(Mend, names, kNames);
BENCHMARK_CAPTURE(Mend, russian, kRussian);

void Create(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Repairer::Create(""));
}
BENCHMARK(Create);

}  // namespace
}  // namespace dechaff::prose
