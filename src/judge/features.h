// What the model sees of a block: a row of bytes. The same code makes the rows for training
// (rules/model) and for judging.
//
// A row is made in O(1) a block from sums over the page: the block itself, the boxes around it (see
// boxes.h), for each kind of name and tag the share of the page under the nearest box that has it (never
// yes or no alone: "comments" on the page's wrapper says nothing), neighbours and windows, its place,
// the page's title, comment areas, blocks of the same template, and the page as a whole.
#ifndef DECHAFF_JUDGE_FEATURES_H_
#define DECHAFF_JUDGE_FEATURES_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "judge/address.h"
#include "judge/boxes.h"
#include "judge/cues.h"
#include "judge/id_table.h"
#include "judge/network_ways.h"
#include "judge/signs.h"
#include "page/page.h"

namespace dechaff::judge {

// clang-format off
// Of the block itself.
#define DECHAFF_OWN_FEATURES(X)                                                                          \
  X(Tokens)                                                                                              \
  X(TokenBytes)                                                                                          \
  X(LinkDensity) X(Links) X(Stops) X(StopRate) X(Commas) X(CommaRate) X(Digits) X(Capitals) X(FirstChar) \
      X(LastChar) X(Kind) X(Level) X(Tag) X(Depth) X(Hidden) X(Images) X(Inputs) X(Lines) X(Row) X(Date) \
          X(Price) X(Copies) X(CopyIndex) X(TitleOverlap) X(TitleCover) X(Ideographs)

// Of a box around the block; the innermost and the kBoxLevels - 1 around it.
#define DECHAFF_BOX_FEATURES(X)                                                                             \
  X(Share)                                                                                                  \
  X(LinkDensity)                                                                                            \
  X(Blocks) X(MeanTokens) X(Prose) X(ProseShare) X(Commas) X(Stops) X(Headings) X(Images) X(Inputs) X(Same) \
      X(SameIndex) X(Children) X(Start) X(End) X(Tag) X(LinkHeadings) X(HeadlineLinks) X(Dates) X(Digits)   \
          X(Capitals) X(Short) X(Prices)

// Of the blocks before and after.
#define DECHAFF_NEIGHBOUR_FEATURES(X) X(Tokens) X(LinkDensity) X(Level) X(LastChar) X(Tag) X(SameBox)
// Over the blocks within 4 and within 10.
#define DECHAFF_WINDOW_FEATURES(X) \
  X(Tokens) X(LinkDensity) X(Prose) X(Stops) X(Dates) X(HeadlineLinks) X(Cues)

// Of the block's place in the page.
#define DECHAFF_PLACE_FEATURES(X)                                                                          \
  X(Index)                                                                                                 \
  X(Reverse)                                                                                               \
  X(BlocksBefore) X(TokensBefore) X(ProseBefore) X(FirstH1) X(LastHeading) X(HeadingLevel) X(HeadingLinks) \
      X(HeadingTokens) X(HeadingCueComment) X(HeadingCueRelated) X(HeadingCueOther) X(ProseBehind)         \
          X(ProseAhead) X(InBox0) X(InBox1) X(InBox2) X(InBox3) X(InBox4) X(InBox5) X(HalfUp) X(HalfSide)  \
              X(HalfShare) X(HalfLinks) X(MostUp) X(MostSide) X(MostShare) X(MostLinks) X(TitleUp)         \
                  X(TitleShare) X(TitleDistance) X(TitleTokens) X(TitleHeadings) X(TitleLinkHeadings)      \
                      X(TitleIs) X(InComments) X(CommentShare) X(BeforeOutside) X(BeforeOutsideShare)      \
                          X(CommentCueDistance) X(CommentCues) X(ProseBeforeCue) X(GroupBlocks)            \
                              X(GroupShare) X(GroupMean) X(GroupLinks) X(GroupProse) X(GroupProseShare)    \
                                  X(GroupSpan) X(GroupDensity) X(NegativeNames) X(PositiveNames)           \
                                      X(NameWeight) X(NameOver)

// Of a list of units: three or more siblings of one template (posts, comments, teasers, products). The
// innermost such list that the block is in, then the one around the block that holds most prose.
#define DECHAFF_UNIT_FEATURES(X)                                                                        \
  X(Many)                                                                                               \
  X(Index)                                                                                              \
  X(Mean) X(LinkDensity) X(ProseShare) X(Dates) X(Headings) X(Images) X(Before) X(BeforeShare) X(After) \
      X(Size) X(First) X(Title) X(Inputs) X(Blocks)

// Of the page; the same for all its blocks.
#define DECHAFF_PAGE_FEATURES(X)                                                                            \
  X(Tokens)                                                                                                 \
  X(Blocks)                                                                                                 \
  X(LinkDensity) X(Prose) X(MeanTokens) X(Headings) X(H1) X(Articles) X(MainShare) X(ArticleShare) X(Forms) \
      X(Images) X(Inputs) X(Stops) X(Short) X(Items) X(Cells) X(Longest) X(Hidden) X(Capitals) X(Digits)    \
          X(Dates) X(DateShare) X(Prices) X(LinkHeadings) X(TitleScore) X(TitlePlace) X(CommentShare)       \
              X(ProseOutside) X(ProseOutsideShare) X(CommentCues) X(FirstCueProse) X(OpenGraph)             \
                  X(SchemaArticle) X(SchemaProduct) X(SchemaForum) X(SchemaCollection) X(SchemaFaq)         \
                      X(SchemaRecipe) X(SchemaBusiness) X(SchemaReview) X(NamesComment) X(NamesPrice)       \
                          X(NamesPost) X(NamesTeaser) X(NamesReview) X(NamesArticle) X(NamesCode)           \
                              X(NamesAuthor) X(LargestGroup) X(LargestGroupShare) X(UnitCount) X(UnitMean)  \
                                  X(UnitLinks) X(UnitShare) X(UnitDates) X(UnitBefore) X(UnitImages)
// clang-format on

#define DECHAFF_FEATURE_ENUM(id) k##id,
enum class Own : int { DECHAFF_OWN_FEATURES(DECHAFF_FEATURE_ENUM) kCount };
enum class Around : int { DECHAFF_BOX_FEATURES(DECHAFF_FEATURE_ENUM) kCount };
enum class Near : int { DECHAFF_NEIGHBOUR_FEATURES(DECHAFF_FEATURE_ENUM) kCount };
enum class Window : int { DECHAFF_WINDOW_FEATURES(DECHAFF_FEATURE_ENUM) kCount };
enum class Place : int { DECHAFF_PLACE_FEATURES(DECHAFF_FEATURE_ENUM) kCount };
enum class InUnits : int { DECHAFF_UNIT_FEATURES(DECHAFF_FEATURE_ENUM) kCount };
enum class Whole : int { DECHAFF_PAGE_FEATURES(DECHAFF_FEATURE_ENUM) kCount };
#undef DECHAFF_FEATURE_ENUM

inline constexpr int kBoxLevels = 6;
inline constexpr int kNeighbours = 2;  // before and after
inline constexpr int kWindows = 2;
inline constexpr int kNameCount = static_cast<int>(page::NameGroup::kCount);

// Where each section of a row begins.
inline constexpr int kBoxAt = static_cast<int>(Own::kCount);
inline constexpr int kNamesAt = kBoxAt + kBoxLevels * static_cast<int>(Around::kCount);
inline constexpr int kTagsAt = kNamesAt + kNameCount;
inline constexpr int kNeighboursAt = kTagsAt + kSemanticTagCount;
inline constexpr int kWindowsAt = kNeighboursAt + kNeighbours * static_cast<int>(Near::kCount);
inline constexpr int kPlaceAt = kWindowsAt + kWindows * static_cast<int>(Window::kCount);
inline constexpr int kUnitsAt = kPlaceAt + static_cast<int>(Place::kCount);
inline constexpr int kPageAt = kUnitsAt + 2 * static_cast<int>(InUnits::kCount);
inline constexpr int kFeatureCount = kPageAt + static_cast<int>(Whole::kCount);

// What is known of the page as a whole, for its kind: Whole, then what its address says (whether it is known
// or that of a first page; for each PageKind whether it speaks for it). Rows of blocks end with Whole.
inline constexpr int kAddressAt = static_cast<int>(Whole::kCount);
inline constexpr int kPageRowSize = kAddressAt + 1 + static_cast<int>(kPageKindCount);

// "own.Tokens", "box2.Share", ... for reports; after the features of a block "page.Address0", ... of the
// page's address. REQUIRES: 0 <= feature < kPageAt + kPageRowSize.
std::string FeatureName(int feature);

// Makes the rows of a page. Holds the memory that is reused from page to page. One thread at a time.
class FeatureTable {
 public:
  // `title` and `address` are the page's, or empty. O(nodes + blocks).
  void Measure(const page::Page& page, std::string_view title, std::string_view address, const CueBook& cues);

