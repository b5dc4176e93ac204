// Parting any text into drafts does not depend on how it is cut, and anchors stay in bounds.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "prose/lines.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace {

class Collector : public dechaff::prose::DraftSink {
 public:
  void Take(dechaff::prose::Draft&& draft) override {
    all += draft.text + '\0' + static_cast<char>(draft.kind) + std::to_string(draft.source_end) + '\0';
    if (draft.anchors.empty() || draft.anchors[0].text != 0) std::abort();
    for (const auto& anchor : draft.anchors) {
      if (anchor.text > draft.text.size() || anchor.source > draft.source_end) std::abort();
    }
  }
  std::string all;
};

const dechaff::judge::PhraseBook& Phrases() {
  static const auto phrases = dechaff::judge::PhraseBook::Create("");
  return phrases.value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  dechaff::text::Decoder decoder;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string text(decoder.Decode(bytes, {"utf-8", "", false}).text);
  Collector one, other;
  dechaff::prose::LineReader whole({}, &Phrases(), &one), cut({}, &Phrases(), &other);
  whole.Feed(text);
  whole.Finish();
  size_t chunk = 1 + data[0] % 17;
  for (size_t i = 0; i < text.size();) {
    size_t end = std::min(text.size(), i + chunk);
    while (end < text.size() && dechaff::text::IsContinuation(text[end])) ++end;
    cut.Feed(std::string_view(text).substr(i, end - i));
    i = end;
  }
  cut.Finish();
  if (one.all != other.all) std::abort();
  return 0;
}
