// Knows the label lines of rules/phrases ("Advertisements", "Weiterlesen", ...) and their class, and the
// words that bylines and datelines are made of.
#ifndef DECHAFF_JUDGE_PHRASES_H_
#define DECHAFF_JUDGE_PHRASES_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  kCounter,       // "3 comments", "12 likes"
  kByWord,        // "by", "von": begins a byline. Never a label line
  kDateWord,      // "published", "updated": stands beside a date. Never a label line
  kMonth,         // Never a label line
  kErrorTitle,    // "Page not found": the title of a page that a server gives instead. Never a label line
  kConsentTitle,  // "Before you continue". Never a label line
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
  // `rules_dir` empty = built in. `own` are the user's phrases, sure labels in the form of a line of a rule
  // file. Errors name the file and line.
  static StatusOr<PhraseBook> Create(const std::string& rules_dir, const std::vector<std::string>& own = {});
  PhraseBook(PhraseBook&&) noexcept;
  PhraseBook& operator=(PhraseBook&&) noexcept;
  ~PhraseBook();

  // What the whole line is: a phrase, a phrase said over and over ("AdvertisementsAdvertisements"), or
  // several phrases in a row ("Share Tweet Print": sure if each is). O(line).
  PhraseMatch Match(std::string_view line) const;
  // Replaces `sure` by Match(line).sure of each line. Much faster than to ask for one line after the other.
  void FindSureLabels(std::span<const std::string_view> lines, std::vector<uint8_t>* sure) const;

  // Whether one word, or a title in full, is listed in the given class, which is one of those that are never
  // label lines.
  bool IsWord(std::string_view word, PhraseClass cls) const;

 private:
  struct Impl;
  explicit PhraseBook(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_PHRASES_H_
