// Decides which blocks of a page are its main content, and says why.
//
// The judge of now is made by hand: each block has a score in rough log-odds, the sum of what its own
// text says, what the elements around it are called, and where it stands relative to the element that
// holds most of the page's prose; scores are then evened out over neighbours. No name or phrase alone
// cuts a long block with few links: what a name says is weighed by how little of the page's prose
// stands under it.
#ifndef DECHAFF_JUDGE_JUDGE_H_
#define DECHAFF_JUDGE_JUDGE_H_

#include <span>
#include <string_view>
#include <vector>

#include "dechaff/result.h"
#include "judge/phrases.h"
#include "page/page.h"

namespace dechaff::judge {

struct Verdict {
  float score = 0;  // above 0: main content
  bool kept = false;
  bool label = false;  // a label line (advertisement, share) in the midst of content
  Reason reason = Reason::kNone;
};

// What the user's rules say of a block, whatever the page's own signs.
enum class Forced : uint8_t { kNone, kKeep, kDrop };

struct JudgeOptions {
  float bias = 0;              // added to every score; see Options::bias
  bool keep_comments = false;  // see Options::keep_comments
};

// Holds the memory that judging reuses. One thread at a time.
class Judge {
 public:
  explicit Judge(const PhraseBook* phrases, const JudgeOptions& options = {})
      : phrases_(*phrases), options_(options) {}

  // Replaces `verdicts` by one for each block. `title` is the page's, or empty. `forced` is empty, or has an
  // entry for each block; what it says is obeyed, with Reason::kUserRule. O(blocks + elements).
  void Decide(const page::Page& page, std::string_view title, std::span<const Forced> forced,
              std::vector<Verdict>* verdicts);

 private:
  // What the elements around say: the strongest sign for and against, each with its reason.
  struct Surroundings {
    float against = 0, in_favour = 0;
    Reason reason = Reason::kNone;
  };

  void ReadSurroundings();
  void ScoreBlocks(std::string_view title);
  void FindMain();
  void Smooth();
  void Choose();
  void RescueIfEmpty();
  Surroundings Read(const page::Element& e) const;
  float OwnScore(const page::Block& b) const;

  const PhraseBook& phrases_;
  const JudgeOptions options_;
  const page::Page* page_ = nullptr;
  std::vector<Verdict>* verdicts_ = nullptr;
  std::vector<Surroundings> surroundings_;  // of each element
  std::vector<float> raw_;                  // of each block, before smoothing
  uint32_t main_ = 0;                       // element
};

// Puts what `forced` says (empty, or one entry for each verdict) in the place of what was decided.
void Obey(std::span<const Forced> forced, std::vector<Verdict>* verdicts);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_JUDGE_H_
