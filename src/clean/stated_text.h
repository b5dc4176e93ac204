// Holds the body that a page states in its linked data against what was kept of the page itself: shows the
// judge's way to blocks that it missed, and takes the page's place where scripts would have drawn it.
#ifndef DECHAFF_CLEAN_STATED_TEXT_H_
#define DECHAFF_CLEAN_STATED_TEXT_H_

#include <vector>

#include "html/parse.h"
#include "judge/judge.h"
#include "page/linked_data.h"
#include "page/page.h"
#include "page/shingles.h"
#include "page/stated_body.h"
#include "prose/draft.h"

namespace dechaff {

// Holds the memory that one thread reuses from page to page. `names` outlives it.
class StatedText {
 public:
  explicit StatedText(const page::NameBook* names) : names_(*names) {}

  // Keeps the blocks of `page` whose words the stated body says, each text once. True if the page as a whole
  // has (nearly) nothing of a body that is stated from beginning to end: then the body is the fuller text.
  // Linear in the page and its linked data; where nothing is stated, in the facts alone.
  bool Weigh(const page::LinkedData& data, const page::Page& page, std::vector<judge::Verdict>* verdicts);

  // Hands the paragraphs of the stated body to `sink`, with the places in the page's source that they came
  // from. REQUIRES: Weigh was called last.
  void Assemble(prose::DraftSink* sink) const;

 private:
  uint32_t KeepWhatIsStated(const page::Page& page, std::vector<judge::Verdict>* verdicts);

  const page::NameBook& names_;
  page::StatedBody body_;
  html::Parser parser_;
  html::Tree tree_;
  page::Page stated_;  // the body as blocks
  page::ShingleSet shingles_;
};

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_STATED_TEXT_H_
