// First half of a feature table: what must be known of blocks, boxes and page before rows can be made.
// The rows are written in feature_rows.cpp.
#include "judge/features.h"

#include <algorithm>
#include <cstring>

#include "judge/quantise.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace dechaff::judge {
namespace {

using html::Tag;
using page::Block;
using page::Measures;
using page::NameGroup;
using page::NameSet;

constexpr uint32_t kCueTokens = 12;    // longer blocks are no labels
constexpr uint32_t kTitleTokens = 40;  // longer blocks are no titles
constexpr size_t kTitleHashes = 64;    // of the page's title
constexpr uint32_t kUnits = 3;         // fewer siblings are no list
constexpr uint32_t kStampTokens = 25;  // longer blocks are no dates or prices
constexpr uint8_t kMostSteps = 250;    // up from a box

constexpr NameSet kNegative = {
    NameGroup::kNavigation, NameGroup::kFooter, NameGroup::kSidebar, NameGroup::kRelated, NameGroup::kShare,
    NameGroup::kAdvert,     NameGroup::kCookie, NameGroup::kComment, NameGroup::kPaging,  NameGroup::kPromo,
    NameGroup::kModal,      NameGroup::kSearch, NameGroup::kLogin};
constexpr NameSet kPositive = {NameGroup::kArticle, NameGroup::kContent, NameGroup::kPost};

// 0 other, 1 capital, 2 small letter, 3 digit, 4 letter without case.
uint8_t FirstCharClass(std::string_view text) {
  int size = 0;
  const uint8_t classes = text::ClassesOf(text::DecodeAt(text.data(), text.data() + text.size(), &size));
  if (classes & text::kUpperClass) return 1;
  if (classes & text::kLowerClass) return 2;
  if (classes & text::kDigitClass) return 3;
  return classes & text::kLetterClass ? 4 : 0;
}

bool IsStop(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F ||
         c == 0x0964 || c == 0x06D4;
}

// 0 other, 1 ellipsis, 2 colon, 3 stop, 4 stop inside a closing mark, 5 comma, 6 closing mark, 7 small
// letter, 8 digit.
uint8_t LastCharClass(std::string_view text) {
  int size = 0;
  const char* const begin = text.data();
  const char32_t c = text::DecodeBefore(begin, begin + text.size(), &size);
  if (c == 0x2026 || text.ends_with("...")) return 1;
  if (IsStop(c)) return 3;
  if (c == ':' || c == 0xFF1A) return 2;
  if (c == ',' || c == ';' || c == 0xFF0C || c == 0x3001) return 5;
  const uint8_t classes = text::ClassesOf(c);
  if (classes & text::kLowerClass) return 7;
  if (classes & text::kDigitClass) return 8;
  if (!(classes & text::kPunctClass)) return 0;
  const auto before = static_cast<size_t>(size);
  if (text.size() == before) return 6;
  return IsStop(text::DecodeBefore(begin, begin + text.size() - before, &size)) ? 4 : 6;
}

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

// A year of four digits, digits on both sides of : / . or -, or digits before 月 or 日.
bool HasDate(std::string_view text) {
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    if (!IsAsciiDigit(text[i - 1])) continue;
    const char c = text[i];
    if ((c == ':' || c == '/' || c == '.' || c == '-') && IsAsciiDigit(text[i + 1])) return true;
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("月") || rest.starts_with("日")) return true;
    const std::string_view word = text.substr(i - 1, 4);
    const bool starts = i == 1 || !IsAsciiDigit(text[i - 2]);
    if (starts && (word.starts_with("19") || word.starts_with("20")) && word.size() == 4 &&
        IsAsciiDigit(word[2]) && IsAsciiDigit(word[3])) {
      return true;
    }
  }
  return false;
}

