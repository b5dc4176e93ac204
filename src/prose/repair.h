// Glued sentences → sentences: finds places where a space, or a full stop and a space, were lost
// inside a paragraph, and says what to put in and how sure it is.
#ifndef DECHAFF_PROSE_REPAIR_H_
#define DECHAFF_PROSE_REPAIR_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/options.h"
#include "dechaff/result.h"
#include "dechaff/status.h"

namespace dechaff::prose {

// The words around a paragraph: what the document itself says about them. Bounded; filled from the
// paragraphs of a chapter and of the one before.
class Evidence {
 public:
  Evidence();
  ~Evidence();
  Evidence(Evidence&&) noexcept;
  Evidence& operator=(Evidence&&) noexcept;
  // Forgets both chapters, or the paragraphs of this one.
  void Clear();
  void ClearChapter();
  // Remembers a paragraph by reference: `text` must outlive the Evidence or the next call of one of these
  // three. Returns its number.
  size_t Add(std::string_view text);
  // Makes this chapter the one before, with copies of its paragraphs.
  void NextChapter();

  struct Impl;  // repair_evidence.h

 private:
  friend class Repairer;
  std::unique_ptr<Impl> impl_;
};

// A place where text was lost.
struct Gap {
  uint32_t offset;  // byte of the paragraph before which to insert
  EditKind kind;    // kSpace: " "; kStop: ". "
  float score;      // 0 to 1
};

// Compiled once from the tables of rules/repair; const use from many threads is safe.
class Repairer {
 public:
  // `rules_dir` empty = built in.
  static StatusOr<Repairer> Create(const std::string& rules_dir);
  Repairer(Repairer&&) noexcept;
  ~Repairer();

  // Replaces `gaps` by the places, in order, of the paragraph with this number whose score reaches the
  // mode's threshold. Linear in all texts of `evidence` when it is first asked after an Add.
  void Find(const Evidence& evidence, size_t paragraph, RepairMode mode, std::vector<Gap>* gaps) const;

  // Whether the stop was lost where a paragraph was broken off at `left` and goes on with `right`, for
  // example around an advertisement: kStop, kSpace (the sentence just goes on), or kJoin for neither.
  // `right` may be empty (the document ends).
  EditKind Seam(std::string_view left, std::string_view right) const;

  // Whether the tables know `word` in a language that `lines` may be in.
  bool IsWord(std::string_view word, std::span<const std::string_view> lines) const;

 private:
  struct Impl;
  explicit Repairer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_H_
