// Score, choose, leave out labels and repeats, then find the reasons to show.
#include "judge/judge.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "judge/togetherness.h"
#include "text/hash.h"

namespace dechaff::judge {
namespace {

using html::Tag;
using page::Block;
using page::Measures;
using page::NameGroup;

// What a name or a tag says of the text under it; the most telling first.
struct NameSign {
  NameGroup group;
  Reason reason;
};
constexpr NameSign kNames[] = {
    {NameGroup::kNavigation, Reason::kNavigation}, {NameGroup::kFooter, Reason::kPeripheral},
    {NameGroup::kCookie, Reason::kPeripheral},     {NameGroup::kSidebar, Reason::kPeripheral},
    {NameGroup::kAdvert, Reason::kAdvertising},    {NameGroup::kShare, Reason::kSharing},
    {NameGroup::kRelated, Reason::kRelated},       {NameGroup::kComment, Reason::kComments},
    {NameGroup::kCopyright, Reason::kPeripheral},  {NameGroup::kPromo, Reason::kAdvertising},
    {NameGroup::kModal, Reason::kPeripheral},      {NameGroup::kLogin, Reason::kForm},
    {NameGroup::kSearch, Reason::kForm},           {NameGroup::kPaging, Reason::kNavigation},
    {NameGroup::kTags, Reason::kNavigation},       {NameGroup::kHeader, Reason::kPeripheral},
    {NameGroup::kByline, Reason::kByline},         {NameGroup::kAuthor, Reason::kByline},
    {NameGroup::kTeaser, Reason::kRelated},        {NameGroup::kContents, Reason::kNavigation},
};

constexpr page::NameSet kAllNames = [] {
  page::NameSet all;
  for (const NameSign& sign : kNames) all.Add(sign.group);
  return all;
}();

// A row of features is 394 bytes, so beyond so many blocks a page is not judged by the model but kept but for
// its links. The largest of the labelled pages has some thousands.
constexpr size_t kMostBlocks = 50'000;
constexpr float kCommentBonus = 4;  // log-odds
// In log-odds, where the comments are no part of the content and the page is surely no forum. How it was
// chosen: rules/model/README.md.
constexpr float kCommentPenalty = 2;
constexpr float kKeepNone = 30;  // log-odds that no block has

Reason ReasonOfTag(Tag tag) {
  switch (tag) {
    case Tag::nav_:
    case Tag::menu_:
      return Reason::kNavigation;
    case Tag::header_:
    case Tag::footer_:
    case Tag::aside_:
    case Tag::dialog_:
      return Reason::kPeripheral;
    case Tag::form_:
    case Tag::button_:
    case Tag::label_:
      return Reason::kForm;
    case Tag::address_:
      return Reason::kByline;
    default:
      return Reason::kNone;
  }
}

// Whether a heading stands in the page's title, or says it and little more.
bool Agree(std::string_view title, std::string_view heading) {
  if (title.find(heading) != std::string_view::npos) return true;
  return title.find(' ') != std::string_view::npos && heading.size() <= 3 * title.size() &&
         heading.find(title) != std::string_view::npos;
}

}  // namespace

void Judge::Decide(const page::Page& page, const Claims& claims, std::span<const Forced> forced,
                   std::vector<Verdict>* verdicts) {
  page_ = &page;
  verdicts_ = verdicts;
  verdicts->assign(page.blocks.size(), {});
  kind_ = {};
  if (page.blocks.empty()) return;
  if (page.blocks.size() > kMostBlocks) {
    KeepText();
    DropLabels(false);
    return Obey(forced, verdicts);
  }
  table_.Measure(page, claims.title, claims.address, model_.cues());
  Score();
  ReadSurroundings();
  Choose();
  KeepRowsWhole(page, verdicts);
  KeepTitle(claims.title);
  DropLabels(true);
  DropRepeats();
  GiveReasons(claims.title);
  Obey(forced, verdicts);
}

// What is neither hidden nor a link, without measuring each block.
void Judge::KeepText() {
  for (size_t i = 0; i < verdicts_->size(); ++i) {
    const Block& b = page_->blocks[i];
    const Measures own = page_->Own(i);
    const bool hidden = page_->elements[b.element].hidden, linked = own.link_tokens * 2 > own.tokens;
    Verdict& v = (*verdicts_)[i];
    v.kept = !hidden && !linked;
    v.reason = hidden ? Reason::kHidden : linked ? Reason::kLinkDensity : Reason::kNearProse;
  }
}

// Whether the comments are no part of the content: the page is far likelier an article than a forum, or
// likelier at all where likely prose stands before them.
bool Judge::CommentsAreOutside() const {
  constexpr float kLikely = 2;                  // log-odds
  constexpr uint32_t kProse = 8, kEnough = 20;  // tokens of a block, of all
  const float article = kind_[static_cast<size_t>(PageKind::kArticle)];
  const float forum = kind_[static_cast<size_t>(PageKind::kForum)];
  if (article <= forum) return false;
  if (article > 2 * forum) return true;
  uint32_t before = 0;
  for (size_t i = 0; i < log_odds_.size() && !table_.InComments(i); ++i) {
    const uint32_t tokens = page_->Own(i).tokens;
    if (log_odds_[i] > kLikely && tokens >= kProse) before += tokens;
  }
  return before >= kEnough;
}

void Judge::Score() {
  model_.Score(table_.Row(0), table_.size(), &workspace_, &log_odds_);
  kind_ = model_.kinds().Judge(table_.PageRow());
  float for_comments = 0;
  if (options_.keep_comments) {
    for_comments = kCommentBonus;
  } else if (CommentsAreOutside()) {
    for_comments = -kCommentPenalty * (1 - kind_[static_cast<size_t>(PageKind::kForum)]);
  }
  for (size_t i = 0; i < log_odds_.size(); ++i) {
    if (table_.InComments(i)) log_odds_[i] += for_comments;
  }
}

// A page without prose, of more than a few lines, may hold nothing to read.
bool Judge::MayBeEmpty() const {
  constexpr size_t kFewBlocks = 4;
  return page_->blocks.size() > kFewBlocks && page_->Total().prose == 0;
}

// A few lines of markup with nothing around them, as of a comment or a message, which is no page of its own:
// all of it is meant to be read.
bool Judge::IsFragment() const {
  constexpr size_t kFewBlocks = 12;
  const page::Measures& total = page_->Total();
  const auto of_a_page = [this](uint32_t node) {
    const Tag tag = page_->tree->nodes[node].tag;
    return tag != Tag::html_ && tag != Tag::time_;
  };
  return page_->blocks.size() <= kFewBlocks && total.link_tokens * 4 <= total.tokens && total.inputs == 0 &&
         std::none_of(page_->tree->landmarks.begin(), page_->tree->landmarks.end(), of_a_page) &&
         std::all_of(surroundings_.begin(), surroundings_.end(),
                     [](Reason reason) { return reason == Reason::kNone; });
}

// The user's bias does not move the page's threshold, so that more of it always keeps more.
void Judge::Choose() {
  candidates_.clear();
  for (size_t i = 0; i < log_odds_.size(); ++i)
    candidates_.push_back({In256ths(log_odds_[i]), page_->Own(i).tokens, table_.Group(i)});
  const bool fragment = IsFragment();
  const int drawn = BestThreshold(candidates_, !fragment && MayBeEmpty() && options_.bias <= 0);
  float asked = kKeepNone;
  if (drawn < 256) {
    const auto [least, most] = std::minmax_element(log_odds_.begin(), log_odds_.end());
    asked = fragment ? *least : std::min(ThresholdOf(drawn, kind_), *most);
  }
  for (size_t i = 0; i < verdicts_->size(); ++i) {
    Verdict& v = (*verdicts_)[i];
    v.score = log_odds_[i] + options_.bias - asked;
    v.kept = v.score >= 0;
  }
}

// The page's headline belongs to its text, though golds disagree on it: the first h1 that agrees with the
// page's title and has kept blocks after it.
void Judge::KeepTitle(std::string_view title) {
  if (title.empty()) return;
  for (size_t i = 0; i < verdicts_->size() && !(*verdicts_)[i].kept; ++i) {
    const Block& b = page_->blocks[i];
    if (b.kind != ParagraphKind::kHeading || b.level != 1) continue;
    if (!Agree(title, page_->Text(b))) continue;
    (*verdicts_)[i].kept = true;
    return;
  }
}

// Lines that are chaff wherever they stand alone. Those between kept blocks or just after the last one are
// passed on, so that what they interrupted can be joined or ended. Of a page that was measured each text is
// looked at once.
void Judge::DropLabels(bool measured) {
  const auto text_of = [&](size_t i) { return measured ? table_.Text(i) : i; };
  texts_.clear();
  for (size_t i = 0; i < verdicts_->size(); ++i) {
    if (text_of(i) == texts_.size()) texts_.push_back(page_->Text(page_->blocks[i]));
  }
  phrases_.FindSureLabels(texts_, &labels_);
  size_t first = verdicts_->size(), last = 0;
  for (size_t i = 0; i < verdicts_->size(); ++i) {
    Verdict& v = (*verdicts_)[i];
    const Block& b = page_->blocks[i];
    const bool numbers = b.kind == ParagraphKind::kPreformatted && IsLineNumbers(page_->Text(b));
    if (numbers || labels_[text_of(i)]) {
      v.kept = false;
      v.reason = Reason::kLabel;
    }
    if (!v.kept) continue;
    first = std::min(first, i);
    last = i;
  }
  const size_t end = std::min(last + 3, verdicts_->size());
  for (size_t i = first; i < end; ++i) (*verdicts_)[i].label = (*verdicts_)[i].reason == Reason::kLabel;
}

// Longer blocks that say word for word what another kept block says, or how it begins, as teasers do. Of two
// equal ones the first stays.
void Judge::DropRepeats() {
  constexpr uint32_t kRepeatTokens = 8;
  constexpr size_t kBeginning = 32;  // bytes by which those that may be the same are found
  ids_.Reset(verdicts_->size());
  longest_.clear();
  for (size_t i = 0; i < verdicts_->size(); ++i) {
    const Block& b = page_->blocks[i];
    if (!(*verdicts_)[i].kept || page_->Own(i).tokens < kRepeatTokens ||
        b.kind == ParagraphKind::kPreformatted)
      continue;
    const std::string_view text = page_->Text(b);
    const uint32_t id = ids_.Id(text::QuickHash(text.substr(0, kBeginning)));
    if (id == longest_.size()) longest_.push_back(i);
    if (longest_[id] == i) continue;
    const std::string_view other = page_->Text(page_->blocks[longest_[id]]);
    size_t again = i;
    if (text.size() > other.size() && text.starts_with(other)) {
      again = std::exchange(longest_[id], i);
    } else if (!other.starts_with(text)) {
      continue;
    }
    (*verdicts_)[again].kept = false;
    (*verdicts_)[again].reason = Reason::kRepeated;
  }
}

// A name counts where it holds less than half of the page; what is around a box holds inside it.
void Judge::ReadSurroundings() {
  const auto& boxes = table_.boxes().boxes();
  const Measures& total = page_->Total();
  surroundings_.assign(boxes.size(), Reason::kNone);
  for (size_t i = 1; i < boxes.size(); ++i) {
    const Box& box = boxes[i];
    surroundings_[i] = surroundings_[box.parent];
    Reason reason = box.hidden ? Reason::kHidden : ReasonOfTag(box.tag);
    if (reason == Reason::kNone && !box.names.Any(kAllNames)) continue;
    const uint32_t tokens = page_->sums[box.end].tokens - page_->sums[box.first].tokens;
    if (tokens * uint64_t{2} >= total.tokens) continue;
    for (const NameSign& sign : kNames) {
      if (reason != Reason::kNone) break;
      if (box.names.Has(sign.group)) reason = sign.reason;
    }
    if (reason != Reason::kNone) surroundings_[i] = reason;
  }
}

void Judge::GiveReasons(std::string_view title) {
  for (size_t i = 0; i < verdicts_->size(); ++i) {
    const Block& b = page_->blocks[i];
    Verdict& v = (*verdicts_)[i];
    if (v.reason != Reason::kNone) continue;
    const Measures own = page_->Own(i);
    const Reason around = surroundings_[table_.boxes().Of(b.element)];
    if (v.kept) {
      const bool heading = b.kind == ParagraphKind::kHeading;
      const bool is_title = heading && !title.empty() && title.find(page_->Text(b)) != std::string_view::npos;
      v.reason = is_title        ? Reason::kTitle
                 : heading       ? Reason::kHeading
                 : own.prose > 0 ? Reason::kProse
                                 : Reason::kNearProse;
    } else if (around != Reason::kNone) {
      v.reason = around;
    } else if (own.link_tokens * 2 > own.tokens) {
      v.reason = Reason::kLinkDensity;
    } else {
      v.reason = own.tokens < 12 ? Reason::kShort : Reason::kOutsideMain;
    }
  }
}

void Obey(std::span<const Forced> forced, std::vector<Verdict>* verdicts) {
  for (size_t i = 0; i < forced.size(); ++i) {
    if (forced[i] == Forced::kNone) continue;
    Verdict& v = (*verdicts)[i];
    v.kept = forced[i] == Forced::kKeep;
    v.label &= !v.kept;
    v.reason = Reason::kUserRule;
  }
}

}  // namespace dechaff::judge
