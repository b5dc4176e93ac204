// Gathers drafts into chapters; each chapter goes through a few passes in order: labels, byline, joins,
// repair.
#include "prose/polish.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "prose/byline.h"
#include "prose/edges.h"
#include "prose/label.h"
#include "prose/passage.h"
#include "prose/repair_scan.h"
#include "text/byte_mask.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

using text::Block;
using text::BlockAt;
using text::CountBytes;
using text::Lanes;
using text::MaskOf;

// A byline is looked for among this many paragraphs after the first.
constexpr size_t kBylineDepth = 3;
// Weak labels stay if they are more than this share of a chapter's weight.
constexpr double kMaxWeakShare = 0.3;
// A broken-off paragraph is joined to one with at least this many words, or to one that is closed.
constexpr size_t kMinJoinedWords = 5;
// Shorter ones are cells of a table, not the parts of a sentence.
constexpr size_t kMinFragmentWords = 3;
// A title has at most this many words, a headline at most so many.
constexpr size_t kMaxTitleWords = 16, kMaxHeadlineWords = 30;
// Shorter paragraphs are not repaired: they are names and labels.
constexpr size_t kMinRepairedWords = 3;
// A label that sticks to a word has at least this many bytes, and is looked for in this many.
constexpr size_t kMinGluedLabel = 8, kMaxGluedLabel = 60;
// A repair is evidence for others; a chapter is read over until nothing more is found, at most so often.
constexpr int kMaxRounds = 4;
// Different weak labels that are counted in a document.
constexpr size_t kMaxCounted = 4096;

enum class Label : uint8_t { kNone, kWeak, kSure };

struct Item {
  explicit Item(Draft&& draft) : passage(std::move(draft)) {}

  Passage passage;
  Label label = Label::kNone;
  bool dropped = false;
  bool label_before = false, label_after = false;  // a label was cut off there
  size_t number = 0;                               // as evidence
  std::vector<Gap> gaps;
};

// Counts no further than `most`.
size_t CountWords(std::string_view text, size_t most = SIZE_MAX) {
  size_t words = 0;
  uint64_t blank_before = 1;
  for (size_t base = 0; base < text.size() && words < most; base += Block::kSize) {
    uint64_t blanks =
        MaskOf(BlockAt(text, base), [](Lanes c) { return (c == ' ') | (c == '\n') | (c == '\t'); });
    const size_t size = text.size() - base;
    if (size < Block::kSize) blanks |= ~uint64_t{0} << size;
    words += static_cast<size_t>(std::popcount(~blanks & (blanks << 1 | blank_before)));
    blank_before = blanks >> 63;
  }
  return std::min(words, most);
}

// Whether nothing was broken off from a paragraph: what ends in a semicolon is an item of a list.
bool IsWhole(std::string_view text) {
  const char32_t c = LastCharacter(text);
  return IsClosed(text) || c == U';' || c == U'·';
}

// Whether a sentence ends inside the text.
bool HasInnerStop(std::string_view text) {
  for (size_t i = 0; (i = text.find(' ', i + 1)) != std::string_view::npos;) {
    if (text[i - 1] == '.' || text[i - 1] == '!' || text[i - 1] == '?') return true;
  }
  return false;
}

// What a text weighs in a chapter: the same before and after stops and blanks are put in.
size_t Weight(std::string_view text) {
  return 1 + text.size() - CountBytes(text, [](Lanes c) { return (c == ' ') | (c == '.'); });
}

bool IsAdvertLabel(std::string_view text, const judge::PhraseBook& phrases) {
  const judge::PhraseMatch match = phrases.Match(text);
  return match.sure &&
         (match.cls == judge::PhraseClass::kAdLabel || match.cls == judge::PhraseClass::kContinueAfterAd);
}

// Whether a word may have been glued to another between the letters before and after `at`: "sA", and
// "SAs" after a word in capitals.
bool IsCaseEdge(std::string_view text, size_t at) {
  int size, after_size;
  const char* const end = text.data() + text.size();
  const char* const p = text.data() + at;
  if (!text::IsUpper(text::DecodeAt(p, end, &after_size))) return false;
  const char32_t before = text::DecodeBefore(text.data(), p, &size);
  if (!text::IsUpper(before)) return text::IsLower(before) || IsTerminator(before) || IsClosingMark(before);
  return p + after_size < end && text::IsLower(text::DecodeAt(p + after_size, end, &size));
}

// Which of the bytes from `begin` on, 64 at most, may begin a capital.
uint64_t MayBeginCapital(std::string_view text, size_t begin) {
  if (begin >= text.size()) return 0;
  return MaskOf(BlockAt(text, begin), [](Lanes c) { return (c - 'A' < 26) | (c >= 0xC0); });
}