bool HasPrice(std::string_view text) {
  const bool ascii = text::AsciiPrefix(text) == text.size();
  for (const std::string_view sign : {"$", "€", "£", "¥", "￥", "₹"}) {
    if (ascii && sign.size() > 1) break;
    const size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    const size_t after = at + sign.size();
    if (after < text.size() && (IsAsciiDigit(text[after]) || text[after] == ' ')) return true;
    if (at > 0 && (IsAsciiDigit(text[at - 1]) || text[at - 1] == ' ')) return true;
  }
  return false;
}

}  // namespace

void FeatureTable::Measure(const page::Page& page, std::string_view title, std::string_view address,
                           const CueBook& cues) {
  page_ = &page;
  blocks_ = page.blocks.size();
  rows_.resize(std::max(rows_.size(), (blocks_ + kRowsBehind) * kFeatureCount));
  if (blocks_ == 0) return;
  boxes_.Build(page);
  box_of_.resize(blocks_);
  for (size_t i = 0; i < blocks_; ++i) box_of_[i] = boxes_.Of(page.blocks[i].element);
  ReadTitle(title);
  GlanceAtBlocks(cues);
  FindCommentAreas();
  SumTallies();
  FindTitleBlock();
  CountGroups();
  CountUnits();
  DescribeBoxes();
  DescribeNames();
  DescribeGroups();
  DescribeUnits();
  DescribeTitleBoxes();
  DescribePage(ReadSigns(*page_->tree), ReadAddress(address));
  FindAnchor(50, &half_);
  FindAnchor(80, &most_);
  WeighNames();
  WriteRows();
}

void FeatureTable::ReadTitle(std::string_view title) {
  title_.resize(kTitleHashes);
  title_.resize(HashTokens(title, title_));
  std::sort(title_.begin(), title_.end());
  title_.erase(std::unique(title_.begin(), title_.end()), title_.end());
  title_bits_.reset();
  for (const uint64_t hash : title_) title_bits_.set(hash % kTitleBits);
}

void FeatureTable::GlanceAtBlocks(const CueBook& cues) {
  glances_.assign(blocks_, {});
  texts_.clear();
  ids_.Reset(blocks_);
  first_h1_ = UINT32_MAX;
  for (uint32_t i = 0; i < blocks_; ++i) {
    const Block& b = page_->blocks[i];
    Glance& g = glances_[i];
    const uint32_t id = ids_.Id(text::QuickHash(page_->Text(b)));
    if (id < texts_.size()) {
      g = glances_[texts_[id].first];
    } else {
      texts_.push_back({i, 0});
      ReadText(i, cues, &g);
    }
    g.text = id;
    g.copy_index = texts_[id].copies++;
    g.level = b.kind == ParagraphKind::kHeading ? b.level : 0;
    if (g.level == 1 && first_h1_ == UINT32_MAX) first_h1_ = i;
    const Measures m = page_->Own(i);
    const bool linked = m.link_tokens * 5 >= m.tokens * 4;
    g.tally.prose = m.tokens >= 12 && m.link_tokens * 3 < m.tokens ? m.tokens : 0;
    g.tally.link_headings = g.level > 0 && linked;
    g.tally.main_headings = g.level > 0 && g.level <= 2 && !linked;
    g.tally.headline_links = linked && m.tokens >= 4;
    g.tally.shorts = m.tokens <= 4;
  }
}

// What a block's text says, wherever it stands.
void FeatureTable::ReadText(size_t block, const CueBook& cues, Glance* g) const {
  const Block& b = page_->blocks[block];
  const Measures m = page_->Own(block);
  const std::string_view text = page_->Text(b);
  g->first = FirstCharClass(text);
  g->last = LastCharClass(text);
  if (m.tokens <= kStampTokens && m.digits > 0) {
    g->tally.dates = HasDate(text);
    g->tally.prices = HasPrice(text);
  }
  if (m.tokens > kTitleTokens) return;
  std::array<uint64_t, kTitleTokens> room;
  const auto tokens = std::span(room).first(HashTokens(text, room, page_->text.size() - b.text_end));
  uint32_t overlap = 0;
  for (const uint64_t t : tokens) {
    if (title_bits_[t % kTitleBits]) overlap += std::binary_search(title_.begin(), title_.end(), t);
  }
  const auto count = static_cast<uint32_t>(tokens.size());
  g->title_overlap = Ratio(overlap, count);
  g->title_cover = Ratio(overlap, std::max(count, static_cast<uint32_t>(title_.size())));
  if (count <= kCueTokens) g->cues = static_cast<uint16_t>(cues.Find(tokens));
  g->tally.cues = g->cues != 0;
  g->tally.comment_cues = g->cues >> static_cast<int>(Cue::kComment) & 1;
}

