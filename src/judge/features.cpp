// First half of a feature table: what must be known of blocks, boxes and page before rows can be made.
// The rows are written in feature_rows.cpp.
#include "judge/features.h"

#include <algorithm>
#include <cstring>

#include "judge/quantise.h"
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
constexpr uint32_t kUnits = 3;         // fewer siblings are no list
constexpr uint32_t kStampTokens = 25;  // longer blocks are no dates or prices

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
  for (const std::string_view sign : {"$", "€", "£", "¥", "￥", "₹"}) {
    const size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    const size_t after = at + sign.size();
    if (after < text.size() && (IsAsciiDigit(text[after]) || text[after] == ' ')) return true;
    if (at > 0 && (IsAsciiDigit(text[at - 1]) || text[at - 1] == ' ')) return true;
  }
  return false;
}

}  // namespace

FeatureTable::Tally& FeatureTable::Tally::operator+=(const Tally& o) {
  prose += o.prose, link_headings += o.link_headings, main_headings += o.main_headings;
  headline_links += o.headline_links, dates += o.dates, prices += o.prices, shorts += o.shorts,
      cues += o.cues;
  outside += o.outside, comment_cues += o.comment_cues;
  return *this;
}

FeatureTable::Tally FeatureTable::Tally::operator-(const Tally& o) const {
  Tally t = *this;
  t.prose -= o.prose, t.link_headings -= o.link_headings, t.main_headings -= o.main_headings;
  t.headline_links -= o.headline_links, t.dates -= o.dates, t.prices -= o.prices, t.shorts -= o.shorts;
  t.cues -= o.cues, t.outside -= o.outside, t.comment_cues -= o.comment_cues;
  return t;
}

void FeatureTable::Measure(const page::Page& page, std::string_view title, const CueBook& cues) {
  page_ = &page;
  blocks_ = page.blocks.size();
  rows_.assign(blocks_ * kFeatureCount, 0);
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
  DescribePage();
  WriteOwn();
  WriteNameWeights();
  WriteBoxes();
  WriteNeighbours();
  WriteWindows();
  WritePlace();
  WriteHeadingContext();
  WriteTitleContext();
  WriteCommentContext();
  WriteGroups();
  WriteUnits();
}

void FeatureTable::ReadTitle(std::string_view title) {
  title_.clear();
  HashTokens(title, 64, &title_);
  std::sort(title_.begin(), title_.end());
  title_.erase(std::unique(title_.begin(), title_.end()), title_.end());
}

void FeatureTable::GlanceAtBlocks(const CueBook& cues) {
  glances_.assign(blocks_, {});
  copy_index_.resize(blocks_);
  copies_.clear();
  ids_.Reset(blocks_);
  group_of_.resize(blocks_);
  for (size_t i = 0; i < blocks_; ++i) {
    const Block& b = page_->blocks[i];
    const Measures& m = b.own;
    const std::string_view text = page_->Text(b);
    Glance& g = glances_[i];
    const uint32_t copy = ids_.Id(std::hash<std::string_view>()(text));
    if (copy == copies_.size()) copies_.push_back(0);
    group_of_[i] = copy;
    copy_index_[i] = copies_[copy]++;
    g.first = FirstCharClass(text);
    g.last = LastCharClass(text);
    g.level = b.kind == ParagraphKind::kHeading ? b.level : 0;
    const bool linked = m.link_tokens * 5 >= m.tokens * 4;
    g.tally.prose = m.tokens >= 12 && m.link_tokens * 3 < m.tokens ? m.tokens : 0;
    g.tally.link_headings = g.level > 0 && linked;
    g.tally.main_headings = g.level > 0 && g.level <= 2 && !linked;
    g.tally.headline_links = linked && m.tokens >= 4;
    g.tally.shorts = m.tokens <= 4;
    if (m.tokens <= kStampTokens && m.digits > 0) {
      g.tally.dates = HasDate(text);
      g.tally.prices = HasPrice(text);
    }
    if (m.tokens > kTitleTokens) continue;
    tokens_.clear();
    HashTokens(text, kTitleTokens, &tokens_);
    uint32_t overlap = 0;
    for (const uint64_t t : tokens_) overlap += std::binary_search(title_.begin(), title_.end(), t);
    const auto count = static_cast<uint32_t>(tokens_.size());
    g.title_overlap = Ratio(overlap, count);
    g.title_cover = Ratio(overlap, std::max(count, static_cast<uint32_t>(title_.size())));
    if (count <= kCueTokens) g.cues = cues.Find(tokens_);
    g.tally.cues = g.cues != 0;
    g.tally.comment_cues = g.cues >> static_cast<int>(Cue::kComment) & 1;
  }
  for (size_t i = 0; i < blocks_; ++i) {
    uint8_t* row = MutableRow(i);
    row[static_cast<int>(Own::kCopies)] = Log(copies_[group_of_[i]]);
    row[static_cast<int>(Own::kCopyIndex)] = Log(copy_index_[i]);
  }
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
    const Measures& m = page_->blocks[i].own;
    uint32_t s = uint32_t{g.title_overlap} * g.title_cover / 254;
    s = s * (g.level == 1 ? 16 : g.level == 2 || g.level == 3 ? 12 : 10) / 16;
    if (m.link_tokens * 5 > m.tokens * 4) s /= 2;
    if (m.tokens < 2) s /= 3;
    return page_->elements[page_->blocks[i].element].hidden ? s / 3 : s;
  };
  uint32_t best = 0;
  for (size_t i = 0; i < blocks_; ++i) best = std::max(best, score(i));
  title_score_ = static_cast<uint8_t>(best);
  for (size_t i = 0; i < blocks_ && title_block_ == UINT32_MAX; ++i) {
    const Measures& m = page_->blocks[i].own;
    const bool found =
        best >= 40 ? score(i) * 10 >= best * 9 : glances_[i].level == 1 && m.link_tokens * 5 < m.tokens * 4;
    if (found) title_block_ = static_cast<uint32_t>(i);
  }
}