// Lanes of an advertisement's label that sticks to the beginning of `text`, or 0.
size_t GluedFront(std::string_view text, const judge::PhraseBook& phrases) {
  size_t found = 0;
  for (uint64_t places = MayBeginCapital(text, kMinGluedLabel); places != 0; places &= places - 1) {
    const size_t at = kMinGluedLabel + static_cast<size_t>(std::countr_zero(places));
    if (at >= kMaxGluedLabel) break;
    if (IsCaseEdge(text, at) && IsAdvertLabel(text.substr(0, at), phrases)) found = at;
  }
  return found;
}

// The same for the end: of several the longest.
size_t GluedBack(std::string_view text, const judge::PhraseBook& phrases) {
  const size_t first = std::max<size_t>(text.size() - std::min(text.size(), kMaxGluedLabel), 1);
  for (uint64_t places = MayBeginCapital(text, first); places != 0; places &= places - 1) {
    const size_t at = first + static_cast<size_t>(std::countr_zero(places));
    if (at + kMinGluedLabel > text.size()) break;
    if (IsCaseEdge(text, at) && IsAdvertLabel(text.substr(at), phrases)) return text.size() - at;
  }
  return 0;
}

}  // namespace

struct Polisher::Impl {
  Options options;
  const judge::PhraseBook& phrases;
  const Repairer& repairer;
  FinishedSink& sink;

  std::vector<Item> chapter;
  size_t weight = 0;  // of the chapter
  Evidence evidence;
  bool evidence_is_stale = false;                      // a paragraph has changed since it was added
  std::unordered_map<uint64_t, uint32_t> weak_counts;  // of the document's weak labels
  size_t kept = 0;                                     // paragraphs of the document that were written
  bool at_top = true;                                  // nothing of the document was written or dropped yet

  void Take(Draft&& draft);
  void FinishChapter(bool last);
  void CutGluedLabels(Item* item);
  void DropLabels(bool last);
  bool SecondSign(size_t i, size_t run_begin, size_t run_end, bool last) const;
  void DropBylines();
  void Rejoin(bool last);
  bool IsTitle(const Item& item, size_t index) const;
  template <typename Belongs>
  bool MostHaveStops(Belongs belongs) const;
  bool ItemsHaveStops() const;
  bool ProseHasStops() const;
  bool MayBeProse(const Item& item) const;
  bool TryJoin(Item* left, Item* right, bool title);
  void GatherEvidence();
  void Repair();
  void CloseParagraphs();
  void Emit();
};

void Polisher::Impl::Take(Draft&& draft) {
  const bool known_label = draft.label;
  Item item(std::move(draft));
  item.passage.Normalise(options.html, options.typography);
  if (item.passage.text().empty()) return;
  const judge::PhraseMatch match = known_label            ? judge::PhraseMatch{}
                                   : item.passage.match() ? *item.passage.match()
                                                          : MatchLabel(item.passage.text(), phrases);
  if (known_label || match.sure) {
    item.label = Label::kSure;
    item.dropped = true;
    // A run of sure labels tells no more than one, and an endless one must not fill the memory.
    if (!chapter.empty() && chapter.back().label == Label::kSure) return;
  } else {
    if (match.cls != judge::PhraseClass::kNone) {
      item.label = Label::kWeak;
      if (weak_counts.size() < kMaxCounted) ++weak_counts[text::Hash(item.passage.text())];
    } else if (item.passage.kind() != ParagraphKind::kPreformatted) {
      CutGluedLabels(&item);
    }
    weight += Weight(item.passage.text());
  }
  const bool closed = item.label == Label::kNone && IsClosed(item.passage.text());
  chapter.push_back(std::move(item));
  if ((weight >= kChapter && closed) || weight >= 2 * kChapter) FinishChapter(false);
}

void Polisher::Impl::CutGluedLabels(Item* item) {
  while (const size_t bytes = GluedFront(item->passage.text(), phrases)) {
    item->passage.CutFront(bytes);
    item->label_before = true;
  }
  while (const size_t bytes = GluedBack(item->passage.text(), phrases)) {
    item->passage.CutBack(bytes);
    item->label_after = true;
  }
}

void Polisher::Impl::FinishChapter(bool last) {
  DropLabels(last);
  DropBylines();
  if (options.repair != RepairMode::kOff) {
    Rejoin(last);
    Repair();
    Rejoin(last);  // what has sentences now is no title and no bare item
  }
  if (options.end_stops) CloseParagraphs();
  if (options.repair != RepairMode::kOff && !last) {
    if (evidence_is_stale) GatherEvidence();
    evidence.NextChapter();
  }
  Emit();
  chapter.clear();
  weight = 0;
  at_top = false;
}

