// Knows the label lines of rules/phrases ("Advertisements", "Weiterlesen", ...) and their class.
#ifndef DECHAFF_JUDGE_PHRASES_H_
#define DECHAFF_JUDGE_PHRASES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dechaff/status.h"

namespace dechaff::judge {

enum class PhraseClass : uint8_t {
  kNone,
  kAdLabel,        // "Advertisements"
  kContinueAfterAd,
  kShare,
  kSubscribe,
  kReadMore,
  kCookie,
  kLogin,
  kCopyright,
  kBackToTop,
  kLoading,
  kCounter,        // "3 comments", "12 likes"
};

struct PhraseMatch {
  PhraseClass cls = PhraseClass::kNone;
  // True if the line is chaff wherever it stands alone; false if a second sign must agree
  // (repetition, interruption, an edge of the document).
  bool sure = false;
};

// Compiled once; const use from many threads is safe. Lines are compared without regard to case, to
// which digits stand in them, and to marks at their ends.
class PhraseBook {
 public:
  // `rules_dir` empty = built in. Errors name the file and line.
  static StatusOr<PhraseBook> Create(const std::string& rules_dir);
  PhraseBook(PhraseBook&&) noexcept;
  ~PhraseBook();

  // The whole line, or nothing. Lines over 120 bytes never match; O(line).
  PhraseMatch Match(std::string_view line) const;

 private:
  struct Impl;
  explicit PhraseBook(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_PHRASES_H_
