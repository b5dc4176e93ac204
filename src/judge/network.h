// A small neural network that reads the rows of a page in order and gives each block log-odds, so that what a
// block's neighbours and the page as a whole look like is part of the judgement.
//
// The row goes through a dense layer; two convolutions over the blocks before and after add to what it gave;
// the mean and the maximum over the page go through a dense layer of their own; both together go through the
// last hidden layer. All hidden layers have kWidth units and are cut off below 0. Everything is computed in
// integers (activations of eleven bits, weights of sixteen), so every machine gets the same numbers.
#ifndef DECHAFF_JUDGE_NETWORK_H_
#define DECHAFF_JUDGE_NETWORK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dechaff/status.h"

namespace dechaff::judge {

class Network {
 public:
  static constexpr size_t kWidth = 32;

  // What reading a page needs; reused from page to page by one thread.
  struct Workspace {
    std::vector<int16_t> row, before, after;  // activations: of a row; of all blocks with a margin
  };

  // Takes the network from the front of `table`, for rows of `row_size` bytes of which those from `page_at`
  // on are the same for all blocks of a page. First row_size bytes for the least, and as many for the most,
  // that each byte of a row is taken for. Then the layers in the order in which they were named above, each:
  // the weights (i16, two inputs by kWidth units at a time), kWidth × i32 bias, f32 that brings a sum to the
  // next layer's scale. Then kWidth × i16, f32 scale, f32 bias of the log-odds. Errors if the table is too
  // short.
  static StatusOr<Network> Take(std::string_view* table, size_t row_size, size_t page_at);

  // Replaces `log_odds` by one for each of `count` rows, one after the other at `rows`. O(count). Thread safe
  // with a workspace for each thread. REQUIRES: count <= 1'000'000.
  void Read(const uint8_t* rows, size_t count, Workspace* workspace, std::vector<float>* log_odds) const;

 private:
  using Sums = std::array<int32_t, kWidth>;

  struct Layer {
    std::vector<int16_t> weights;
    Sums bias{};
    float scale = 0;
  };

  // The bytes of a row from `from` to `to`, held within bounds.
  void Hold(const uint8_t* row, size_t from, size_t to, int16_t* out) const;
  static StatusOr<Layer> TakeLayer(std::string_view* table, size_t inputs);
  void ReadRows(const uint8_t* rows, size_t count, Workspace* workspace) const;
  static void Convolve(const Layer& layer, size_t count, Workspace* workspace);
  // What the page as a whole adds to the last hidden layer.
  Sums OfPage(size_t count, const std::vector<int16_t>& blocks) const;

  size_t row_size_ = 0, page_at_ = 0;
  std::vector<uint8_t> low_, high_;  // of each byte of a row
  Layer row_, first_, second_, page_, last_;
  std::array<int16_t, kWidth> output_{};
  float output_scale_ = 0, output_bias_ = 0;
};

// The activations `out` of a layer of Network::kWidth units: held between 0 and 2047, what is `bias` plus the
// inputs times the weights, times `scale`; then `kept` is added, up to 2047 again. Inputs and weights come in
// pairs: of each pair of inputs kWidth pairs of weights.
using LayerFunction = void (*)(const int16_t* in, size_t pairs, const int16_t* weights, const int32_t* bias,
                               float scale, const int16_t* kept, int16_t* out);
// All that this machine can run, the fastest last. They give the same.
std::vector<LayerFunction> LayerFunctions();

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_NETWORK_H_
