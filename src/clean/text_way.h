// The text way: bytes → decoded text → lines → paragraphs → clean text, as a stream.
#ifndef DECHAFF_CLEAN_TEXT_WAY_H_
#define DECHAFF_CLEAN_TEXT_WAY_H_

#include <string>
#include <string_view>

#include "clean/result_writer.h"
#include "clean/rulebook.h"
#include "dechaff/cleaner.h"
#include "prose/lines.h"
#include "prose/polish.h"
#include "text/stream_decoder.h"

namespace dechaff {

// One text on its way. Memory is bounded by a chapter and the longest paragraph. `rules` outlives it.
class TextWay : public TextStream {
 public:
  // Pieces of clean text go to `sink`.
  TextWay(const Options& options, const Rulebook& rules, const DocumentHints& hints, Cleaner::TextSink sink);
  // Everything goes into `result`, which outlives this.
  TextWay(const Options& options, const Rulebook& rules, const DocumentHints& hints, Result* result);

  void Feed(std::string_view bytes) override;
  Result Finish() override;
  // Ends the text; fills in what the Result says of the document as a whole.
  void Finish(Result* result);

 private:
  std::string url_;
  text::StreamDecoder decoder_;
  ResultWriter writer_;
  prose::Polisher polisher_;
  prose::LineReader lines_;
};

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_TEXT_WAY_H_
