// A small neural network that reads the rows of a page in order and gives each block log-odds, so that what a
// block's neighbours and the page as a whole look like is part of the judgement.
//
// The row goes through a dense layer; two convolutions over the blocks before and after add to what it gave;
// the mean and the maximum over the page go through a dense layer of their own; both together go through the
// last hidden layer. All hidden layers have kHiddenUnits units and are cut off below 0. Everything is
// computed in integers (activations of eleven bits, weights of sixteen), so every machine gets the same
// numbers.
#ifndef DECHAFF_JUDGE_NETWORK_H_
#define DECHAFF_JUDGE_NETWORK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dechaff/status.h"
#include "judge/network_ways.h"

namespace dechaff::judge {

class Network {
 public:
  // What reading a page needs; reused from page to page by one thread.
  struct Workspace {
    std::vector<int16_t> row, before, after;  // of a row; activations of all blocks, with a margin
  };

  // Takes the network from the front of `table`, for rows of `row_size` bytes. First row_size bytes for the
  // least, and as many for the most, that each byte of a row is taken for. Then the layers in the order in
  // which they were named above, each: the weights (i16, two inputs by kHiddenUnits units at a time),
  // kHiddenUnits × i32 bias, f32 that brings a sum to the next layer's scale. Then kHiddenUnits × i16, f32
  // scale, f32 bias of the log-odds. Errors if the table is too short.
  static StatusOr<Network> Take(std::string_view* table, size_t row_size);

  // Replaces `log_odds` by one for each of `count` rows, one after the other at `rows`. O(count). Thread safe
  // with a workspace for each thread. REQUIRES: count <= 1'000'000; kRowPadding bytes that may be read behind
  // the rows.
  void Read(const uint8_t* rows, size_t count, Workspace* workspace, std::vector<float>* log_odds) const;

 private:
  // The bias of the last hidden layer for the blocks of a page: what their mean and maximum add is the same
  // for all of them. So no more than the first half of that layer's weights is asked for each.
  Bias OfPage(size_t count, const int16_t* blocks) const;

  RowLayer row_;
  Layer first_, second_, page_, last_;
  std::array<int16_t, kHiddenUnits> output_{};
  float output_scale_ = 0, output_bias_ = 0;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_NETWORK_H_
