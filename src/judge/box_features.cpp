// What a feature table says of each box, made for a stretch of boxes at a time, feature by feature in
// columns.
#include <algorithm>

#include "judge/features.h"
#include "judge/quantise.h"
#include "judge/transpose.h"
#include "text/widest.h"

namespace dechaff::judge {
namespace {

enum Count : size_t {
  kTokens,
  kLinkTokens,
  kCommas,
  kStops,
  kHeadings,
  kImages,
  kInputs,
  kDigits,
  kCapitals,
  kProse,
  kShorts,
  kLinkHeadings,
  kHeadlineLinks,
  kDates,
  kPrices,
  kBlocks,
  kTokensBefore,
  kTokensThrough,
  kSame,
  kSameIndex,
  kChildren,
  kCountCount
};

class Stretch {
 public:
  static constexpr size_t kBoxes = 64;

  void Set(size_t box, Count count, size_t n) { counts_[count][box] = static_cast<uint32_t>(n); }
  uint8_t& At(Around f, size_t box) { return columns_[static_cast<size_t>(f)][box]; }
  DECHAFF_INLINE void Describe(uint32_t all_tokens, uint32_t all_prose);
  // Into as many rows, one after the other.
  template <typename Row>
  void TurnIntoRows(Row* rows) const;

 private:
  // Sets a column to what `scale` says of one count of each box, or of two.
  template <typename Scale>
  DECHAFF_INLINE void Fill(Around f, Scale scale, Count count) {
    for (size_t j = 0; j < kBoxes; ++j) At(f, j) = scale(counts_[count][j]);
  }
  template <typename Scale>
  DECHAFF_INLINE void Fill(Around f, Scale scale, Count part, Count whole, uint32_t times = 1) {
    for (size_t j = 0; j < kBoxes; ++j) At(f, j) = scale(counts_[part][j] * times, counts_[whole][j]);
  }

  uint32_t counts_[kCountCount][kBoxes] = {};
  uint8_t columns_[static_cast<size_t>(Around::kCount)][kBoxes] = {};
};

inline void Stretch::Describe(uint32_t all_tokens, uint32_t all_prose) {
  const auto share_of = [](uint32_t whole) { return [whole](uint32_t part) { return Share(part, whole); }; };
  const auto ratio_of = [](uint32_t whole) { return [whole](uint32_t part) { return Ratio(part, whole); }; };
  const auto ratio = [](uint32_t part, uint32_t whole) { return Ratio(part, whole); };
  const auto share = [](uint32_t part, uint32_t whole) { return Share(part, whole); };
  const auto mean = [](uint32_t sum, uint32_t count) { return Mean(sum, count); };
  const auto log = [](uint32_t n) { return Log(n); };
  Fill(Around::kShare, share_of(all_tokens), kTokens);
  Fill(Around::kLinkDensity, ratio, kLinkTokens, kTokens);
  Fill(Around::kBlocks, log, kBlocks);
  Fill(Around::kMeanTokens, mean, kTokens, kBlocks);
  Fill(Around::kProse, ratio, kProse, kTokens);
  Fill(Around::kProseShare, share_of(all_prose), kProse);
  Fill(Around::kCommas, share, kCommas, kTokens, 4);
  Fill(Around::kStops, share, kStops, kTokens, 4);
  Fill(Around::kHeadings, share, kHeadings, kBlocks);
  Fill(Around::kImages, mean, kImages, kBlocks);
  Fill(Around::kInputs, log, kInputs);
  Fill(Around::kSame, log, kSame);
  Fill(Around::kSameIndex, log, kSameIndex);
  Fill(Around::kChildren, log, kChildren);
  Fill(Around::kStart, ratio_of(all_tokens), kTokensBefore);
  Fill(Around::kEnd, ratio_of(all_tokens), kTokensThrough);
  Fill(Around::kLinkHeadings, share, kLinkHeadings, kBlocks);
  Fill(Around::kHeadlineLinks, share, kHeadlineLinks, kBlocks);
  Fill(Around::kDates, share, kDates, kBlocks);
  Fill(Around::kDigits, share, kDigits, kTokens);
  Fill(Around::kCapitals, share, kCapitals, kTokens);
  Fill(Around::kShort, ratio, kShorts, kBlocks);
  Fill(Around::kPrices, share, kPrices, kBlocks);
}

template <typename Row>
void Stretch::TurnIntoRows(Row* rows) const {
  constexpr size_t kFeatures = static_cast<size_t>(Around::kCount);
  static_assert(kFeatures <= sizeof(Row) && sizeof(Row) % kSquare == 0);
  std::array<const uint8_t*, sizeof(Row)> columns;
  for (size_t f = 0; f < columns.size(); ++f) columns[f] = columns_[std::min(f, kFeatures - 1)];
  for (size_t j = 0; j < kBoxes; j += kSquare) {
    for (size_t f = 0; f < columns.size(); f += kSquare)
      Transpose(&columns[f], j, rows[j].data() + f, sizeof(Row));
  }
}

}  // namespace

void FeatureTable::DescribeBoxes() {
  const auto& boxes = boxes_.boxes();
  Stretch stretch;
  box_rows_.resize((boxes.size() + Stretch::kBoxes - 1) / Stretch::kBoxes * Stretch::kBoxes);
  for (size_t first = 0; first < boxes.size(); first += Stretch::kBoxes) {
    const size_t size = std::min(Stretch::kBoxes, boxes.size() - first);
    for (size_t j = 0; j < size; ++j) {
      const Box& box = boxes[first + j];
      const page::Measures m = SumOf(box);
      const Tally t = TalliesOf(box);
      stretch.Set(j, kTokens, m.tokens), stretch.Set(j, kLinkTokens, m.link_tokens);
      stretch.Set(j, kCommas, m.commas), stretch.Set(j, kStops, m.stops),
          stretch.Set(j, kHeadings, m.headings);
      stretch.Set(j, kImages, m.images), stretch.Set(j, kInputs, m.inputs), stretch.Set(j, kDigits, m.digits);
      stretch.Set(j, kCapitals, m.capitals), stretch.Set(j, kProse, t.prose),
          stretch.Set(j, kShorts, t.shorts);
      stretch.Set(j, kLinkHeadings, t.link_headings), stretch.Set(j, kHeadlineLinks, t.headline_links);
      stretch.Set(j, kDates, t.dates), stretch.Set(j, kPrices, t.prices);
      stretch.Set(j, kBlocks, box.end - box.first),
          stretch.Set(j, kTokensBefore, page_->sums[box.first].tokens);
      stretch.Set(j, kTokensThrough, page_->sums[box.end].tokens), stretch.Set(j, kSame, box.same);
      stretch.Set(j, kSameIndex, box.same_index), stretch.Set(j, kChildren, box.children);
      stretch.At(Around::kTag, j) = static_cast<uint8_t>(box.tag);
    }
    const uint32_t tokens = page_->Total().tokens, prose = tallies_[blocks_].prose;
    text::RunWidest([&]() DECHAFF_INLINE { stretch.Describe(tokens, prose); });
    stretch.TurnIntoRows(&box_rows_[first]);
  }
}

}  // namespace dechaff::judge
