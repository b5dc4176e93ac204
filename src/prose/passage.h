// A paragraph whose text can be changed without losing where its bytes came from: every change moves the
// anchors and lists itself as an edit.
#ifndef DECHAFF_PROSE_PASSAGE_H_
#define DECHAFF_PROSE_PASSAGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "prose/draft.h"
#include "prose/repair.h"

namespace dechaff::prose {

// Edits count from the beginning of the text; their `input` is an offset of the decoded source. All
// changes are linear in the text.
class Passage {
 public:
  explicit Passage(Draft&& draft);

  const std::string& text() const { return draft_.text; }
  ParagraphKind kind() const { return draft_.kind; }
  uint8_t level() const { return draft_.level; }
  bool first() const { return draft_.first; }
  uint32_t indent() const { return draft_.indent; }
  uint64_t source_begin() const { return draft_.SourceOf(0); }
  uint64_t source_end() const { return draft_.source_end; }
  // Whether the byte at `offset` stands within code, and not at its beginning. O(log of the code).
  bool IsWithinCode(uint32_t offset) const;

  // What the text is as a label, if that was looked up and the text has not changed since.
  const std::optional<judge::PhraseMatch>& match() const { return draft_.match; }

  // Brings the text into normal form (text/normalise.h).
  void Normalise(bool html, const Typography& typography);
  // Cuts a label off the beginning or the end, with the blanks beside it.
  void CutFront(size_t bytes);
  void CutBack(size_t bytes);
  // Puts in what was lost. REQUIRES: `gaps` are in order.
  void Insert(const std::vector<Gap>& gaps);
  // Appends the other passage; `seam` says what goes between.
  void Join(Passage&& right, EditKind seam);
  // Puts a full stop at the end.
  void Close();

  // The text and edits, for good.
  std::string TakeText() { return std::move(draft_.text); }
  std::vector<Edit> TakeEdits() { return std::move(edits_); }

 private:
  Draft draft_;
  std::vector<Edit> edits_;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_PASSAGE_H_
