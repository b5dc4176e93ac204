// Whole documents through a Cleaner: an article as a page and as plain text, and making the Cleaner itself.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <string>

#include "dechaff/cleaner.h"

namespace {

std::string ReadFixture(const char* name) {
  std::ifstream file(std::string(DECHAFF_ROOT "/fixtures/articles/") + name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void Clean(benchmark::State& state, const char* fixture) {
  const std::string input = ReadFixture(fixture);
  const auto cleaner = dechaff::Cleaner::Create({});
  if (input.empty() || !cleaner.ok()) return state.SkipWithError("no input or no rules");
  for (auto _ : state) benchmark::DoNotOptimize(cleaner.value().Clean(input));
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(input.size()));
}
BENCHMARK_CAPTURE(Clean, page, "glued-article.in.html");
BENCHMARK_CAPTURE(Clean, text, "glued-article.in.txt");

void CreateCleaner(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(dechaff::Cleaner::Create({}));
}
BENCHMARK(CreateCleaner);

}  // namespace
