// The loops that a network spends its time in (network.h), in a way for each kind of machine.
#ifndef DECHAFF_JUDGE_NETWORK_WAYS_H_
#define DECHAFF_JUDGE_NETWORK_WAYS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dechaff::judge {

inline constexpr size_t kHiddenUnits = 32;  // of every hidden layer
inline constexpr int kMostActive = 2047;    // an activation; with it no sum of a layer leaves 32 bits
inline constexpr size_t kRowPadding = 64;   // bytes; see RowLayer

// A dense layer of kHiddenUnits units. Inputs and weights come in pairs, since machines multiply and add
// pairs of sixteen bits at a time: of each pair of inputs kHiddenUnits pairs of weights. A unit's activation
// is `bias` plus the inputs times the weights, times `scale`, held between 0 and kMostActive and rounded.
struct Layer {
  size_t pairs = 0;
  std::vector<int16_t> weights;
  std::array<int32_t, kHiddenUnits> bias{};
  float scale = 0;
};
using Bias = decltype(Layer::bias);

// A layer over rows of `size` bytes, each byte taken for no less than `low` and no more than `high`. The two
// are padded with 0 to a multiple of kRowPadding, and the layer's weights to as many inputs.
struct RowLayer {
  Layer layer;
  size_t size = 0;
  std::vector<uint8_t> low, high;
};

struct NetworkWay {
  // Writes the activations of each of `count` rows, one after the other at `rows`. Rows are much like the row
  // before, so only what is another byte is multiplied. `scratch` is room that this needs. REQUIRES:
  // kRowPadding bytes that may be read behind the rows.
  void (*read_rows)(const RowLayer& layer, const uint8_t* rows, size_t count, std::vector<int16_t>* scratch,
                    int16_t* out);
  // Writes the activations of `count` blocks with `bias` in place of the layer's own. The inputs of each
  // block begin kHiddenUnits after those of the one before. `kept`, if there is one, is added to the
  // activations, up to kMostActive again. REQUIRES: `out` is apart from the others.
  void (*forward)(const Layer& layer, const Bias& bias, const int16_t* in, const int16_t* kept, size_t count,
                  int16_t* out);
};

// All that this machine can go, the fastest last. They give the same.
std::vector<NetworkWay> NetworkWays();

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_NETWORK_WAYS_H_
