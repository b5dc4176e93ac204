// The learnt models and what they need: the blocks' (symmetric trees over rows of bytes, tree_walk.h), the
// pages' kinds (kind.h), the words of headings and labels (cues.h). All are tables below rules/model.
//
// Table of the blocks, little endian: "DCBM", u32 features of a row, u32 trees, f32 scale, f32 bias; then for
// each tree 6 × u16 feature, 6 × u8 threshold, 64 × i16 leaf. Log-odds = bias + scale × the sum of leaves.
#ifndef DECHAFF_JUDGE_MODEL_H_
#define DECHAFF_JUDGE_MODEL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"
#include "judge/cues.h"
#include "judge/kind.h"
#include "judge/tree_walk.h"

namespace dechaff::judge {

class Model {
 public:
  // From rules/model; `rules_dir` empty = built in. Errors name the file.
  static StatusOr<Model> Create(const std::string& rules_dir);
  // The blocks' part only. Errors if `table` is no table for rows of `row_size` bytes.
  static StatusOr<Model> Parse(std::string_view table, size_t row_size);
  // The built-in one, made at the first call.
  static const Model& BuiltIn();

  // Replaces `log_odds` by one for each of `rows` rows of row_size bytes each at `bytes`. Thread safe.
  // O(rows × trees).
  void Score(const uint8_t* bytes, size_t rows, std::vector<float>* log_odds) const;

  const KindModel& kinds() const { return kinds_; }
  const CueBook& cues() const { return cues_; }
  size_t trees() const { return trees_.size(); }

 private:
  size_t row_size_ = 0;
  float scale_ = 0, bias_ = 0;
  std::vector<SymmetricTree> trees_;
  KindModel kinds_;
  CueBook cues_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_MODEL_H_