// Whether something besides its words says that the weak label `i`, in a run of labels, is chaff.
bool Polisher::Impl::SecondSign(size_t i, size_t run_begin, size_t run_end, bool last) const {
  const auto counted = weak_counts.find(text::Hash(chapter[i].passage.text()));
  if (counted != weak_counts.end() && counted->second > 1) return true;
  const bool top = at_top && run_begin == 0 && run_end > 1, bottom = last && run_end == chapter.size();
  if ((top && run_end < chapter.size()) || (bottom && run_begin > 0)) return true;
  if (run_begin == 0 || run_end == chapter.size()) return false;
  const std::string &left = chapter[run_begin - 1].passage.text(), &right = chapter[run_end].passage.text();
  return !IsClosed(left) && BeginsLower(right);
}

void Polisher::Impl::DropLabels(bool last) {
  const auto is_weak = [](const Item& item) { return item.label == Label::kWeak; };
  if (std::none_of(chapter.begin(), chapter.end(), is_weak)) return;
  std::vector<size_t> weak;
  size_t whole = 0, weak_weight = 0;
  for (size_t begin = 0; begin < chapter.size();) {
    size_t end = begin;
    while (end < chapter.size() && chapter[end].label != Label::kNone) ++end;
    for (size_t i = begin; i < end; ++i) {
      if (chapter[i].label == Label::kSure) continue;
      const size_t own = Weight(chapter[i].passage.text());
      whole += own;
      if (!SecondSign(i, begin, end, last)) continue;
      weak.push_back(i);
      weak_weight += own;
    }
    if (end < chapter.size()) whole += Weight(chapter[end].passage.text());
    begin = end + 1;
  }
  if (static_cast<double>(weak_weight) > kMaxWeakShare * static_cast<double>(whole)) return;
  for (const size_t i : weak) chapter[i].dropped = true;
}

void Polisher::Impl::DropBylines() {
  size_t index = kept;
  Item* byline = nullptr;  // dropped once something follows it
  for (Item& item : chapter) {
    if (item.dropped) continue;
    if (byline != nullptr) byline->dropped = true;
    byline = nullptr;
    if (index > kBylineDepth) return;
    const bool plain =
        item.passage.kind() == ParagraphKind::kText || item.passage.kind() == ParagraphKind::kListItem;
    if (index > 0 && plain && IsByline(item.passage.text(), phrases)) {
      byline = &item;
    } else {
      ++index;
    }
  }
}

// The first paragraph of a document is its title, unless it has sentences. A title is joined to nothing
// but what goes on in the midst of a sentence.
bool Polisher::Impl::IsTitle(const Item& item, size_t index) const {
  const std::string& text = item.passage.text();
  return index == 0 && !HasInnerStop(text) && !IsClosed(text) &&
         CountWords(text, kMaxTitleWords + 1) <= kMaxTitleWords;
}

// Whether nothing tells that the item is a heading or a bare item of a list: it ends as prose does, or a
// label follows it, which may have cost it its stop.
bool Polisher::Impl::MayBeProse(const Item& item) const {
  const Item* next = &item + 1;
  const bool before_label =
      next < chapter.data() + chapter.size() && next->label != Label::kNone && next->dropped;
  return before_label || item.label_after || IsWhole(item.passage.text());
}

// Joins what a label broke off, or closes what lost only its stop.
bool Polisher::Impl::TryJoin(Item* left, Item* right, bool title) {
  const std::string& text = right->passage.text();
  if (IsWhole(left->passage.text())) return false;
  const size_t least = BeginsLower(text) ? kMinFragmentWords : kMinJoinedWords;
  const bool goes_on = right->passage.kind() == ParagraphKind::kText &&
                       CountWords(left->passage.text(), kMinFragmentWords) == kMinFragmentWords &&
                       (IsClosed(text) || CountWords(text, least) == least);
  const EditKind seam = repairer.Seam(left->passage.text(), goes_on ? text : std::string_view());
  // A label takes the stop of a sentence in whose paragraph it stands, not of what comes before a heading.
  if (seam == EditKind::kJoin || (seam == EditKind::kStop && (title || !MayBeProse(*right)))) return false;
  if (!goes_on) {
    if (seam == EditKind::kStop) left->passage.Close();
    return false;
  }
  left->passage.Join(std::move(right->passage), seam);
  left->label_after = right->label_after;
  right->dropped = true;
  return true;
}

// Whether most of the paragraphs that `belongs` takes end in a stop.
template <typename Belongs>
bool Polisher::Impl::MostHaveStops(Belongs belongs) const {
  size_t items = 0, closed = 0;
  for (const Item& item : chapter) {
    if (item.dropped || !belongs(item.passage)) continue;
    ++items;
    closed += IsWhole(item.passage.text());
  }
  return closed >= 2 && closed * 3 >= items * 2;
}

bool Polisher::Impl::ItemsHaveStops() const {
  return MostHaveStops([](const Passage& p) { return p.kind() == ParagraphKind::kListItem; });
}

