// Knows the label lines of rules/phrases ("Advertisements", "Weiterlesen", ...) and their class, and the
// words that bylines and datelines are made of.
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
  kAdLabel,  // "Advertisements"
  kContinueAfterAd,
  kShare,
  kSubscribe,
  kReadMore,
  kCookie,
  kLogin,
  kCopyright,
  kBackToTop,
  kLoading,
  kCounter,   // "3 comments", "12 likes"
  kByWord,    // "by", "von": begins a byline. Never a label line
  kDateWord,  // "published", "updated": stands beside a date. Never a label line
  kMonth,     // Never a label line
};

struct PhraseMatch {
  PhraseClass cls = PhraseClass::kNone;
  // True if the line is chaff wherever it stands alone; false if a second sign must agree
  // (repetition, interruption, an edge of the document).
  bool sure = false;
};

// Lines over this many bytes are never labels.
inline constexpr size_t kMaxLabel = 120;

// Compiled once; const use from many threads is safe. Lines and phrases are compared without regard to
// case, marks, white space and which number stands in them; rules/README.md has the grammar.
class PhraseBook {
 public:
  // `rules_dir` empty = built in. Errors name the file and line.
  static StatusOr<PhraseBook> Create(const std::string& rules_dir);
  PhraseBook(PhraseBook&&) noexcept;
  PhraseBook& operator=(PhraseBook&&) noexcept;
  ~PhraseBook();

  // What the whole line is: a phrase, a phrase said over and over ("AdvertisementsAdvertisements"), or
  // several phrases in a row ("Share Tweet Print": sure if each is). O(line).
  PhraseMatch Match(std::string_view line) const;

  // Whether one word is listed in the given class.
  bool IsWord(std::string_view word, PhraseClass cls) const;

 private:
  struct Impl;
  explicit PhraseBook(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_PHRASES_H_
