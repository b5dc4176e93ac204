// What a feature table says of the page as a whole.
#include <algorithm>

#include "judge/features.h"
#include "judge/quantise.h"

namespace dechaff::judge {

using page::Measures;
using page::NameGroup;

void FeatureTable::DescribePage(const PageSigns& signs, const AddressSigns& address) {
  const auto& boxes = boxes_.boxes();
  const Measures& m = page_->Total();
  const Tally& t = tallies_[blocks_];
  const auto n = static_cast<uint32_t>(blocks_);
  page_row_.assign(kPageRowSize, 0);
  const auto put = [&](Whole f, uint8_t value) { page_row_[static_cast<size_t>(f)] = value; };

  uint32_t h1 = 0, longest = 0, hidden = 0, in_comments = 0, first_cue = UINT32_MAX;
  for (uint32_t i = 0; i < n; ++i) {
    const uint32_t tokens = page_->Own(i).tokens;
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
    if (u.count >= 3 && (list == nullptr || u.tokens > list->tokens)) list = &u;
  }
  if (list != nullptr) {
    put(Whole::kUnitCount, Log(list->count));
    put(Whole::kUnitMean, Mean(list->tokens, list->count));
    put(Whole::kUnitLinks, Ratio(list->link_tokens, list->tokens));
    put(Whole::kUnitShare, Share(list->tokens, m.tokens));
    put(Whole::kUnitDates, Mean(list->dates, list->count));
    put(Whole::kUnitBefore, Log(tallies_[list->first].prose));
    put(Whole::kUnitImages, Mean(list->images, list->count));
  }
  const GroupSum* largest = &groups_[0];
  for (const GroupSum& g : groups_) largest = g.prose > largest->prose ? &g : largest;
  put(Whole::kLargestGroup, Log(largest->blocks));
  put(Whole::kLargestGroupShare, Share(largest->prose, t.prose));
  constexpr uint8_t kKnown = 100, kSays = 255;
  page_row_[kAddressAt] = address.root ? kSays : address.known ? kKnown : 0;
  for (size_t k = 0; k < address.kinds.size(); ++k) {
    page_row_[kAddressAt + 1 + k] = address.kinds[k] ? kSays : 0;
  }
}

}  // namespace dechaff::judge
