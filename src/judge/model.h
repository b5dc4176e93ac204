// The learnt model of blocks: symmetric (oblivious) trees over rows of bytes, read from a table that
// rules/model/train.py writes. Every level of a symmetric tree asks one question of all its leaves, so a
// tree is six byte comparisons and one look-up, made for sixteen blocks at once.
//
// Table, little endian: "DCBM", u32 features of a row, u32 trees, f32 scale, f32 bias; then for each tree
// 6 × u16 feature, 6 × u8 threshold, 64 × i16 leaf. Level k sets bit k of the leaf's index where the
// feature's byte is above the threshold. Log-odds = bias + scale × the sum of leaves.
#ifndef DECHAFF_JUDGE_MODEL_H_
#define DECHAFF_JUDGE_MODEL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"
#include "judge/cues.h"

namespace dechaff::judge {

class Model {
 public:
  // From rules/model; `rules_dir` empty = built in. Errors name the file.
  static StatusOr<Model> Create(const std::string& rules_dir);
  // Errors if `table` is no table for rows of `row_size` bytes.
  static StatusOr<Model> Parse(std::string_view table, size_t row_size);
  // The built-in one, made at the first call.
  static const Model& BuiltIn();

  // Replaces `log_odds` by one for each of `rows` rows of row_size bytes each at `bytes`. Thread safe.
  // O(rows × trees), about 0.3 microseconds a row.
  void Score(const uint8_t* bytes, size_t rows, std::vector<float>* log_odds) const;

  const CueBook& cues() const { return cues_; }
  size_t trees() const { return trees_.size(); }

  static constexpr size_t kDepth = 6;
  static constexpr size_t kLeaves = 1 << kDepth;

 private:
  struct Tree {
    uint16_t column[kDepth];  // in columns_
    uint8_t threshold[kDepth];
    int16_t leaf[kLeaves];
  };

  size_t row_size_ = 0;
  float scale_ = 0, bias_ = 0;
  std::vector<Tree> trees_;
  std::vector<uint16_t> columns_;  // the features that trees ask for
  CueBook cues_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_MODEL_H_