// Paragraphs of more than one sentence tell.
bool Polisher::Impl::ProseHasStops() const {
  return MostHaveStops(
      [](const Passage& p) { return p.kind() == ParagraphKind::kText && HasInnerStop(p.text()); });
}

void Polisher::Impl::Rejoin(bool last) {
  const bool items_have_stops = ItemsHaveStops();
  Item* left = nullptr;  // the last paragraph kept, if a label may have broken it off
  bool label = false;    // one stands after it
  bool title = false;    // it is the title
  size_t index = kept;
  for (Item& item : chapter) {
    if (item.dropped) {
      label |= item.label != Label::kNone;
      continue;
    }
    if (left != nullptr && (label || left->label_after || item.label_before) && TryJoin(left, &item, title)) {
      label = false;
      continue;
    }
    // The items of a list may do without stops, unless they have sentences or the others have stops.
    const bool whole_item = item.passage.kind() == ParagraphKind::kListItem &&
                            !HasInnerStop(item.passage.text()) && !items_have_stops;
    const bool plain =
        item.passage.kind() == ParagraphKind::kText || item.passage.kind() == ParagraphKind::kListItem;
    left = plain && !whole_item ? &item : nullptr;
    title = IsTitle(item, index);
    label = false;
    ++index;
  }
  if (last && left != nullptr && !title && (label || left->label_after) &&
      repairer.Seam(left->passage.text(), {}) == EditKind::kStop) {
    left->passage.Close();
    evidence_is_stale = true;
  }
}

void Polisher::Impl::GatherEvidence() {
  evidence.ClearChapter();
  for (Item& item : chapter) {
    if (!item.dropped) item.number = evidence.Add(item.passage.text());
  }
  evidence_is_stale = false;
}

void Polisher::Impl::Repair() {
  for (int round = 0; round < kMaxRounds; ++round) {
    GatherEvidence();
    bool any = false;
    for (Item& item : chapter) {
      item.gaps.clear();
      const ParagraphKind kind = item.passage.kind();
      if (item.dropped || kind == ParagraphKind::kPreformatted) continue;
      if (CountWords(item.passage.text(), kMinRepairedWords) < kMinRepairedWords) continue;
      repairer.Find(evidence, item.number, options.repair, &item.gaps);
      std::erase_if(item.gaps, [&](const Gap& gap) {
        const bool heading = kind == ParagraphKind::kHeading;  // has no sentences
        return (heading && gap.kind == EditKind::kStop) || item.passage.IsWithinCode(gap.offset);
      });
      any |= !item.gaps.empty();
    }
    if (!any) return;
    for (Item& item : chapter) {
      if (!item.gaps.empty()) item.passage.Insert(item.gaps);
    }
    evidence_is_stale = true;
  }
}

// Puts a stop at the end of prose that has none. Where most prose has stops, a sentence that stands alone
// without one is a headline.
void Polisher::Impl::CloseParagraphs() {
  const bool items_have_stops = ItemsHaveStops();
  const bool prose_has_stops = ProseHasStops();
  size_t index = kept;
  for (Item& item : chapter) {
    if (item.dropped) continue;
    const std::string& text = item.passage.text();
    const ParagraphKind kind = item.passage.kind();
    const bool plain = kind == ParagraphKind::kText || kind == ParagraphKind::kQuote ||
                       (kind == ParagraphKind::kListItem && (items_have_stops || HasInnerStop(text)));
    const bool title = IsTitle(item, index++);
    const bool headline = prose_has_stops && !HasInnerStop(text) &&
                          CountWords(text, kMaxHeadlineWords + 1) <= kMaxHeadlineWords;
    if (!plain || title || headline || IsWhole(text) || repairer.Seam(text, {}) != EditKind::kStop) continue;
    item.passage.Close();
    evidence_is_stale = true;
  }
}

void Polisher::Impl::Emit() {
  for (Item& item : chapter) {
    if (item.dropped || item.passage.text().empty()) continue;
    Passage& p = item.passage;
    ++kept;
    const uint64_t begin = p.source_begin(), end = p.source_end();
    sink.Take({p.TakeText(), p.kind(), p.level(), begin, end, p.TakeEdits(), p.first(), p.indent()});
  }
}

Polisher::Polisher(const Options& options, const judge::PhraseBook* phrases, const Repairer* repairer,
                   FinishedSink* sink)
    : impl_(new Impl{options, *phrases, *repairer, *sink, {}, 0, {}, false, {}, 0, true}) {}
Polisher::~Polisher() = default;

void Polisher::Take(Draft&& draft) { impl_->Take(std::move(draft)); }

void Polisher::Finish() {
  impl_->FinishChapter(true);
  impl_->evidence.Clear();
  impl_->weak_counts.clear();
  impl_->kept = 0;
  impl_->at_top = true;
}

}  // namespace dechaff::prose