void FeatureTable::CountGroups() {
  ids_.Reset(blocks_);
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
    if (id == groups_.size()) groups_.push_back({0, index, index, {}, 0});
    GroupSum& g = groups_[id];
    ++g.blocks;
    g.last = index;
    g.sum += page_->blocks[i].own;
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
    UnitList& u = units_[boxes_.Group(i)];
    const Tally t = TalliesOf(box);
    if (u.count++ == 0) u.first = box.first, u.first_prose = t.prose;
    u.end = box.end;
    u.sum += SumOf(box);
    u.tally += t;
  }
  inner_.assign(boxes.size(), 0);
  richest_.assign(boxes.size(), 0);
  for (uint32_t i = 1; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    inner_[i] = inner_[box.parent], richest_[i] = richest_[box.parent];
    if (box.same < kUnits) continue;
    inner_[i] = i + 1;
    const uint32_t before = richest_[i];
    const uint32_t prose = units_[boxes_.Group(i)].tally.prose;
    if (before == 0 || prose * 5 > units_[boxes_.Group(before - 1)].tally.prose * 4) richest_[i] = i + 1;
  }
}

void FeatureTable::DescribeBoxes() {
  constexpr auto kWidth = static_cast<size_t>(Around::kCount);
  constexpr size_t kNames = kNameCount + kSemanticTagCount;
  const auto& boxes = boxes_.boxes();
  const Measures& total = page_->Total();
  const uint32_t all_prose = tallies_[blocks_].prose;
  box_rows_.resize(boxes.size() * kWidth);
  name_rows_.assign(boxes.size() * kNames, kNone);
  name_counts_.assign(boxes.size() * 2, 0);
  for (size_t i = 0; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    const Measures m = SumOf(box);
    const Tally t = TalliesOf(box);
    const uint32_t n = box.end - box.first;
    const uint8_t share = Share(m.tokens, total.tokens);
    uint8_t* out = box_rows_.data() + i * kWidth;
    for (const uint8_t value : {share,
                                Ratio(m.link_tokens, m.tokens),
                                Log(n),
                                Mean(m.tokens, n),
                                Ratio(t.prose, m.tokens),
                                Share(t.prose, all_prose),
                                Share(m.commas * 4, m.tokens),
                                Share(m.stops * 4, m.tokens),
                                Share(m.headings, n),
                                Mean(m.images, n),
                                Log(m.inputs),
                                Log(box.same),
                                Log(box.same_index),
                                Log(box.children),
                                Ratio(page_->sums[box.first].tokens, total.tokens),
                                Ratio(page_->sums[box.end].tokens, total.tokens),
                                static_cast<uint8_t>(box.tag),
                                Share(t.link_headings, n),
                                Share(t.headline_links, n),
                                Share(t.dates, n),
                                Share(m.digits, m.tokens),
                                Share(m.capitals, m.tokens),
                                Ratio(t.shorts, n),
                                Share(t.prices, n)}) {
      *out++ = value;
    }
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

}  // namespace dechaff::judge
