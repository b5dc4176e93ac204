// Decides which blocks of a page are its main content, and says why.
//
// The learnt model (model.h) gives each block the chance that it is main content, from its row of
// features (features.h). Of all choices that take the likeliest blocks first, the one with the highest
// expected F1 is made (choice.h). Label lines that rules/phrases is sure of, and what the page says again,
// are then left out. Reasons are for the reader: they name what speaks loudest about the block.
#ifndef DECHAFF_JUDGE_JUDGE_H_
#define DECHAFF_JUDGE_JUDGE_H_

#include <string_view>
#include <vector>

#include "dechaff/result.h"
#include "judge/features.h"
#include "judge/id_table.h"
#include "judge/model.h"
#include "judge/phrases.h"
#include "page/page.h"

namespace dechaff::judge {

struct Verdict {
  float score = 0;  // log-odds over the page's threshold; 0 or more: main content
  bool kept = false;
  bool label = false;  // a label line (advertisement, share) in the midst of content
  Reason reason = Reason::kNone;
};

// Holds the memory that judging reuses. One thread at a time.
class Judge {
 public:
  explicit Judge(const PhraseBook* phrases, const Model* model = &Model::BuiltIn())
      : phrases_(*phrases), model_(*model) {}

  // Replaces `verdicts` by one for each block. `title` is the page's, or empty. O(nodes + n log n) for n
  // blocks.
  void Decide(const page::Page& page, std::string_view title, std::vector<Verdict>* verdicts);

 private:
  void Choose();
  void KeepTitle(std::string_view title);
  void DropLabels();
  void DropRepeats();
  void ReadSurroundings();
  void GiveReasons(std::string_view title);

  const PhraseBook& phrases_;
  const Model& model_;
  const page::Page* page_ = nullptr;
  std::vector<Verdict>* verdicts_ = nullptr;
  FeatureTable table_;
  std::vector<float> log_odds_;
  std::vector<uint32_t> tokens_;      // of each block
  std::vector<Reason> surroundings_;  // of each box: what its name, tag or those around it say
  IdTable ids_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_JUDGE_H_