// The outermost boxes named for comments that are not nearly the whole page.
void FeatureTable::FindCommentAreas() {
  comment_.assign(blocks_, 0);
  uint32_t end = 0;
  const auto& boxes = boxes_.boxes();
  for (uint32_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    if (box.first < end || !box.names.Has(NameGroup::kComment)) continue;
    if (SumOf(box).tokens * 20 > page_->Total().tokens * 17) continue;
    std::fill(comment_.begin() + box.first, comment_.begin() + box.end, i + 1);
    end = box.end;
  }
}

void FeatureTable::SumTallies() {
  tallies_.resize(blocks_ + 1);
  tallies_[0] = {};
  for (size_t i = 0; i < blocks_; ++i) {
    if (comment_[i] == 0) glances_[i].tally.outside = glances_[i].tally.prose;
    tallies_[i + 1] = tallies_[i];
    tallies_[i + 1] += glances_[i].tally;
  }
}

// The first of the blocks that say the page's title best; else its first h1.
void FeatureTable::FindTitleBlock() {
  title_block_ = UINT32_MAX;
  title_score_ = 0;
  const auto score = [&](size_t i) {
    const Glance& g = glances_[i];
    uint32_t s = uint32_t{g.title_overlap} * g.title_cover / 254;
    if (s == 0) return s;
    const Measures m = page_->Own(i);
    s = s * (g.level == 1 ? 16 : g.level == 2 || g.level == 3 ? 12 : 10) / 16;
    if (m.link_tokens * 5 > m.tokens * 4) s /= 2;
    if (m.tokens < 2) s /= 3;
    return page_->elements[page_->blocks[i].element].hidden ? s / 3 : s;
  };
  uint32_t best = 0;
  for (size_t i = 0; i < blocks_; ++i) best = std::max(best, score(i));
  title_score_ = static_cast<uint8_t>(best);
  const auto is_plain_h1 = [&](size_t i) {
    const Measures m = page_->Own(i);
    return glances_[i].level == 1 && m.link_tokens * 5 < m.tokens * 4;
  };
  for (size_t i = 0; i < blocks_ && title_block_ == UINT32_MAX; ++i) {
    if (best >= 40 ? score(i) * 10 >= best * 9 : is_plain_h1(i)) title_block_ = static_cast<uint32_t>(i);
  }
}

void FeatureTable::CountGroups() {
  ids_.Reset(blocks_);
  group_of_.resize(blocks_);
  groups_.clear();
  for (size_t i = 0; i < blocks_; ++i) {
    uint64_t path = 0;
    uint32_t e = page_->blocks[i].element;
    for (int up = 0; up < 4; ++up) {
      path = (path + page_->elements[e].signature) * 0xD6E8FEB86659FD93u;
      path ^= path >> 32;
      e = page_->elements[e].parent;
    }
    const uint32_t id = ids_.Id(path);
    const auto index = static_cast<uint32_t>(i);
    if (id == groups_.size()) groups_.push_back({.first = index});
    GroupSum& g = groups_[id];
    ++g.blocks;
    g.last = index;
    const Measures m = page_->Own(i);
    g.tokens += m.tokens, g.link_tokens += m.link_tokens;
    g.prose += glances_[i].tally.prose;
    group_of_[i] = id;
  }
}

