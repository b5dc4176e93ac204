// Speed of decoding, normalisation and of parting lines, over ASCII, Cyrillic and Chinese.
#include <benchmark/benchmark.h>

#include <string>

#include "prose/lines.h"
#include "text/charset.h"
#include "text/normalise.h"
#include "text/utf8.h"

namespace {

std::string Text(int64_t kind) {
  static const char* const kLines[] = {
      "The quick brown fox, which was lazy, jumped over the other lazy dog and went home again.\n",
      "Вчера вечером выпал снег, и весь город стал белым, а дети уже ждали санок на улице.\n",
      "昨天晚上下了一场大雪，整个城市都变成了白色。孩子们已经在等着出去玩雪橇了。\n"};
  std::string all;
  while (all.size() < (1 << 20)) all += kLines[kind];
  return all;
}

void Count(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(text.size()));
}

void ValidUtf8(benchmark::State& state) {
  const std::string text = Text(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(dechaff::text::ValidUtf8Prefix(text));
  Count(state, text);
}
BENCHMARK(ValidUtf8)->DenseRange(0, 2);

void DecodeWindows1251(benchmark::State& state) {
  const std::string text(1 << 20, '\xE4');
  dechaff::text::Decoder decoder;
  for (auto _ : state)
    benchmark::DoNotOptimize(decoder.Decode(text, {"windows-1251", "", false}).text.size());
  Count(state, text);
}
BENCHMARK(DecodeWindows1251);

void IsNormal(benchmark::State& state) {
  std::string text = Text(state.range(0));
  for (char& c : text) c = c == '\n' ? ' ' : c;
  text.pop_back();
  for (auto _ : state) benchmark::DoNotOptimize(dechaff::text::IsNormal(text, {}));
  Count(state, text);
}
BENCHMARK(IsNormal)->DenseRange(0, 2);

void Normalise(benchmark::State& state) {
  const std::string text = Text(state.range(0));  // its line ends have to go
  std::string out;
  for (auto _ : state) dechaff::text::Normalise(text, {}, &out, nullptr);
  Count(state, text);
}
BENCHMARK(Normalise)->DenseRange(0, 2);

class Nowhere : public dechaff::prose::DraftSink {
 public:
  void Take(dechaff::prose::Draft&& draft) override { benchmark::DoNotOptimize(draft.text.data()); }
};

void Lines(benchmark::State& state) {
  const std::string text = Text(state.range(0));
  static const auto phrases = dechaff::judge::PhraseBook::Create("");
  Nowhere sink;
  for (auto _ : state) {
    dechaff::prose::LineReader reader({}, &phrases.value(), &sink);
    reader.Feed(text);
    reader.Finish();
  }
  Count(state, text);
}
BENCHMARK(Lines)->DenseRange(0, 2);

}  // namespace
