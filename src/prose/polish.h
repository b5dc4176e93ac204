// Drafts → finished paragraphs: normalisation, label lines cut, paragraphs that an advertisement broke
// joined again, a byline under the title cut, glued sentences repaired. Both ways end here.
//
// It looks ahead and back by a bounded chapter (kChapter bytes of text), whose words are the evidence
// for repair; chapters are cut by content only, so the output does not depend on how drafts arrive.
#ifndef DECHAFF_PROSE_POLISH_H_
#define DECHAFF_PROSE_POLISH_H_

#include <memory>
#include <string>
#include <vector>

#include "dechaff/options.h"
#include "judge/phrases.h"
#include "prose/draft.h"
#include "prose/repair.h"

namespace dechaff::prose {

inline constexpr size_t kChapter = size_t{64} << 10;

// A paragraph as it will be written. Edits count from the beginning of this paragraph's text; their
// `input` is an offset of the decoded source.
struct Finished {
  std::string text;
  ParagraphKind kind = ParagraphKind::kText;
  uint8_t level = 0;
  uint64_t source_begin = 0, source_end = 0;
  std::vector<Edit> edits;
  bool first = false;   // of a list or a table
  uint32_t indent = 0;  // blanks to be written before it
};

class FinishedSink {
 public:
  virtual ~FinishedSink() = default;
  virtual void Take(Finished&& paragraph) = 0;
};

// Used by one thread at a time. `phrases` and `repairer` outlive it.
class Polisher : public DraftSink {
 public:
  struct Options {
    bool html = false;
    RepairMode repair = RepairMode::kNormal;
    bool end_stops = false;
    Typography typography = {};
  };
  Polisher(const Options& options, const judge::PhraseBook* phrases, const Repairer* repairer,
           FinishedSink* sink);
  ~Polisher() override;
  void Take(Draft&& draft) override;
  // Ends the document; the Polisher may then take another.
  void Finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_POLISH_H_