// Sums over each list of units, and for each box the innermost list around it and the one with most prose.
void FeatureTable::CountUnits() {
  const auto& boxes = boxes_.boxes();
  units_.assign(boxes_.groups(), {});
  for (uint32_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    if (box.same < kUnits) continue;
    UnitList& u = units_[boxes_.Group(i)];
    const Measures m = SumOf(box);
    const Tally t = TalliesOf(box);
    if (u.count++ == 0) u.first = box.first, u.first_prose = t.prose;
    u.end = box.end;
    u.tokens += m.tokens, u.link_tokens += m.link_tokens, u.headings += m.headings;
    u.images += m.images, u.inputs += m.inputs, u.prose += t.prose, u.dates += t.dates;
  }
  inner_.assign(boxes.size(), 0);
  richest_.assign(boxes.size(), 0);
  for (uint32_t i = 1; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    inner_[i] = inner_[box.parent], richest_[i] = richest_[box.parent];
    if (box.same < kUnits) continue;
    inner_[i] = i + 1;
    const uint32_t before = richest_[i];
    const uint32_t prose = units_[boxes_.Group(i)].prose;
    if (before == 0 || prose * 5 > units_[boxes_.Group(before - 1)].prose * 4) richest_[i] = i + 1;
  }
}

// Under each name and tag the share of the innermost box around that has it.
void FeatureTable::DescribeNames() {
  constexpr size_t kNames = kNameCount + kSemanticTagCount;
  const auto& boxes = boxes_.boxes();
  name_rows_.resize(boxes.size() * kNames);
  name_counts_.resize(boxes.size() * 2);
  std::memset(name_rows_.data(), kNone, kNames);
  name_counts_[0] = name_counts_[1] = 0;
  for (size_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    const uint8_t share = box_rows_[i][static_cast<size_t>(Around::kShare)];
    uint8_t* names = name_rows_.data() + i * kNames;
    uint8_t* counts = name_counts_.data() + i * 2;
    if (i > 0) {
      std::memcpy(names, name_rows_.data() + box.parent * kNames, kNames);
      std::memcpy(counts, name_counts_.data() + size_t{box.parent} * 2, 2);
    }
    for (uint32_t bits = box.names.bits(); bits != 0; bits &= bits - 1) names[std::countr_zero(bits)] = share;
    for (uint32_t bits = box.tags; bits != 0; bits &= bits - 1)
      names[kNameCount + std::countr_zero(bits)] = share;
    counts[0] = static_cast<uint8_t>(counts[0] + (box.names.Any(kNegative) && counts[0] < 250));
    counts[1] = static_cast<uint8_t>(counts[1] + (box.names.Any(kPositive) && counts[1] < 250));
  }
}

void FeatureTable::DescribeGroups() {
  const uint32_t tokens = page_->Total().tokens, prose = tallies_[blocks_].prose;
  group_rows_.resize(groups_.size());
  for (size_t i = 0; i < groups_.size(); ++i) {
    const GroupSum& g = groups_[i];
    const uint32_t span = g.last - g.first + 1;
    group_rows_[i] = {Log(g.blocks),
                      Share(g.tokens, tokens),
                      Mean(g.tokens, g.blocks),
                      Ratio(g.link_tokens, g.tokens),
                      Ratio(g.prose, g.tokens),
                      Share(g.prose, prose),
                      Share(span, static_cast<uint32_t>(blocks_)),
                      Ratio(g.blocks, span)};
  }
}

