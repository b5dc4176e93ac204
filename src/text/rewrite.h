// Copies a text while changing stretches of it, and keeps the list of changes exact.
#ifndef DECHAFF_TEXT_REWRITE_H_
#define DECHAFF_TEXT_REWRITE_H_

#include <string>
#include <string_view>
#include <vector>

#include "text/normalise.h"

namespace dechaff::text {

// The text so far: what it was, what became of it, and how the two belong together. Each pass of
// normalisation walks over `text()` from left to right, says what to change, and ends with Finish, which
// makes the result the text of the next pass. The buffers are reused.
class Rewriter {
 public:
  void Start(std::string_view text);
  std::string_view text() const { return text_; }
  // The changes of all passes so far, from the first text to this one.
  const std::vector<Change>& changes() const { return changes_; }

  // Puts `with` in the place of text()[begin, end). REQUIRES: begin is not before the last `end`.
  void Replace(size_t begin, size_t end, std::string_view with);
  // What the pass has written so far.
  std::string_view written() const { return next_; }
  // Copies text() up to `end` as it is.
  void KeepTo(size_t end);
  // True if the pass changed anything.
  bool Finish();

 private:
  void Compose();

  std::string text_, next_;
  size_t kept_ = 0;  // bytes of text_ that are dealt with
  std::vector<Change> changes_, pass_, composed_;
};

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_REWRITE_H_
