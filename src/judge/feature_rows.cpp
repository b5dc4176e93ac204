// Second half of a feature table: writes the rows, each in one go.
#include <algorithm>
#include <cstring>

#include "judge/features.h"
#include "judge/quantise.h"

namespace dechaff::judge {
namespace {

using page::Block;
using page::Measures;

template <typename Feature>
constexpr int At(Feature f) {
  return static_cast<int>(f);
}
constexpr int At(Place f) { return kPlaceAt + static_cast<int>(f); }
constexpr int At(Whole f) { return kPageAt + static_cast<int>(f); }

constexpr int kOffsets[kNeighbours] = {-1, 1};
constexpr uint32_t kReaches[kWindows] = {4, 10};

}  // namespace

std::string FeatureName(int feature) {
#define DECHAFF_FEATURE_NAME(id) #id,
  static constexpr const char* kOwn[] = {DECHAFF_OWN_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kAround[] = {DECHAFF_BOX_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kNear[] = {DECHAFF_NEIGHBOUR_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kWindow[] = {DECHAFF_WINDOW_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kPlace[] = {DECHAFF_PLACE_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kUnit[] = {DECHAFF_UNIT_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kWhole[] = {DECHAFF_PAGE_FEATURES(DECHAFF_FEATURE_NAME)};
#undef DECHAFF_FEATURE_NAME
#define DECHAFF_SECTION_NAME(id, name) name,
  static constexpr const char* kNames[] = {DECHAFF_NAME_GROUPS(DECHAFF_SECTION_NAME)};
#undef DECHAFF_SECTION_NAME
  const auto repeated = [&](const char* prefix, int at, const char* const* names, int width) {
    return prefix + std::to_string((feature - at) / width) + "." + names[(feature - at) % width];
  };
  if (feature >= kPageAt) return std::string("page.") + kWhole[feature - kPageAt];
  if (feature >= kUnitsAt) return repeated("units", kUnitsAt, kUnit, At(InUnits::kCount));
  if (feature >= kPlaceAt) return std::string("place.") + kPlace[feature - kPlaceAt];
  if (feature >= kWindowsAt) return repeated("window", kWindowsAt, kWindow, At(Window::kCount));
  if (feature >= kNeighboursAt) return repeated("near", kNeighboursAt, kNear, At(Near::kCount));
  if (feature >= kTagsAt) return "tag." + std::string(html::TagName(kSemanticTags[feature - kTagsAt]));
  if (feature >= kNamesAt) return std::string("name.") + kNames[feature - kNamesAt];
  if (feature >= kBoxAt) return repeated("box", kBoxAt, kAround, At(Around::kCount));
  return std::string("own.") + kOwn[feature];
}

void FeatureTable::WriteRows() {
  const auto n = static_cast<uint32_t>(blocks_);
  Seen seen;
  WriteOwn(0);
  for (uint32_t i = 0; i < n; ++i) {
    if (i + 1 < n) WriteOwn(i + 1);  // of which the row before it takes some
    uint8_t* const row = MutableRow(i);
    WriteBoxes(i, row);
    WriteNeighbours(i, row);
    WriteWindows(i, row);
    WritePlace(i, &seen, row);
    WriteAnchors(i, row);
    WriteHeadingContext(i, &seen, row);
    WriteTitleContext(i, row);
    WriteCommentContext(i, &seen, row);
    std::memcpy(row + At(Place::kGroupBlocks), group_rows_[group_of_[i]].data(), kGroupWidth);
    WriteUnits(i, row);
    std::memcpy(row + kPageAt, page_row_.data(), static_cast<size_t>(Whole::kCount));
  }
}

void FeatureTable::WriteOwn(uint32_t i) {
  const Block& b = page_->blocks[i];
  const Measures m = page_->Own(i);
  const page::Element& e = page_->elements[b.element];
  const Glance& g = glances_[i];
  const uint32_t bytes = b.text_end - b.text_begin;
  Parts<4> ratios;
  ratios.Set(0, m.link_tokens, m.tokens);
  ratios.Set(1, m.capitals, m.tokens);
  Parts<4> shares;
  shares.Set(0, m.stops * 4, m.tokens);
  shares.Set(1, m.commas * 4, m.tokens);
  shares.Set(2, m.digits, m.tokens);
  const auto ratio = ratios.Ratios();
  const auto share = shares.Shares();
  uint8_t* const row = MutableRow(i);
  row[At(Own::kTokens)] = Log(m.tokens);
  row[At(Own::kTokenBytes)] = Mean(bytes, m.tokens);
  row[At(Own::kLinkDensity)] = ratio[0];
  row[At(Own::kLinks)] = Log(m.links);
  row[At(Own::kStops)] = Log(m.stops);
  row[At(Own::kStopRate)] = share[0];
  row[At(Own::kCommas)] = Log(m.commas);
  row[At(Own::kCommaRate)] = share[1];
  row[At(Own::kDigits)] = share[2];
  row[At(Own::kCapitals)] = ratio[1];
  row[At(Own::kFirstChar)] = g.first;
  row[At(Own::kLastChar)] = g.last;
  row[At(Own::kKind)] = static_cast<uint8_t>(b.kind);
  row[At(Own::kLevel)] = b.level;
  row[At(Own::kTag)] = static_cast<uint8_t>(e.tag);
  row[At(Own::kDepth)] = static_cast<uint8_t>(std::min<int>(e.depth, 255));
  row[At(Own::kHidden)] = e.hidden;
  row[At(Own::kImages)] = Log(m.images);
  row[At(Own::kInputs)] = Log(m.inputs);
  row[At(Own::kLines)] = b.lines;
  row[At(Own::kRow)] = b.row != 0;
  row[At(Own::kDate)] = static_cast<uint8_t>(g.tally.dates);
  row[At(Own::kPrice)] = static_cast<uint8_t>(g.tally.prices);
  row[At(Own::kCopies)] = Log(copies_[g.copy]);
  row[At(Own::kCopyIndex)] = Log(g.copy_index);
  row[At(Own::kTitleOverlap)] = g.title_overlap;
  row[At(Own::kTitleCover)] = g.title_cover;
  row[At(Own::kIdeographs)] = bytes < 4 * m.tokens && g.first == 4;
}

void FeatureTable::WriteBoxes(uint32_t i, uint8_t* row) const {
  constexpr auto kWidth = static_cast<size_t>(Around::kCount);
  constexpr size_t kNames = kNameCount + kSemanticTagCount;
  const Block& block = page_->blocks[i];
  uint32_t box = box_of_[i];
  std::memcpy(row + kNamesAt, name_rows_.data() + box * kNames, kNames);
  for (uint32_t bits = block.names.bits(); bits != 0; bits &= bits - 1) {
    row[kNamesAt + std::countr_zero(bits)] = 0;
  }
  row[At(Place::kNegativeNames)] = name_counts_[size_t{box} * 2];
  row[At(Place::kPositiveNames)] = name_counts_[size_t{box} * 2 + 1];
  const int64_t weight = page_->elements[block.element].weight;
  const auto scaled = [](int64_t w) {
    return static_cast<uint8_t>(std::clamp<int64_t>(w / 2 + 128, 0, 255));
  };
  row[At(Place::kNameWeight)] = scaled(weight);
  row[At(Place::kNameOver)] = scaled(weight - mean_weight_);
  Parts<(kBoxLevels + 3) / 4 * 4> inside;
  for (int level = 0; level < kBoxLevels; ++level) {
    const Box& b = boxes_[box];
    std::memcpy(row + kBoxAt + level * At(Around::kCount), box_rows_.data() + box * kWidth, kWidth);
    inside.Set(static_cast<size_t>(level), i - b.first, b.end - b.first);
    box = b.parent;
  }
  std::memcpy(row + At(Place::kInBox0), inside.Ratios().data(), kBoxLevels);
}

void FeatureTable::WriteNeighbours(uint32_t i, uint8_t* row) const {
  const uint32_t box = box_of_[i];
  for (int k = 0; k < kNeighbours; ++k) {
    uint8_t* const out = row + kNeighboursAt + k * At(Near::kCount);
    const int64_t j = int64_t{i} + kOffsets[k];
    if (j < 0 || j >= static_cast<int64_t>(blocks_)) {
      std::memset(out, kNone, static_cast<size_t>(Near::kCount));
      continue;
    }
    const auto other = static_cast<size_t>(j);
    const uint8_t* const near = Row(other);
    out[At(Near::kTokens)] = near[At(Own::kTokens)];
    out[At(Near::kLinkDensity)] = near[At(Own::kLinkDensity)];
    out[At(Near::kLevel)] = glances_[other].level;
    out[At(Near::kLastChar)] = near[At(Own::kLastChar)];
    out[At(Near::kTag)] = near[At(Own::kTag)];
    const bool same_parent = boxes_[box].parent == boxes_[box_of_[other]].parent;
    out[At(Near::kSameBox)] = static_cast<uint8_t>(2 * (box == box_of_[other]) + same_parent);
  }
}

void FeatureTable::WriteWindows(uint32_t i, uint8_t* row) const {
  static_assert(kWindows == 2);
  const auto blocks = static_cast<uint32_t>(blocks_);
  Parts<4> ratios;
  Parts<8> shares;
  for (uint32_t k = 0; k < kWindows; ++k) {
    const uint32_t low = i > kReaches[k] ? i - kReaches[k] : 0, high = std::min(i + kReaches[k] + 1, blocks);
    const Measures m = page_->sums[high] - page_->sums[low];
    const Tally t = tallies_[high] - tallies_[low];
    const uint32_t n = high - low;
    ratios.Set(2 * k, m.link_tokens, m.tokens);
    ratios.Set(2 * k + 1, t.prose, m.tokens);
    shares.Set(4 * k, m.stops * 4, m.tokens);
    shares.Set(4 * k + 1, t.dates, n);
    shares.Set(4 * k + 2, t.headline_links, n);
    shares.Set(4 * k + 3, t.cues, n);
    row[kWindowsAt + static_cast<int>(k) * At(Window::kCount) + At(Window::kTokens)] = Mean(m.tokens, n);
  }
  const auto ratio = ratios.Ratios();
  const auto share = shares.Shares();
  for (size_t k = 0; k < kWindows; ++k) {
    uint8_t* const out = row + kWindowsAt + static_cast<int>(k) * At(Window::kCount);
    out[At(Window::kLinkDensity)] = ratio[2 * k];
    out[At(Window::kProse)] = ratio[2 * k + 1];
    out[At(Window::kStops)] = share[4 * k];
    out[At(Window::kDates)] = share[4 * k + 1];
    out[At(Window::kHeadlineLinks)] = share[4 * k + 2];
    out[At(Window::kCues)] = share[4 * k + 3];
  }
}

void FeatureTable::WritePlace(uint32_t i, Seen* seen, uint8_t* row) const {
  const auto n = static_cast<uint32_t>(blocks_);
  const Tally& all = tallies_[blocks_];
  const auto has_prose = [this](uint32_t k) { return glances_[k].tally.prose > 0; };
  if (seen->next_prose <= i) {
    seen->next_prose = i + 1;
    while (seen->next_prose < n && !has_prose(seen->next_prose)) ++seen->next_prose;
  }
  Parts<4> ratios;
  ratios.Set(0, i, n);
  ratios.Set(1, page_->sums[i].tokens, page_->Total().tokens);
  ratios.Set(2, tallies_[i].prose, all.prose);
  ratios.Set(3, tallies_[i].outside, all.outside);
  const auto ratio = ratios.Ratios();
  row[At(Place::kIndex)] = Log(i);
  row[At(Place::kReverse)] = Log(n - 1 - i);
  row[At(Place::kBlocksBefore)] = ratio[0];
  row[At(Place::kTokensBefore)] = ratio[1];
  row[At(Place::kProseBefore)] = ratio[2];
  row[At(Place::kBeforeOutsideShare)] = ratio[3];
  row[At(Place::kBeforeOutside)] = Log(tallies_[i].outside);
  row[At(Place::kFirstH1)] = first_h1_ == UINT32_MAX ? uint8_t{0} : Distance(int64_t{i} - first_h1_);
  row[At(Place::kProseBehind)] = seen->prose == UINT32_MAX ? kNone : Log(i - seen->prose);
  row[At(Place::kProseAhead)] = seen->next_prose == n ? kNone : Log(seen->next_prose - i);
  if (has_prose(i)) seen->prose = i;
}

// On which side of the boxes that have most of the prose the block is, how far up from them, how large they
// are.
void FeatureTable::WriteAnchors(uint32_t i, uint8_t* row) const {
  const auto write = [&](const Anchor& anchor, Place up, Place side, Place share, Place links) {
    row[At(up)] = anchor.up[i];
    row[At(side)] = i < anchor.first ? 0 : i >= anchor.end ? 2 : 1;
    row[At(share)] = anchor.share;
    row[At(links)] = anchor.links;
  };
  write(half_, Place::kHalfUp, Place::kHalfSide, Place::kHalfShare, Place::kHalfLinks);
  write(most_, Place::kMostUp, Place::kMostSide, Place::kMostShare, Place::kMostLinks);
}

void FeatureTable::WriteHeadingContext(uint32_t i, Seen* seen, uint8_t* row) const {
  const uint32_t h = seen->heading;
  if (glances_[i].level > 0) seen->heading = i;
  if (h == UINT32_MAX) {
    row[At(Place::kLastHeading)] = kNone;
    for (const Place f : {Place::kHeadingLevel, Place::kHeadingLinks, Place::kHeadingTokens,
                          Place::kHeadingCueComment, Place::kHeadingCueRelated, Place::kHeadingCueOther}) {
      row[At(f)] = 0;
    }
    return;
  }
  const uint32_t cues = glances_[h].cues;
  constexpr uint32_t kComment = 1u << static_cast<int>(Cue::kComment);
  constexpr uint32_t kRelated = 1u << static_cast<int>(Cue::kRelated);
  row[At(Place::kLastHeading)] = Log(i - h);
  row[At(Place::kHeadingLevel)] = glances_[h].level;
  row[At(Place::kHeadingLinks)] = Row(h)[At(Own::kLinkDensity)];
  row[At(Place::kHeadingTokens)] = Row(h)[At(Own::kTokens)];
  row[At(Place::kHeadingCueComment)] = (cues & kComment) != 0;
  row[At(Place::kHeadingCueRelated)] = (cues & kRelated) != 0;
  row[At(Place::kHeadingCueOther)] = (cues & ~(kComment | kRelated)) != 0;
}

void FeatureTable::WriteTitleContext(uint32_t i, uint8_t* row) const {
  row[At(Place::kTitleUp)] = title_up_[i];
  row[At(Place::kTitleShare)] = title_share_[i];
  const uint32_t t = title_block_;
  if (t == UINT32_MAX) {
    for (const Place f : {Place::kTitleDistance, Place::kTitleTokens, Place::kTitleHeadings,
                          Place::kTitleLinkHeadings, Place::kTitleIs}) {
      row[At(f)] = 0;
    }
    return;
  }
  const auto from_title = [](uint32_t here, uint32_t there) { return Distance(int64_t{here} - there); };
  const Tally &here = tallies_[i], &there = tallies_[t];
  row[At(Place::kTitleDistance)] = from_title(i, t);
  row[At(Place::kTitleTokens)] = from_title(page_->sums[i].tokens, page_->sums[t].tokens);
  row[At(Place::kTitleHeadings)] = from_title(here.main_headings, there.main_headings);
  row[At(Place::kTitleLinkHeadings)] = from_title(here.link_headings, there.link_headings);
  row[At(Place::kTitleIs)] = i == t;
}

void FeatureTable::WriteCommentContext(uint32_t i, Seen* seen, uint8_t* row) const {
  if (glances_[i].tally.comment_cues != 0) {
    seen->cue = i;
    seen->prose_before_cue = Ratio(tallies_[i].prose, tallies_[blocks_].prose);
  }
  if (comment_[i] != seen->comment) {
    seen->comment = comment_[i];
    seen->comment_share =
        comment_[i] == 0 ? kNone : Share(SumOf(boxes_[comment_[i] - 1]).tokens, page_->Total().tokens);
  }
  row[At(Place::kInComments)] = comment_[i] != 0;
  row[At(Place::kCommentShare)] = seen->comment_share;
  row[At(Place::kCommentCues)] = Log(tallies_[i + 1].comment_cues);
  row[At(Place::kCommentCueDistance)] = seen->cue == UINT32_MAX ? kNone : Log(i - seen->cue);
  row[At(Place::kProseBeforeCue)] = seen->prose_before_cue;
}

void FeatureTable::WriteUnits(uint32_t i, uint8_t* row) const {
  for (size_t which = 0; which < 2; ++which) {
    uint8_t* const out = row + kUnitsAt + which * kUnitWidth;
    const uint32_t unit = (which == 0 ? inner_ : richest_)[box_of_[i]];
    if (unit == 0) {
      std::memset(out, kNone, kUnitWidth);
    } else {
      std::memcpy(out, unit_rows_[unit - 1].data(), kUnitWidth);
    }
  }
}

}  // namespace dechaff::judge
