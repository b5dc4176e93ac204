// The learnt models and what they need: the blocks' (a network that reads the page's rows in order,
// network.h, and trees over single rows for the blocks that it is unsure of, forest.h), the pages' kinds
// (kind.h), the words of headings and labels (cues.h). All are tables below rules/model.
//
// Table of the blocks, little endian: "DCBM", u32 features of a row, f32 log-odds either side of 0 beyond
// which the network is sure, f32 share of the network in what is said of the others, f32 scale and f32 bias
// of the trees; then the network and the trees. A tree says bias + scale × the sum of leaves.
#ifndef DECHAFF_JUDGE_MODEL_H_
#define DECHAFF_JUDGE_MODEL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"
#include "judge/cues.h"
#include "judge/forest.h"
#include "judge/kind.h"
#include "judge/network.h"

namespace dechaff::judge {

class Model {
 public:
  // From rules/model; `rules_dir` empty = built in. Errors name the file.
  static StatusOr<Model> Create(const std::string& rules_dir);
  // The blocks' part only. Errors if `table` is no table for rows of `row_size` bytes.
  static StatusOr<Model> Parse(std::string_view table, size_t row_size);
  // The built-in one, made at the first call.
  static const Model& BuiltIn();

  // What scoring needs; reused from page to page by one thread.
  struct Workspace {
    Network::Workspace network;
    std::vector<Column> columns;
    std::vector<uint32_t> unsure;
  };

  // Replaces `log_odds` by one for each of the `count` blocks of a page: rows of row_size bytes, one after
  // the other at `rows`. Thread safe with a workspace for each thread. O(count × (weights + nodes)).
  // REQUIRES: kRowPadding bytes that may be read behind the rows.
  void Score(const uint8_t* rows, size_t count, Workspace* workspace, std::vector<float>* log_odds) const;

  const KindModel& kinds() const { return kinds_; }
  const CueBook& cues() const { return cues_; }
  size_t trees() const { return forest_.size(); }

 private:
  size_t row_size_ = 0;
  float sure_ = 0, network_share_ = 0, scale_ = 0, bias_ = 0;
  Network network_;
  Forest forest_;
  KindModel kinds_;
  CueBook cues_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_MODEL_H_
