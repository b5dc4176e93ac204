// A paragraph on its way: what the HTML way and the text way both make, and what polishing takes.
#ifndef DECHAFF_PROSE_DRAFT_H_
#define DECHAFF_PROSE_DRAFT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dechaff/result.h"
#include "judge/phrases.h"
#include "text/anchor.h"

namespace dechaff::prose {

using text::Anchor;

struct Draft {
  std::string text;              // valid UTF-8; white space folded unless preformatted
  std::vector<Anchor> anchors;   // ascending; the first has text == 0
  uint64_t source_end = 0;       // one past the last source byte
  std::vector<Anchor> hyphens;   // ascending; where hyphens at line ends were taken out
  std::vector<ByteRange> codes;  // of the source, ascending: what the page marks as code
  ParagraphKind kind = ParagraphKind::kText;
  uint8_t level = 0;
  bool first = false;   // of a list or a table, which is parted from another one before it
  uint32_t indent = 0;  // blanks before an item of a list within a list of plain text
  bool label = false;   // already known to be a label line (ad, share, ...) inside content
  std::optional<judge::PhraseMatch> match;  // what `text` is as a label, if that was looked up

  uint64_t SourceOf(uint32_t text_offset) const;
};

// Where drafts, and later finished paragraphs, go.
class DraftSink {
 public:
  virtual ~DraftSink() = default;
  // Takes the content of `draft`, which the caller may reuse.
  virtual void Take(Draft&& draft) = 0;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_DRAFT_H_
