// Plain text → drafts, as a stream: lines are gathered into paragraphs (blank lines, hard-wrapped text
// told apart from verse, lists and code); a label among them is a draft of its own. Memory is bounded by the
// longest paragraph, which is cut at kMaxParagraph bytes at a blank; the cut does not depend on how the input
// was fed.
#ifndef DECHAFF_PROSE_LINES_H_
#define DECHAFF_PROSE_LINES_H_

#include <memory>
#include <string_view>

#include "dechaff/options.h"
#include "judge/phrases.h"
#include "prose/draft.h"
#include "prose/repair.h"

namespace dechaff::prose {

inline constexpr size_t kMaxParagraph = size_t{1} << 20;

class LineReader {
 public:
  struct Options {
    Unwrap unwrap = Unwrap::kAuto;
    const Repairer* dehyphenate = nullptr;  // knows the words that are made whole; null = none are
  };
  // All that is pointed to outlives it.
  LineReader(const Options& options, const judge::PhraseBook* phrases, DraftSink* sink);
  ~LineReader();
  // `text` is valid UTF-8, cut anywhere between characters.
  void Feed(std::string_view text);
  void Finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_LINES_H_