// First what is the same for all units of a list, into the row of its first one.
void FeatureTable::DescribeUnits() {
  const auto& boxes = boxes_.boxes();
  const uint32_t all_prose = tallies_[blocks_].prose;
  unit_rows_.resize(boxes.size());
  list_row_.resize(units_.size());
  for (uint32_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    if (box.same < kUnits) continue;
    const uint32_t group = boxes_.Group(i);
    const UnitList& u = units_[group];
    if (box.same_index == 0) {
      list_row_[group] = i;
      const uint32_t before = tallies_[u.first].prose, after = all_prose - tallies_[u.end].prose;
      const uint8_t title = title_block_ < u.first       ? 0
                            : title_block_ < u.end       ? 1
                            : title_block_ == UINT32_MAX ? 3
                                                         : 2;
      unit_rows_[i] = {Log(u.count),
                       0,
                       Mean(u.tokens, u.count),
                       Ratio(u.link_tokens, u.tokens),
                       Share(u.prose, all_prose),
                       Mean(u.dates, u.count),
                       Mean(u.headings, u.count),
                       Mean(u.images, u.count),
                       Log(before),
                       Ratio(before, before + u.prose),
                       Log(after),
                       0,
                       Ratio(u.first_prose, u.prose),
                       title,
                       Mean(u.inputs, u.count),
                       0};
    } else {
      unit_rows_[i] = unit_rows_[list_row_[group]];
    }
    const uint32_t tokens = page_->sums[box.end].tokens - page_->sums[box.first].tokens;
    const auto put = [&](InUnits f, uint8_t value) { unit_rows_[i][static_cast<size_t>(f)] = value; };
    put(InUnits::kIndex, Log(box.same_index));
    put(InUnits::kSize, Ratio(tokens * u.count, 4 * u.tokens));
    put(InUnits::kBlocks, Mean(box.end - box.first, 1));
  }
}

// How many boxes up from the title's each block is inside, and how large the box is that has both.
void FeatureTable::DescribeTitleBoxes() {
  const uint32_t tokens = page_->Total().tokens;
  title_share_.assign(blocks_, 0);
  title_up_.assign(blocks_, title_block_ == UINT32_MAX ? kNone : 0);
  if (title_block_ == UINT32_MAX) return;
  uint32_t first = title_block_, end = first;
  uint8_t steps = 0;
  for (uint32_t at = box_of_[first];; at = boxes_[at].parent, ++steps) {
    const Box& box = boxes_[at];
    const uint8_t share = Share(SumOf(box).tokens, tokens);
    std::fill(title_up_.begin() + box.first, title_up_.begin() + first, steps);
    std::fill(title_up_.begin() + end, title_up_.begin() + box.end, steps);
    std::fill(title_share_.begin() + box.first, title_share_.begin() + first, share);
    std::fill(title_share_.begin() + end, title_share_.begin() + box.end, share);
    first = box.first, end = box.end;
    if (at == 0 || steps == kMostSteps) break;
  }
}

// The smallest box with at least `percent` of the page's prose.
void FeatureTable::FindAnchor(uint32_t percent, Anchor* anchor) {
  const uint32_t needed = static_cast<uint32_t>(uint64_t{tallies_[blocks_].prose} * percent / 100);
  const auto& boxes = boxes_.boxes();
  uint32_t found = 0, size = boxes[0].end - boxes[0].first;
  for (uint32_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    if (box.end - box.first > size || tallies_[box.end].prose - tallies_[box.first].prose < needed) continue;
    found = i;
    size = box.end - box.first;
  }
  const Measures m = SumOf(boxes[found]);
  anchor->share = Share(m.tokens, page_->Total().tokens);
  anchor->links = Ratio(m.link_tokens, m.tokens);
  anchor->first = boxes[found].first, anchor->end = boxes[found].end;
  anchor->up.assign(blocks_, 0);
  uint32_t first = anchor->first, end = anchor->end;
  uint8_t steps = 0;
  for (uint32_t at = found; at != 0 && steps != kMostSteps; first = boxes[at].first, end = boxes[at].end) {
    at = boxes[at].parent, ++steps;
    std::fill(anchor->up.begin() + boxes[at].first, anchor->up.begin() + first, steps);
    std::fill(anchor->up.begin() + end, anchor->up.begin() + boxes[at].end, steps);
  }
}

// The mean of what the learnt weights of the names around say.
void FeatureTable::WeighNames() {
  int64_t sum = 0, tokens = 0;
  for (size_t i = 0; i < blocks_; ++i) {
    const int64_t n = page_->Own(i).tokens + 1;
    sum += page_->elements[page_->blocks[i].element].weight * n;
    tokens += n;
  }
  mean_weight_ = sum / tokens;
}

}  // namespace dechaff::judge
