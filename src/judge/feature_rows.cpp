// Second half of a feature table: writes the rows. What is counted anew for each block is made for a stretch
// of blocks at a time, feature by feature in columns, and then turned into the rows; what blocks share
// (boxes, groups, lists of units, the page) is copied from rows of its own.
#include <algorithm>
#include <cstring>

#include "judge/features.h"
#include "judge/quantise.h"
#include "judge/transpose.h"
#include "text/widest.h"

namespace dechaff::judge {
namespace {

using page::Block;
using page::Measures;

template <typename Feature>
constexpr size_t At(Feature f) {
  return static_cast<size_t>(f);
}
constexpr size_t At(Place f) { return static_cast<size_t>(kPlaceAt) + static_cast<size_t>(f); }

constexpr uint32_t kReaches[kWindows] = {4, 10};

}  // namespace

class FeatureTable::RowWriter {
 public:
  explicit RowWriter(FeatureTable* table)
      : table_(*table), page_(*table->page_), all_(table->tallies_.back()) {}
  void Write();

 private:
  static constexpr size_t kBlocks = 128;  // of a stretch
  static constexpr size_t kMargin = 16;   // entries of a column before and behind them

  // Of each block of the stretch and of kMargin blocks on either side, what is counted of the page before it.
  enum Count : size_t {
    kTokens,
    kLinkTokens,
    kLinks,
    kStops,
    kCommas,
    kDigits,
    kCapitals,
    kInputs,
    kImages,
    kProse,
    kDates,
    kHeadlineLinks,
    kCues,
    kOutside,
    kLinkHeadings,
    kMainHeadings,
    kCommentCues,
    kBytes,
    kIndex,
    kCountCount
  };
  // Columns beyond the features of the block itself and of its windows and place.
  enum Extra : size_t { kHeadingLevel, kSameBox, kExtraCount };
  static constexpr size_t kWindowColumns = At(Own::kCount),
                          kPlaceColumns = kWindowColumns + kWindows * At(Window::kCount);
  static constexpr size_t kExtraColumns = kPlaceColumns + static_cast<size_t>(Place::kGroupBlocks);
  static constexpr size_t kColumns = kExtraColumns + kExtraCount;

  // What the blocks before one have seen.
  struct Seen {
    uint32_t heading = UINT32_MAX, prose = UINT32_MAX, cue = UINT32_MAX;  // the last block of each
    uint32_t next_prose = 0;                                              // the first one from here
    uint32_t comment = 0;
    uint8_t comment_share = kNone;  // of that comment area
    uint8_t prose_before_cue = kNone;
    uint8_t level = 0, links = 0, tokens = 0;  // of the heading
    uint16_t cues = 0;
  };

  void CountBefore();
  void DescribeBlocks();
  DECHAFF_INLINE void DescribeCounts();
  void DescribeNeighbours();
  DECHAFF_INLINE void DescribeWindow(size_t k);
  DECHAFF_INLINE void DescribePlace();
  DECHAFF_INLINE void DescribeDepths();
  DECHAFF_INLINE void DescribeTitleContext();
  void DescribeHeadingContext();
  void DescribeProseContext();
  void DescribeCommentContext();
  void DescribeAnchor(const Anchor& anchor, Place up, Place side, Place share, Place links);
  void TurnIntoRows();
  void WriteShared(uint32_t i, uint8_t* row) const;
  void WriteBoxes(uint32_t i, uint8_t* row) const;

  uint8_t* Column(size_t column) { return columns_[column] + kMargin; }
  uint8_t* Column(Own f) { return Column(static_cast<size_t>(f)); }
  uint8_t* Column(Place f) { return Column(kPlaceColumns + static_cast<size_t>(f)); }
  uint8_t* Column(Extra f) { return Column(kExtraColumns + f); }
  const uint32_t* Before(Count count) const { return counts_[count] + kMargin; }
  // Sets entries [from, end) of a column to what `value` says of each.
  template <typename Value>
  DECHAFF_INLINE static void Fill(uint8_t* column, Value value, ptrdiff_t from, ptrdiff_t end) {
    for (ptrdiff_t j = from; j < end; ++j) column[j] = value(j);
  }
  template <typename Value>
  DECHAFF_INLINE void Fill(Place f, Value value) {
    Fill(Column(f), value, 0, static_cast<ptrdiff_t>(size_));
  }

