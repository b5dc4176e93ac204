// The steps of the text way, in order.
#include "clean/text_way.h"

#include <utility>

namespace dechaff {
namespace {

// Bytes decoded at once; keeps what is under way small, whatever the size of the reads.
constexpr size_t kStep = size_t{64} << 10;

text::CharsetHints CharsetHintsOf(const Options& options, const DocumentHints& hints) {
  return {options.charset, hints.charset, false};
}

}  // namespace

TextWay::TextWay(const Options& options, const Rulebook& rules, const DocumentHints& hints,
                 Cleaner::TextSink sink)
    : url_(hints.url),
      decoder_(CharsetHintsOf(options, hints)),
      writer_(std::move(sink)),
      polisher_({false, options.repair, options.end_stops, options.typography}, &rules.phrases,
                &rules.repairer, &writer_),
      lines_({options.unwrap, options.dehyphenate ? &rules.repairer : nullptr}, &rules.phrases, &polisher_) {}

TextWay::TextWay(const Options& options, const Rulebook& rules, const DocumentHints& hints, Result* result)
    : url_(hints.url),
      decoder_(CharsetHintsOf(options, hints)),
      writer_(result, [this](uint64_t offset) { return decoder_.ToInput(offset); }),
      polisher_({false, options.repair, options.end_stops, options.typography}, &rules.phrases,
                &rules.repairer, &writer_),
      lines_({options.unwrap, options.dehyphenate ? &rules.repairer : nullptr}, &rules.phrases, &polisher_) {}

void TextWay::Feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view step = bytes.substr(0, kStep);
    lines_.Feed(decoder_.Feed(step));
    bytes.remove_prefix(step.size());
  }
}

Result TextWay::Finish() {
  Result result;
  Finish(&result);
  if (!writer_.any()) {
    result.status = DocumentStatus::kEmpty;
    result.reason = "no text";
  }
  return result;
}

void TextWay::Finish(Result* result) {
  lines_.Feed(decoder_.Finish());
  lines_.Finish();
  polisher_.Finish();
  if (!url_.empty()) result->metadata.url = {url_, MetadataSource::kGiven};
  result->provenance.format = Format::kText;
  result->provenance.charset = decoder_.charset();
  result->provenance.charset_source = decoder_.source();
  result->provenance.undecodable = decoder_.replaced();
  result->edit_counts = writer_.edit_counts();
  result->edit_counts[static_cast<size_t>(EditKind::kReplaced)] = decoder_.replaced();
}

}  // namespace dechaff
