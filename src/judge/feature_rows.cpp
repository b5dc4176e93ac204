// Second half of a feature table: writes the rows.
#include <algorithm>
#include <cstring>

#include "judge/features.h"
#include "judge/quantise.h"

namespace dechaff::judge {
namespace {

using page::Block;
using page::Measures;
using page::NameGroup;

template <typename Feature>
constexpr int At(Feature f) {
  return static_cast<int>(f);
}
constexpr int At(Place f) { return kPlaceAt + static_cast<int>(f); }
constexpr int At(Whole f) { return kPageAt + static_cast<int>(f); }

constexpr int kOffsets[kNeighbours] = {-1, 1};
constexpr size_t kReaches[kWindows] = {4, 10};

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

void FeatureTable::WriteOwn() {
  for (size_t i = 0; i < blocks_; ++i) {
    const Block& b = page_->blocks[i];
    const Measures& m = b.own;
    const page::Element& e = page_->elements[b.element];
    Glance& g = glances_[i];
    g.tag = static_cast<uint8_t>(e.tag);
    uint8_t* row = MutableRow(i);
    row[At(Own::kTokens)] = Log(m.tokens);
    row[At(Own::kTokenBytes)] = Mean(b.text_end - b.text_begin, m.tokens);
    row[At(Own::kLinkDensity)] = Ratio(m.link_tokens, m.tokens);
    row[At(Own::kLinks)] = Log(m.links);
    row[At(Own::kStops)] = Log(m.stops);
    row[At(Own::kStopRate)] = Share(m.stops * 4, m.tokens);
    row[At(Own::kCommas)] = Log(m.commas);
    row[At(Own::kCommaRate)] = Share(m.commas * 4, m.tokens);
    row[At(Own::kDigits)] = Share(m.digits, m.tokens);
    row[At(Own::kCapitals)] = Ratio(m.capitals, m.tokens);
    row[At(Own::kFirstChar)] = g.first;
    row[At(Own::kLastChar)] = g.last;
    row[At(Own::kKind)] = static_cast<uint8_t>(b.kind);
    row[At(Own::kLevel)] = b.level;
    row[At(Own::kTag)] = g.tag;
    row[At(Own::kDepth)] = static_cast<uint8_t>(std::min<int>(e.depth, 255));
    row[At(Own::kHidden)] = e.hidden;
    row[At(Own::kImages)] = Log(m.images);
    row[At(Own::kInputs)] = Log(m.inputs);
    row[At(Own::kLines)] = b.lines;
    row[At(Own::kRow)] = b.row != 0;
    row[At(Own::kDate)] = static_cast<uint8_t>(g.tally.dates);
    row[At(Own::kPrice)] = static_cast<uint8_t>(g.tally.prices);
    row[At(Own::kTitleOverlap)] = g.title_overlap;
    row[At(Own::kTitleCover)] = g.title_cover;
    row[At(Own::kIdeographs)] = (b.text_end - b.text_begin) < 4 * m.tokens && g.first == 4;
  }
}

// What the learnt weights of the names around say, and how much more that is than on the page's average.
void FeatureTable::WriteNameWeights() {
  int64_t sum = 0, tokens = 0;
  const auto weight = [&](size_t i) { return int64_t{page_->elements[page_->blocks[i].element].weight}; };
  for (size_t i = 0; i < blocks_; ++i) {
    const int64_t n = page_->blocks[i].own.tokens + 1;
    sum += weight(i) * n;
    tokens += n;
  }
  const int64_t mean = sum / tokens;
  const auto scaled = [](int64_t w) {
    return static_cast<uint8_t>(std::clamp<int64_t>(w / 2 + 128, 0, 255));
  };
  for (size_t i = 0; i < blocks_; ++i) {
    MutableRow(i)[At(Place::kNameWeight)] = scaled(weight(i));
    MutableRow(i)[At(Place::kNameOver)] = scaled(weight(i) - mean);
  }
}

void FeatureTable::WriteBoxes() {
  constexpr auto kWidth = static_cast<size_t>(Around::kCount);
  constexpr size_t kNames = kNameCount + kSemanticTagCount;
  for (size_t i = 0; i < blocks_; ++i) {
    uint8_t* row = MutableRow(i);
    uint32_t box = box_of_[i];
    std::memcpy(row + kNamesAt, name_rows_.data() + box * kNames, kNames);
    for (uint32_t bits = page_->blocks[i].names.bits(); bits != 0; bits &= bits - 1) {
      row[kNamesAt + std::countr_zero(bits)] = 0;
    }
    row[At(Place::kNegativeNames)] = name_counts_[size_t{box} * 2];
    row[At(Place::kPositiveNames)] = name_counts_[size_t{box} * 2 + 1];
    for (int level = 0; level < kBoxLevels; ++level) {
      const Box& b = boxes_[box];
      std::memcpy(row + kBoxAt + level * At(Around::kCount), box_rows_.data() + box * kWidth, kWidth);
      row[At(Place::kInBox0) + level] = Ratio(static_cast<uint32_t>(i) - b.first, b.end - b.first);
      box = b.parent;
    }
    std::memcpy(row + kPageAt, page_row_.data(), page_row_.size());
  }
}

void FeatureTable::WriteNeighbours() {
  for (int k = 0; k < kNeighbours; ++k) {
    for (size_t i = 0; i < blocks_; ++i) {
      uint8_t* row = MutableRow(i) + kNeighboursAt + k * At(Near::kCount);
      const int64_t j = static_cast<int64_t>(i) + kOffsets[k];
      if (j < 0 || j >= static_cast<int64_t>(blocks_)) {
        std::memset(row, kNone, static_cast<size_t>(Near::kCount));
        continue;
      }
      const auto other = static_cast<size_t>(j);
      const uint8_t* near = Row(other);
      row[At(Near::kTokens)] = near[At(Own::kTokens)];
      row[At(Near::kLinkDensity)] = near[At(Own::kLinkDensity)];
      row[At(Near::kLevel)] = glances_[other].level;
      row[At(Near::kLastChar)] = near[At(Own::kLastChar)];
      row[At(Near::kTag)] = near[At(Own::kTag)];
      const uint32_t mine = boxes_[box_of_[i]].parent, its = boxes_[box_of_[other]].parent;
      row[At(Near::kSameBox)] = static_cast<uint8_t>(2 * (box_of_[i] == box_of_[other]) + (mine == its));
    }
  }
}

void FeatureTable::WriteWindows() {
  for (int k = 0; k < kWindows; ++k) {
    for (size_t i = 0; i < blocks_; ++i) {
      const size_t low = i > kReaches[k] ? i - kReaches[k] : 0;
      const size_t high = std::min(i + kReaches[k] + 1, blocks_);
      const Measures m = page_->sums[high] - page_->sums[low];
      const Tally t = tallies_[high] - tallies_[low];
      const auto n = static_cast<uint32_t>(high - low);
      uint8_t* row = MutableRow(i) + kWindowsAt + k * At(Window::kCount);
      row[At(Window::kTokens)] = Mean(m.tokens, n);
      row[At(Window::kLinkDensity)] = Ratio(m.link_tokens, m.tokens);
      row[At(Window::kProse)] = Ratio(t.prose, m.tokens);
      row[At(Window::kStops)] = Share(m.stops * 4, m.tokens);
      row[At(Window::kDates)] = Share(t.dates, n);
      row[At(Window::kHeadlineLinks)] = Share(t.headline_links, n);
      row[At(Window::kCues)] = Share(t.cues, n);
    }
  }
}

void FeatureTable::WritePlace() {
  const uint32_t tokens = page_->Total().tokens, prose = tallies_[blocks_].prose;
  int64_t h1 = -1, behind = -1;
  const auto n = static_cast<uint32_t>(blocks_);
  for (uint32_t i = 0; i < n; ++i) {
    uint8_t* row = MutableRow(i);
    if (h1 < 0 && glances_[i].level == 1) h1 = i;
    row[At(Place::kIndex)] = Log(i);
    row[At(Place::kReverse)] = Log(n - 1 - i);
    row[At(Place::kBlocksBefore)] = Ratio(i, n);
    row[At(Place::kTokensBefore)] = Ratio(page_->sums[i].tokens, tokens);
    row[At(Place::kProseBefore)] = Ratio(tallies_[i].prose, prose);
    row[At(Place::kProseBehind)] = behind < 0 ? kNone : Log(i - static_cast<uint32_t>(behind));
    if (glances_[i].tally.prose > 0) behind = i;
  }
  int64_t ahead = -1;
  for (uint32_t i = n; i-- > 0;) {
    uint8_t* row = MutableRow(i);
    row[At(Place::kFirstH1)] = h1 < 0 ? uint8_t{0} : Distance(static_cast<int64_t>(i) - h1);
    row[At(Place::kProseAhead)] = ahead < 0 ? kNone : Log(static_cast<uint32_t>(ahead) - i);
    if (glances_[i].tally.prose > 0) ahead = i;
  }
  WriteAnchor(50, Place::kHalfUp, Place::kHalfSide, Place::kHalfShare, Place::kHalfLinks);
  WriteAnchor(80, Place::kMostUp, Place::kMostSide, Place::kMostShare, Place::kMostLinks);
}

// The smallest box with at least `percent` of the page's prose: how many boxes up from it the block is
// inside, on which side the block is, how large it is.
void FeatureTable::WriteAnchor(uint32_t percent, Place up, Place side, Place share, Place links) {
  const uint32_t needed = static_cast<uint32_t>(uint64_t{tallies_[blocks_].prose} * percent / 100);
  const auto& boxes = boxes_.boxes();
  uint32_t anchor = 0;
  for (uint32_t i = 0; i < boxes.size(); ++i) {
    const bool smaller = boxes[i].end - boxes[i].first <= boxes[anchor].end - boxes[anchor].first;
    if (smaller && TalliesOf(boxes[i]).prose >= needed) anchor = i;
  }
  const Box& box = boxes[anchor];
  const Measures m = SumOf(box);
  const uint8_t share_of_page = Share(m.tokens, page_->Total().tokens),
                density = Ratio(m.link_tokens, m.tokens);
  for (uint32_t i = 0; i < blocks_; ++i) {
    uint8_t* row = MutableRow(i);
    row[At(side)] = i < box.first ? 0 : i >= box.end ? 2 : 1;
    row[At(share)] = share_of_page;
    row[At(links)] = density;
  }
  uint32_t first = box.first, end = box.first;
  uint8_t steps = 0;
  for (uint32_t at = anchor;; at = boxes[at].parent, ++steps) {
    for (uint32_t i = boxes[at].first; i < first; ++i) MutableRow(i)[At(up)] = steps;
    for (uint32_t i = end; i < boxes[at].end; ++i) MutableRow(i)[At(up)] = steps;
    first = boxes[at].first, end = boxes[at].end;
    if (at == 0 || steps == 250) break;
  }
}

void FeatureTable::WriteHeadingContext() {
  int64_t heading = -1;
  for (size_t i = 0; i < blocks_; ++i) {
    uint8_t* row = MutableRow(i);
    if (heading >= 0) {
      const auto h = static_cast<size_t>(heading);
      const uint32_t cues = glances_[h].cues;
      constexpr uint32_t kComment = 1u << static_cast<int>(Cue::kComment);
      constexpr uint32_t kRelated = 1u << static_cast<int>(Cue::kRelated);
      row[At(Place::kLastHeading)] = Log(static_cast<uint32_t>(i - h));
      row[At(Place::kHeadingLevel)] = glances_[h].level;
      row[At(Place::kHeadingLinks)] = Row(h)[At(Own::kLinkDensity)];
      row[At(Place::kHeadingTokens)] = Row(h)[At(Own::kTokens)];
      row[At(Place::kHeadingCueComment)] = (cues & kComment) != 0;
      row[At(Place::kHeadingCueRelated)] = (cues & kRelated) != 0;
      row[At(Place::kHeadingCueOther)] = (cues & ~(kComment | kRelated)) != 0;
    } else {
      row[At(Place::kLastHeading)] = kNone;
    }
    if (glances_[i].level > 0) heading = static_cast<int64_t>(i);
  }
}

void FeatureTable::WriteTitleContext() {
  if (title_block_ == UINT32_MAX) {
    for (size_t i = 0; i < blocks_; ++i) MutableRow(i)[At(Place::kTitleUp)] = kNone;
    return;
  }
  const uint32_t t = title_block_, tokens = page_->Total().tokens;
  uint32_t first = t, end = t;
  uint8_t steps = 0;
  for (uint32_t at = box_of_[t];; at = boxes_[at].parent, ++steps) {
    const Box& box = boxes_[at];
    const uint8_t share = Share(SumOf(box).tokens, tokens);
    const auto write = [&](uint32_t i) {
      MutableRow(i)[At(Place::kTitleUp)] = steps;
      MutableRow(i)[At(Place::kTitleShare)] = share;
    };
    for (uint32_t i = box.first; i < first; ++i) write(i);
    for (uint32_t i = end; i < box.end; ++i) write(i);
    first = box.first, end = box.end;
    if (at == 0 || steps == 250) break;
  }
  for (uint32_t i = 0; i < blocks_; ++i) {
    uint8_t* row = MutableRow(i);
    row[At(Place::kTitleDistance)] = Distance(static_cast<int64_t>(i) - t);
    row[At(Place::kTitleTokens)] =
        Distance(static_cast<int64_t>(page_->sums[i].tokens) - page_->sums[t].tokens);
    const auto count = [&](uint32_t Tally::*what) {
      return Distance(static_cast<int64_t>(tallies_[i].*what) - tallies_[t].*what);
    };
    row[At(Place::kTitleHeadings)] = count(&Tally::main_headings);
    row[At(Place::kTitleLinkHeadings)] = count(&Tally::link_headings);
    row[At(Place::kTitleIs)] = i == t;
  }
}

void FeatureTable::WriteCommentContext() {
  const Tally& all = tallies_[blocks_];
  const uint32_t tokens = page_->Total().tokens;
  int64_t cue = -1;
  for (size_t i = 0; i < blocks_; ++i) {
    if (glances_[i].tally.comment_cues != 0) cue = static_cast<int64_t>(i);
    uint8_t* row = MutableRow(i);
    row[At(Place::kInComments)] = comment_[i] != 0;
    row[At(Place::kCommentShare)] =
        comment_[i] == 0 ? kNone : Share(SumOf(boxes_[comment_[i] - 1]).tokens, tokens);
    row[At(Place::kBeforeOutside)] = Log(tallies_[i].outside);
    row[At(Place::kBeforeOutsideShare)] = Ratio(tallies_[i].outside, all.outside);
    row[At(Place::kCommentCues)] = Log(tallies_[i + 1].comment_cues);
    row[At(Place::kCommentCueDistance)] =
        cue < 0 ? kNone : Log(static_cast<uint32_t>(static_cast<int64_t>(i) - cue));
    row[At(Place::kProseBeforeCue)] =
        cue < 0 ? kNone : Ratio(tallies_[static_cast<size_t>(cue)].prose, all.prose);
  }
}

void FeatureTable::WriteGroups() {
  const Tally& all = tallies_[blocks_];
  const uint32_t tokens = page_->Total().tokens;
  for (size_t i = 0; i < blocks_; ++i) {
    const GroupSum& g = groups_[group_of_[i]];
    const uint32_t span = g.last - g.first + 1;
    uint8_t* row = MutableRow(i);
    row[At(Place::kGroupBlocks)] = Log(g.blocks);
    row[At(Place::kGroupShare)] = Share(g.sum.tokens, tokens);
    row[At(Place::kGroupMean)] = Mean(g.sum.tokens, g.blocks);
    row[At(Place::kGroupLinks)] = Ratio(g.sum.link_tokens, g.sum.tokens);
    row[At(Place::kGroupProse)] = Ratio(g.prose, g.sum.tokens);
    row[At(Place::kGroupProseShare)] = Share(g.prose, all.prose);
    row[At(Place::kGroupSpan)] = Share(span, static_cast<uint32_t>(blocks_));
    row[At(Place::kGroupDensity)] = Ratio(g.blocks, span);
  }
}

void FeatureTable::WriteUnits() {
  constexpr auto kWidth = static_cast<size_t>(InUnits::kCount);
  const Tally& all = tallies_[blocks_];
  for (size_t i = 0; i < blocks_; ++i) {
    for (int which = 0; which < 2; ++which) {
      uint8_t* out = MutableRow(i) + kUnitsAt + which * static_cast<int>(kWidth);
      const uint32_t unit = (which == 0 ? inner_ : richest_)[box_of_[i]];
      if (unit == 0) {
        std::memset(out, kNone, kWidth);
        continue;
      }
      const Box& box = boxes_[unit - 1];
      const UnitList& u = units_[boxes_.Group(unit - 1)];
      const Measures m = SumOf(box);
      const uint32_t before = tallies_[u.first].prose, after = all.prose - tallies_[u.end].prose;
      const uint8_t title = title_block_ < u.first       ? 0
                            : title_block_ < u.end       ? 1
                            : title_block_ == UINT32_MAX ? 3
                                                         : 2;
      for (const uint8_t value :
           {Log(u.count), Log(box.same_index), Mean(u.sum.tokens, u.count),
            Ratio(u.sum.link_tokens, u.sum.tokens), Share(u.tally.prose, all.prose),
            Mean(u.tally.dates, u.count), Mean(u.sum.headings, u.count), Mean(u.sum.images, u.count),
            Log(before), Ratio(before, before + u.tally.prose), Log(after),
            Ratio(m.tokens * u.count, 4 * u.sum.tokens), Ratio(u.first_prose, u.tally.prose), title,
            Mean(u.sum.inputs, u.count), Mean(box.end - box.first, 1)}) {
        *out++ = value;
      }
    }
  }
}

void FeatureTable::DescribePage() {
  const auto& boxes = boxes_.boxes();
  const Measures& m = page_->Total();
  const Tally& t = tallies_[blocks_];
  const auto n = static_cast<uint32_t>(blocks_);
  const PageSigns signs = ReadSigns(*page_->tree);
  page_row_.assign(static_cast<size_t>(Whole::kCount), 0);
  const auto put = [&](Whole f, uint8_t value) { page_row_[static_cast<size_t>(f)] = value; };

  uint32_t h1 = 0, longest = 0, hidden = 0, in_comments = 0, first_cue = UINT32_MAX;
  for (uint32_t i = 0; i < n; ++i) {
    const uint32_t tokens = page_->blocks[i].own.tokens;
    h1 += glances_[i].level == 1;
    longest = std::max(longest, tokens);
    if (page_->elements[page_->blocks[i].element].hidden) hidden += tokens;
    if (comment_[i] != 0) in_comments += tokens;
    if (first_cue == UINT32_MAX && glances_[i].tally.comment_cues != 0) first_cue = i;
  }
  uint32_t tags[kSemanticTagCount] = {}, names[kNameCount] = {}, main = 0, article = 0;
  for (const Box& box : boxes) {
    for (uint32_t bits = box.tags; bits != 0; bits &= bits - 1) ++tags[std::countr_zero(bits)];
    for (uint32_t bits = box.names.bits(); bits != 0; bits &= bits - 1) ++names[std::countr_zero(bits)];
    if (box.tags & 1u << 5) main = std::max(main, SumOf(box).tokens + 1);
    if (box.tags & 1u << 4) article = std::max(article, SumOf(box).tokens + 1);
  }
  put(Whole::kTokens, Log(m.tokens));
  put(Whole::kBlocks, Log(n));
  put(Whole::kLinkDensity, Ratio(m.link_tokens, m.tokens));
  put(Whole::kProse, Ratio(t.prose, m.tokens));
  put(Whole::kMeanTokens, Mean(m.tokens, n));
  put(Whole::kHeadings, Share(m.headings, n));
  put(Whole::kH1, Log(h1));
  put(Whole::kArticles, Log(tags[4]));
  put(Whole::kMainShare, main == 0 ? kNone : Share(main - 1, m.tokens));
  put(Whole::kArticleShare, article == 0 ? kNone : Share(article - 1, m.tokens));
  put(Whole::kForms, Log(tags[7]));
  put(Whole::kImages, Mean(m.images, n));
  put(Whole::kInputs, Log(m.inputs));
  put(Whole::kStops, Share(m.stops * 4, m.tokens));
  put(Whole::kShort, Ratio(t.shorts, n));
  put(Whole::kItems, Share(tags[10], n));
  put(Whole::kCells, Share(tags[16], n));
  put(Whole::kLongest, Log(longest));
  put(Whole::kHidden, Share(hidden, m.tokens));
  put(Whole::kCapitals, Ratio(m.capitals, m.tokens));
  put(Whole::kDigits, Share(m.digits, m.tokens));
  put(Whole::kDates, Log(t.dates));
  put(Whole::kDateShare, Share(t.dates, n));
  put(Whole::kPrices, Log(t.prices));
  put(Whole::kLinkHeadings, Share(t.link_headings, m.headings));
  put(Whole::kTitleScore, title_score_);
  put(Whole::kTitlePlace,
      title_block_ == UINT32_MAX ? kNone : Ratio(page_->sums[title_block_].tokens, m.tokens));
  put(Whole::kCommentShare, Share(in_comments, m.tokens));
  put(Whole::kProseOutside, Log(t.outside));
  put(Whole::kProseOutsideShare, Ratio(t.outside, t.prose));
  put(Whole::kCommentCues, Log(t.comment_cues));
  put(Whole::kFirstCueProse, first_cue == UINT32_MAX ? kNone : Ratio(tallies_[first_cue].prose, t.prose));
  put(Whole::kOpenGraph, static_cast<uint8_t>(signs.open_graph));
  for (size_t k = 0; k < signs.schema.size(); ++k) {
    page_row_[static_cast<size_t>(Whole::kSchemaArticle) + k] = Log(signs.schema[k]);
  }
  const auto put_names = [&](Whole f, NameGroup g) { put(f, Log(names[static_cast<int>(g)])); };
  put_names(Whole::kNamesComment, NameGroup::kComment);
  put_names(Whole::kNamesPrice, NameGroup::kPrice);
  put_names(Whole::kNamesPost, NameGroup::kPost);
  put_names(Whole::kNamesTeaser, NameGroup::kTeaser);
  put_names(Whole::kNamesReview, NameGroup::kReview);
  put_names(Whole::kNamesArticle, NameGroup::kArticle);
  put_names(Whole::kNamesCode, NameGroup::kCode);
  put_names(Whole::kNamesAuthor, NameGroup::kAuthor);
  const UnitList* list = nullptr;
  for (const UnitList& u : units_) {
    if (u.count >= 3 && (list == nullptr || u.sum.tokens > list->sum.tokens)) list = &u;
  }
  if (list != nullptr) {
    put(Whole::kUnitCount, Log(list->count));
    put(Whole::kUnitMean, Mean(list->sum.tokens, list->count));
    put(Whole::kUnitLinks, Ratio(list->sum.link_tokens, list->sum.tokens));
    put(Whole::kUnitShare, Share(list->sum.tokens, m.tokens));
    put(Whole::kUnitDates, Mean(list->tally.dates, list->count));
    put(Whole::kUnitBefore, Log(tallies_[list->first].prose));
    put(Whole::kUnitImages, Mean(list->sum.images, list->count));
  }
  const GroupSum* largest = &groups_[0];
  for (const GroupSum& g : groups_) largest = g.prose > largest->prose ? &g : largest;
  put(Whole::kLargestGroup, Log(largest->blocks));
  put(Whole::kLargestGroupShare, Share(largest->prose, t.prose));
}

}  // namespace dechaff::judge