  size_t size() const { return blocks_; }
  const uint8_t* Row(size_t block) const { return rows_.data() + block * kFeatureCount; }
  const BoxTree& boxes() const { return boxes_; }
  // What is known of the page as a whole: kPageRowSize bytes.
  std::span<const uint8_t> PageRow() const { return page_row_; }
  // Whether the block is in an area of comments that is not nearly the whole page.
  bool InComments(size_t block) const { return comment_[block] != 0; }
  // Which of the page's texts a block says: they are counted as they come for the first time.
  uint32_t Text(size_t block) const { return glances_[block].text; }
  // Blocks of the same template (tag and class of the element and three around it) have the same number.
  uint32_t Group(size_t block) const { return group_of_[block]; }

 private:
  // Counts over blocks beyond those of page::Measures; prefix sums like Page::sums.
  struct Tally {
    uint32_t prose = 0;  // tokens of blocks that read like prose, with a lower bar than Measures
    uint32_t link_headings = 0;
    uint32_t main_headings = 0;   // h1 and h2 that are no links
    uint32_t headline_links = 0;  // links of four words or more
    uint32_t dates = 0;
    uint32_t prices = 0;
    uint32_t shorts = 0;
    uint32_t cues = 0;
    uint32_t outside = 0;  // prose outside of comment areas
    uint32_t comment_cues = 0;
    Tally& operator+=(const Tally& o) {
      prose += o.prose, link_headings += o.link_headings, main_headings += o.main_headings;
      headline_links += o.headline_links, dates += o.dates, prices += o.prices, shorts += o.shorts;
      cues += o.cues, outside += o.outside, comment_cues += o.comment_cues;
      return *this;
    }
    Tally operator-(const Tally& o) const {
      Tally t = *this;
      t.prose -= o.prose, t.link_headings -= o.link_headings, t.main_headings -= o.main_headings;
      t.headline_links -= o.headline_links, t.dates -= o.dates, t.prices -= o.prices, t.shorts -= o.shorts;
      t.cues -= o.cues, t.outside -= o.outside, t.comment_cues -= o.comment_cues;
      return t;
    }
  };
  // What is known of one block before sums can be made.
  struct Glance {
    Tally tally;
    uint32_t text = 0, copy_index = 0;  // which of the page's texts it is, and how often that came before
    uint16_t cues = 0;                  // bits of Cue
    uint8_t first = 0, last = 0, level = 0;
    uint8_t title_overlap = 0, title_cover = 0;
  };
  // What one block says or several.
  struct PageText {
    uint32_t first, copies;
  };
  // Blocks of the same template.
  struct GroupSum {
    uint32_t blocks = 0, first = 0, last = 0;
    uint32_t tokens = 0, link_tokens = 0, prose = 0;
  };
  // A list of units: siblings of one template.
  struct UnitList {
    uint32_t count = 0, first = 0,
             end = 0;          // units; blocks from the first unit's first to the last one's last
    uint32_t first_prose = 0;  // of its first unit
    uint32_t tokens = 0, link_tokens = 0, headings = 0, images = 0, inputs = 0, prose = 0, dates = 0;
  };
  // A box that has much of the page's prose, and how many boxes up from it each block is inside.
  struct Anchor {
    uint32_t first = 0, end = 0;
    uint8_t share = 0, links = 0;
    std::vector<uint8_t> up;
  };
  // A row of a box, Around, with room behind it, so that rows can be copied in whole vectors.
  static constexpr size_t kBoxWidth = 32;
  static_assert(static_cast<size_t>(Around::kCount) <= kBoxWidth);
  // Rows behind those of the blocks: of room for reading and writing whole vectors.
  static constexpr size_t kRowsBehind = 15;
  static_assert(kRowsBehind * kFeatureCount >= kRowPadding);
  static constexpr size_t kUnitWidth = static_cast<size_t>(InUnits::kCount);
  static constexpr size_t kGroupWidth =
      static_cast<size_t>(Place::kGroupDensity) - static_cast<size_t>(Place::kGroupBlocks) + 1;