  FeatureTable& table_;
  const page::Page& page_;
  const Tally& all_;
  Seen seen_;
  uint32_t first_ = 0, size_ = 0;  // of the stretch
  uint32_t counts_[kCountCount][kBlocks + 2 * kMargin];
  uint8_t columns_[kColumns][kBlocks + 2 * kMargin] = {};
};

void FeatureTable::RowWriter::CountBefore() {
  const auto blocks = static_cast<int64_t>(table_.blocks_);
  for (size_t j = 0; j < size_ + 2 * kMargin; ++j) {
    const auto i = static_cast<size_t>(std::clamp<int64_t>(
        int64_t{first_} + static_cast<int64_t>(j) - static_cast<int64_t>(kMargin), 0, blocks));
    const Measures& m = page_.sums[i];
    const Tally& t = table_.tallies_[i];
    counts_[kTokens][j] = m.tokens, counts_[kLinkTokens][j] = m.link_tokens, counts_[kLinks][j] = m.links;
    counts_[kStops][j] = m.stops, counts_[kCommas][j] = m.commas, counts_[kDigits][j] = m.digits;
    counts_[kCapitals][j] = m.capitals, counts_[kInputs][j] = m.inputs, counts_[kImages][j] = m.images;
    counts_[kProse][j] = t.prose, counts_[kDates][j] = t.dates, counts_[kHeadlineLinks][j] = t.headline_links;
    counts_[kCues][j] = t.cues, counts_[kOutside][j] = t.outside, counts_[kLinkHeadings][j] = t.link_headings;
    counts_[kMainHeadings][j] = t.main_headings, counts_[kCommentCues][j] = t.comment_cues;
    counts_[kIndex][j] = static_cast<uint32_t>(i);
  }
}

// What is known of each block without counting, with a block on either side for their neighbours.
void FeatureTable::RowWriter::DescribeBlocks() {
  uint32_t before = UINT32_MAX, before_parent = UINT32_MAX;  // boxes
  const auto size = static_cast<ptrdiff_t>(size_);
  for (ptrdiff_t j = -1; j <= size; ++j) {
    const auto i = static_cast<size_t>(static_cast<ptrdiff_t>(first_) + j);
    if (i >= table_.blocks_) continue;
    const Block& b = page_.blocks[i];
    const page::Element& e = page_.elements[b.element];
    const Glance& g = table_.glances_[i];
    const uint32_t box = table_.box_of_[i], parent = table_.boxes_[box].parent;
    Column(kSameBox)[j] = static_cast<uint8_t>(2 * (box == before) + (parent == before_parent));
    before = box, before_parent = parent;
    Column(kHeadingLevel)[j] = g.level;
    Column(Own::kLastChar)[j] = g.last;
    Column(Own::kTag)[j] = static_cast<uint8_t>(e.tag);
    Column(Own::kFirstChar)[j] = g.first;
    Column(Own::kKind)[j] = static_cast<uint8_t>(b.kind);
    Column(Own::kLevel)[j] = b.level;
    Column(Own::kDepth)[j] = static_cast<uint8_t>(std::min<int>(e.depth, 255));
    Column(Own::kHidden)[j] = e.hidden;
    Column(Own::kLines)[j] = b.lines;
    Column(Own::kRow)[j] = b.row != 0;
    Column(Own::kDate)[j] = static_cast<uint8_t>(g.tally.dates);
    Column(Own::kPrice)[j] = static_cast<uint8_t>(g.tally.prices);
    Column(Own::kCopies)[j] = Log(table_.texts_[g.text].copies);
    Column(Own::kCopyIndex)[j] = Log(g.copy_index);
    Column(Own::kTitleOverlap)[j] = g.title_overlap;
    Column(Own::kTitleCover)[j] = g.title_cover;
    counts_[kBytes][kMargin + static_cast<size_t>(j)] = b.text_end - b.text_begin;
  }
}

inline void FeatureTable::RowWriter::DescribeCounts() {
  const auto of = [this](Count count) {
    return [before = Before(count)](ptrdiff_t j) { return before[j + 1] - before[j]; };
  };
  const auto fill = [this](Own f, auto value) {
    Fill(Column(f), value, -1, static_cast<ptrdiff_t>(size_) + 1);
  };
  const auto tokens = of(kTokens), links = of(kLinkTokens), stops = of(kStops), commas = of(kCommas);
  const uint32_t* const bytes = Before(kBytes);
  const uint8_t* const first = Column(Own::kFirstChar);
  const auto log = [&](Own f, Count count) { fill(f, [n = of(count)](ptrdiff_t j) { return Log(n(j)); }); };
  log(Own::kTokens, kTokens);
  log(Own::kLinks, kLinks);
  log(Own::kStops, kStops);
  log(Own::kCommas, kCommas);
  log(Own::kImages, kImages);
  log(Own::kInputs, kInputs);
  fill(Own::kTokenBytes, [=](ptrdiff_t j) { return Mean(bytes[j], tokens(j)); });
  fill(Own::kLinkDensity, [=](ptrdiff_t j) { return Ratio(links(j), tokens(j)); });
  fill(Own::kStopRate, [=](ptrdiff_t j) { return Share(stops(j) * 4, tokens(j)); });
  fill(Own::kCommaRate, [=](ptrdiff_t j) { return Share(commas(j) * 4, tokens(j)); });
  fill(Own::kDigits, [=, n = of(kDigits)](ptrdiff_t j) { return Share(n(j), tokens(j)); });
  fill(Own::kCapitals, [=, n = of(kCapitals)](ptrdiff_t j) { return Ratio(n(j), tokens(j)); });
  fill(Own::kIdeographs,
       [=](ptrdiff_t j) { return static_cast<uint8_t>((bytes[j] < 4 * tokens(j)) & (first[j] == 4)); });
}

// Beyond the page there are none.
void FeatureTable::RowWriter::DescribeNeighbours() {
  for (uint8_t* const column : {Column(Own::kTokens), Column(Own::kLinkDensity), Column(kHeadingLevel),
                                Column(Own::kLastChar), Column(Own::kTag)}) {
    if (first_ == 0) column[-1] = kNone;
    if (first_ + size_ == table_.blocks_) column[size_] = kNone;
  }
  if (first_ == 0) Column(kSameBox)[0] = kNone;
  if (first_ + size_ == table_.blocks_) Column(kSameBox)[size_] = kNone;
}

inline void FeatureTable::RowWriter::DescribeWindow(size_t k) {
  const auto reach = static_cast<ptrdiff_t>(kReaches[k]);
  const auto of = [this, reach](Count count) {
    return [before = Before(count), reach](ptrdiff_t j) { return before[j + reach + 1] - before[j - reach]; };
  };
  const auto fill = [this, k](Window f, auto value) {
    Fill(Column(kWindowColumns + k * At(Window::kCount) + At(f)), value, 0, static_cast<ptrdiff_t>(size_));
  };
  const auto tokens = of(kTokens), blocks = of(kIndex);
  fill(Window::kTokens, [=](ptrdiff_t j) { return Mean(tokens(j), blocks(j)); });
  fill(Window::kLinkDensity, [=, n = of(kLinkTokens)](ptrdiff_t j) { return Ratio(n(j), tokens(j)); });
  fill(Window::kProse, [=, n = of(kProse)](ptrdiff_t j) { return Ratio(n(j), tokens(j)); });
  fill(Window::kStops, [=, n = of(kStops)](ptrdiff_t j) { return Share(n(j) * 4, tokens(j)); });
  fill(Window::kDates, [=, n = of(kDates)](ptrdiff_t j) { return Share(n(j), blocks(j)); });
  fill(Window::kHeadlineLinks, [=, n = of(kHeadlineLinks)](ptrdiff_t j) { return Share(n(j), blocks(j)); });
  fill(Window::kCues, [=, n = of(kCues)](ptrdiff_t j) { return Share(n(j), blocks(j)); });
}

inline void FeatureTable::RowWriter::DescribePlace() {
  const auto n = static_cast<uint32_t>(table_.blocks_), h1 = table_.first_h1_;
  const uint32_t tokens = page_.Total().tokens, prose = all_.prose, outside = all_.outside;
  const uint32_t *const index = Before(kIndex), *const before_tokens = Before(kTokens);
  const uint32_t *const before_prose = Before(kProse), *const before_outside = Before(kOutside);
  Fill(Place::kIndex, [=](ptrdiff_t j) { return Log(index[j]); });
  Fill(Place::kReverse, [=](ptrdiff_t j) { return Log(n - 1 - index[j]); });
  Fill(Place::kBlocksBefore, [=](ptrdiff_t j) { return Ratio(index[j], n); });
  Fill(Place::kTokensBefore, [=](ptrdiff_t j) { return Ratio(before_tokens[j], tokens); });
  Fill(Place::kProseBefore, [=](ptrdiff_t j) { return Ratio(before_prose[j], prose); });
  Fill(Place::kBeforeOutsideShare, [=](ptrdiff_t j) { return Ratio(before_outside[j], outside); });
  Fill(Place::kBeforeOutside, [=](ptrdiff_t j) { return Log(before_outside[j]); });
  Fill(Place::kFirstH1, [=](ptrdiff_t j) { return Distance(static_cast<int32_t>(index[j] - h1)); });
  if (h1 == UINT32_MAX) std::fill_n(Column(Place::kFirstH1), size_, 0);
}

// How far into each of the boxes around it a block is.
inline void FeatureTable::RowWriter::DescribeDepths() {
  uint32_t part[kBlocks], whole[kBlocks], at[kBlocks];
  std::copy_n(table_.box_of_.begin() + first_, size_, at);
  for (size_t level = 0; level < kBoxLevels; ++level) {
    for (uint32_t j = 0; j < size_; ++j) {
      const Box& box = table_.boxes_[at[j]];
      part[j] = first_ + j - box.first;
      whole[j] = box.end - box.first;
      at[j] = box.parent;
    }
    uint8_t* const column = Column(kPlaceColumns + static_cast<size_t>(Place::kInBox0) + level);
    Fill(
        column, [&](ptrdiff_t j) { return Ratio(part[j], whole[j]); }, 0, static_cast<ptrdiff_t>(size_));
  }
}

inline void FeatureTable::RowWriter::DescribeTitleContext() {
  std::copy_n(table_.title_up_.begin() + first_, size_, Column(Place::kTitleUp));
  std::copy_n(table_.title_share_.begin() + first_, size_, Column(Place::kTitleShare));
  const uint32_t t = table_.title_block_;
  const bool none = t == UINT32_MAX;
  const auto distance = [&](Place f, Count count, uint32_t there) {
    Fill(f, [before = Before(count), there](ptrdiff_t j) {
      return Distance(static_cast<int32_t>(before[j] - there));
    });
    if (none) std::fill_n(Column(f), size_, 0);
  };
  const Measures there = none ? Measures() : page_.sums[t];
  const Tally tally = none ? Tally() : table_.tallies_[t];
  distance(Place::kTitleDistance, kIndex, t);
  distance(Place::kTitleTokens, kTokens, there.tokens);
  distance(Place::kTitleHeadings, kMainHeadings, tally.main_headings);
  distance(Place::kTitleLinkHeadings, kLinkHeadings, tally.link_headings);
  Fill(Place::kTitleIs,
       [index = Before(kIndex), t](ptrdiff_t j) { return static_cast<uint8_t>(index[j] == t); });
}

void FeatureTable::RowWriter::DescribeHeadingContext() {
  constexpr uint32_t kComment = 1u << static_cast<int>(Cue::kComment);
  constexpr uint32_t kRelated = 1u << static_cast<int>(Cue::kRelated);
  for (uint32_t j = 0; j < size_; ++j) {
    const bool none = seen_.heading == UINT32_MAX;
    Column(Place::kLastHeading)[j] = none ? kNone : Log(first_ + j - seen_.heading);
    Column(Place::kHeadingLevel)[j] = seen_.level;
    Column(Place::kHeadingLinks)[j] = seen_.links;
    Column(Place::kHeadingTokens)[j] = seen_.tokens;
    Column(Place::kHeadingCueComment)[j] = (seen_.cues & kComment) != 0;
    Column(Place::kHeadingCueRelated)[j] = (seen_.cues & kRelated) != 0;
    Column(Place::kHeadingCueOther)[j] = (seen_.cues & ~(kComment | kRelated)) != 0;
    const Glance& g = table_.glances_[first_ + j];
    if (g.level == 0) continue;
    seen_.heading = first_ + j;
    seen_.level = g.level, seen_.cues = g.cues;
    seen_.links = Column(Own::kLinkDensity)[j], seen_.tokens = Column(Own::kTokens)[j];
  }
}

void FeatureTable::RowWriter::DescribeProseContext() {
  const auto n = static_cast<uint32_t>(table_.blocks_);
  const auto has_prose = [this](uint32_t i) { return table_.glances_[i].tally.prose > 0; };
  for (uint32_t j = 0; j < size_; ++j) {
    const uint32_t i = first_ + j;
    if (seen_.next_prose <= i) {
      seen_.next_prose = i + 1;
      while (seen_.next_prose < n && !has_prose(seen_.next_prose)) ++seen_.next_prose;
    }
    Column(Place::kProseBehind)[j] = seen_.prose == UINT32_MAX ? kNone : Log(i - seen_.prose);
    Column(Place::kProseAhead)[j] = seen_.next_prose == n ? kNone : Log(seen_.next_prose - i);
    if (has_prose(i)) seen_.prose = i;
  }
}

void FeatureTable::RowWriter::DescribeCommentContext() {
  for (uint32_t j = 0; j < size_; ++j) {
    const uint32_t i = first_ + j, area = table_.comment_[i];
    if (table_.glances_[i].tally.comment_cues != 0) {
      seen_.cue = i;
      seen_.prose_before_cue = Ratio(Before(kProse)[j], all_.prose);
    }
    if (area != seen_.comment) {
      seen_.comment = area;
      seen_.comment_share =
          area == 0 ? kNone : Share(table_.SumOf(table_.boxes_[area - 1]).tokens, page_.Total().tokens);
    }
    Column(Place::kInComments)[j] = area != 0;
    Column(Place::kCommentShare)[j] = seen_.comment_share;
    Column(Place::kCommentCueDistance)[j] = seen_.cue == UINT32_MAX ? kNone : Log(i - seen_.cue);
    Column(Place::kProseBeforeCue)[j] = seen_.prose_before_cue;
  }
  Fill(Place::kCommentCues, [before = Before(kCommentCues)](ptrdiff_t j) { return Log(before[j + 1]); });
}

// On which side of a box that has much of the prose the blocks are, how far up from it, how large it is.
void FeatureTable::RowWriter::DescribeAnchor(const Anchor& anchor, Place up, Place side, Place share,
                                             Place links) {
  std::copy_n(anchor.up.begin() + first_, size_, Column(up));
  Fill(side, [index = Before(kIndex), first = anchor.first, end = anchor.end](ptrdiff_t j) {
    return static_cast<uint8_t>((index[j] >= first) + (index[j] >= end));
  });
  std::fill_n(Column(share), size_, anchor.share);
  std::fill_n(Column(links), size_, anchor.links);
}

// Sixteen rows at a time, a few bytes too many, since what comes behind them is written later.
void FeatureTable::RowWriter::TurnIntoRows() {
  constexpr size_t kOwn = At(Own::kCount), kAround = At(Place::kGroupBlocks) - kNeighboursAt;
  std::array<const uint8_t*, (kOwn + 15) / 16 * 16> own;
  std::array<const uint8_t*, (kAround + 15) / 16 * 16> around;
  own.fill(Column(Own{}));
  around.fill(Column(Own{}));
  for (size_t f = 0; f < kOwn; ++f) own[f] = Column(f);
  auto* out = around.data();
  for (const int offset : {-1, 1}) {
    for (const uint8_t* column : {Column(Own::kTokens), Column(Own::kLinkDensity), Column(kHeadingLevel),
                                  Column(Own::kLastChar), Column(Own::kTag)})
      *out++ = column + offset;
    *out++ = Column(kSameBox) + (offset + 1) / 2;
  }
  for (size_t column = kWindowColumns; column < kExtraColumns; ++column) *out++ = Column(column);
  for (uint32_t j = 0; j < size_; j += kSquare) {
    uint8_t* const rows = table_.MutableRow(first_ + j);
    for (size_t k = 0; k < own.size(); k += kSquare) Transpose(&own[k], j, rows + k, kFeatureCount);
    for (size_t k = 0; k < around.size(); k += kSquare)
      Transpose(&around[k], j, rows + kNeighboursAt + k, kFeatureCount);
    const uint32_t end = std::min<uint32_t>(size_ - j, kSquare);
    for (uint32_t k = 0; k < end; ++k) WriteShared(first_ + j + k, rows + k * kFeatureCount);
  }
}

void FeatureTable::RowWriter::WriteShared(uint32_t i, uint8_t* row) const {
  WriteBoxes(i, row);
  std::memcpy(row + At(Place::kGroupBlocks), table_.group_rows_[table_.group_of_[i]].data(), kGroupWidth);
  for (size_t which = 0; which < 2; ++which) {
    uint8_t* const out = row + kUnitsAt + which * kUnitWidth;
    const uint32_t unit = (which == 0 ? table_.inner_ : table_.richest_)[table_.box_of_[i]];
    if (unit == 0) {
      std::memset(out, kNone, kUnitWidth);
    } else {
      std::memcpy(out, table_.unit_rows_[unit - 1].data(), kUnitWidth);
    }
  }
  std::memcpy(row + kPageAt, table_.page_row_.data(), static_cast<size_t>(Whole::kCount));
}

void FeatureTable::RowWriter::WriteBoxes(uint32_t i, uint8_t* row) const {
  constexpr size_t kNames = kNameCount + kSemanticTagCount;
  const Block& block = page_.blocks[i];
  uint32_t box = table_.box_of_[i];
  row[At(Place::kNegativeNames)] = table_.name_counts_[size_t{box} * 2];
  row[At(Place::kPositiveNames)] = table_.name_counts_[size_t{box} * 2 + 1];
  const int64_t weight = page_.elements[block.element].weight;
  const auto scaled = [](int64_t w) {
    return static_cast<uint8_t>(std::clamp<int64_t>(w / 2 + 128, 0, 255));
  };
  row[At(Place::kNameWeight)] = scaled(weight);
  row[At(Place::kNameOver)] = scaled(weight - table_.mean_weight_);
  const uint8_t* const names = table_.name_rows_.data() + box * kNames;
  for (size_t level = 0; level < kBoxLevels; ++level) {
    std::memcpy(row + kBoxAt + level * At(Around::kCount), table_.box_rows_[box].data(), kBoxWidth);
    box = table_.boxes_[box].parent;
  }
  std::memcpy(row + kNamesAt, names, kNames);
  for (uint32_t bits = block.names.bits(); bits != 0; bits &= bits - 1)
    row[kNamesAt + std::countr_zero(bits)] = 0;
}

void FeatureTable::WriteRows() { RowWriter(this).Write(); }

void FeatureTable::RowWriter::Write() {
  const auto blocks = static_cast<uint32_t>(table_.blocks_);
  for (; first_ < blocks; first_ += size_) {
    size_ = std::min<uint32_t>(kBlocks, blocks - first_);
    CountBefore();
    DescribeBlocks();
    text::RunWidest([this]() DECHAFF_INLINE {
      DescribeCounts();
      for (size_t k = 0; k < kWindows; ++k) DescribeWindow(k);
      DescribePlace();
      DescribeDepths();
      DescribeTitleContext();
    });
    DescribeNeighbours();
    DescribeHeadingContext();
    DescribeProseContext();
    DescribeCommentContext();
    DescribeAnchor(table_.half_, Place::kHalfUp, Place::kHalfSide, Place::kHalfShare, Place::kHalfLinks);
    DescribeAnchor(table_.most_, Place::kMostUp, Place::kMostSide, Place::kMostShare, Place::kMostLinks);
    TurnIntoRows();
  }
}

}  // namespace dechaff::judge
