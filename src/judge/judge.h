// Decides which blocks of a page are its main content, and says why.
//
// The learnt models (model.h) give the page its kind and each block the chance that it is main content, from
// its row of features (features.h). Of all choices that take the likeliest blocks first, the one with the
// highest expected F1 is made (choice.h), but of an article only what is likelier than not is kept. Label
// lines that rules/phrases is sure of, and what the page says again, are then left out. Reasons are for the
// reader: they name what speaks loudest about the block.
#ifndef DECHAFF_JUDGE_JUDGE_H_
#define DECHAFF_JUDGE_JUDGE_H_

#include <span>
#include <string_view>
#include <vector>

#include "dechaff/result.h"
#include "judge/choice.h"
#include "judge/features.h"
#include "judge/id_table.h"
#include "judge/model.h"
#include "judge/phrases.h"
#include "page/page.h"

namespace dechaff::judge {

struct Verdict {
  float score = 0;  // log-odds of being main content over those that this page asks for
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

// What a page says of itself, or empty.
struct Claims {
  std::string_view title;
  std::string_view address;  // a URL
};

// Holds the memory that judging reuses. One thread at a time.
class Judge {
 public:
  explicit Judge(const PhraseBook* phrases, const JudgeOptions& options = {},
                 const Model* model = &Model::BuiltIn())
      : phrases_(*phrases), options_(options), model_(*model) {}

  // Replaces `verdicts` by one for each block. `forced` is empty, or has an entry for each block; what it
  // says is obeyed, with Reason::kUserRule. O(nodes + n log n) for n blocks.
  void Decide(const page::Page& page, const Claims& claims, std::span<const Forced> forced,
              std::vector<Verdict>* verdicts);

  // Of the page that was decided on last.
  const KindChances& kind() const { return kind_; }

 private:
  void KeepText();
  void Score();
  bool CommentsAreOutside() const;
  void Choose();
  bool MayBeEmpty() const;
  bool IsFragment() const;
  void KeepTitle(std::string_view title);
  void DropLabels(bool measured);
  void DropRepeats();
  void ReadSurroundings();
  void GiveReasons(std::string_view title);

  const PhraseBook& phrases_;
  const JudgeOptions options_;
  const Model& model_;
  const page::Page* page_ = nullptr;
  std::vector<Verdict>* verdicts_ = nullptr;
  FeatureTable table_;
  KindChances kind_{};
  Model::Workspace workspace_;
  std::vector<float> log_odds_;
  std::vector<Candidate> candidates_;
  std::vector<Reason> surroundings_;     // of each box: what its name, tag or those around it say
  std::vector<std::string_view> texts_;  // of the page, each once
  std::vector<uint8_t> labels_;          // whether each of them is one
  IdTable ids_;
  std::vector<size_t> longest_;  // of each beginning: the longest kept block that begins so
};

// Puts what `forced` says (empty, or one entry for each verdict) in the place of what was decided.
void Obey(std::span<const Forced> forced, std::vector<Verdict>* verdicts);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_JUDGE_H_