  uint8_t* MutableRow(size_t block) { return rows_.data() + block * kFeatureCount; }

  // features.cpp: before rows can be made.
  void ReadTitle(std::string_view title);
  void GlanceAtBlocks(const CueBook& cues);
  void ReadText(size_t block, const CueBook& cues, Glance* glance) const;
  void FindCommentAreas();
  void FindTitleBlock();
  void SumTallies();
  void CountGroups();
  void CountUnits();
  void DescribeBoxes();
  void DescribeNames();
  void DescribeGroups();
  void DescribeUnits();
  void DescribeTitleBoxes();
  void DescribePage(const PageSigns& signs, const AddressSigns& address);
  void FindAnchor(uint32_t percent, Anchor* anchor);
  void WeighNames();

  // feature_rows.cpp.
  class RowWriter;
  void WriteRows();

  Tally TalliesOf(const Box& box) const { return tallies_[box.end] - tallies_[box.first]; }
  page::Measures SumOf(const Box& box) const { return page_->sums[box.end] - page_->sums[box.first]; }

  const page::Page* page_ = nullptr;
  size_t blocks_ = 0;
  BoxTree boxes_;
  std::vector<uint8_t> rows_;
  std::vector<Glance> glances_;                           // of each block
  std::vector<Tally> tallies_;                            // prefix sums
  std::vector<std::array<uint8_t, kBoxWidth>> box_rows_;  // of each box
  std::vector<uint8_t> name_rows_;                        // of each box: names, then tags
  std::vector<uint8_t> name_counts_;  // of each box: boxes around with a name that speaks against; for
  std::vector<uint32_t> comment_;     // of each block: its comment area as box + 1, or 0
  std::vector<uint32_t> box_of_;      // of each block
  std::vector<uint32_t> group_of_;    // of each block
  std::vector<GroupSum> groups_;
  std::vector<std::array<uint8_t, kGroupWidth>> group_rows_;  // of each group: Place, from GroupBlocks
  std::vector<UnitList> units_;                               // of each group of boxes
  std::vector<uint32_t> inner_, richest_;  // of each box: the box of the list it is in, + 1; 0 if none
  std::vector<std::array<uint8_t, kUnitWidth>> unit_rows_;  // of each box that is in a list: InUnits
  std::vector<uint32_t> list_row_;                          // of each group of boxes: whose row is its first
  std::vector<uint64_t> title_;                             // hashes
  std::vector<PageText> texts_;
  std::vector<uint8_t> title_up_, title_share_;  // of each block
  std::vector<uint8_t> page_row_;
  Anchor half_, most_;
  IdTable ids_;
  static constexpr size_t kTitleBits = 1024;
  std::bitset<kTitleBits> title_bits_;  // one for the lower bits of each hash of the title
  uint32_t first_h1_ = UINT32_MAX;
  uint32_t title_block_ = UINT32_MAX;
  uint8_t title_score_ = 0;
  int64_t mean_weight_ = 0;  // of names, over the page
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_FEATURES_H_
