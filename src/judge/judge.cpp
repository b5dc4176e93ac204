// The hand-made judge. Its weights were set by reading, and checked on labelled pages.
#include "judge/judge.h"

#include <algorithm>
#include <cmath>

namespace dechaff::judge {
namespace {

using html::Tag;
using page::Block;
using page::Element;
using page::Measures;
using page::NameGroup;
using page::NameSet;

// What a group of names, or a tag, says against (or for) the text under it.
struct Sign {
  NameGroup group;
  float weight;
  Reason reason;
};

constexpr Sign kAgainst[] = {
    {NameGroup::kNavigation, 4.0f, Reason::kNavigation}, {NameGroup::kFooter, 4.0f, Reason::kPeripheral},
    {NameGroup::kCookie, 4.0f, Reason::kPeripheral},     {NameGroup::kSidebar, 3.5f, Reason::kPeripheral},
    {NameGroup::kAdvert, 3.5f, Reason::kAdvertising},    {NameGroup::kShare, 3.0f, Reason::kSharing},
    {NameGroup::kRelated, 3.0f, Reason::kRelated},       {NameGroup::kComment, 3.0f, Reason::kComments},
    {NameGroup::kCopyright, 3.0f, Reason::kPeripheral},  {NameGroup::kPromo, 2.5f, Reason::kAdvertising},
    {NameGroup::kModal, 2.5f, Reason::kPeripheral},      {NameGroup::kLogin, 2.5f, Reason::kForm},
    {NameGroup::kSearch, 2.5f, Reason::kForm},           {NameGroup::kPaging, 2.5f, Reason::kNavigation},
    {NameGroup::kTags, 2.0f, Reason::kNavigation},       {NameGroup::kHeader, 1.5f, Reason::kPeripheral},
    {NameGroup::kWidget, 1.0f, Reason::kPeripheral},     {NameGroup::kByline, 1.2f, Reason::kByline},
    {NameGroup::kAuthor, 1.2f, Reason::kByline},         {NameGroup::kTeaser, 0.8f, Reason::kRelated},
    {NameGroup::kContents, 1.0f, Reason::kNavigation},   {NameGroup::kHidden, 1.0f, Reason::kHidden},
    {NameGroup::kCaption, 0.4f, Reason::kPeripheral},
};

constexpr Sign kInFavour[] = {
    {NameGroup::kArticle, 1.2f, Reason::kMainContainer},
    {NameGroup::kPost, 0.8f, Reason::kMainContainer},
    {NameGroup::kContent, 0.6f, Reason::kMainContainer},
    {NameGroup::kDescription, 0.6f, Reason::kMainContainer},
};

struct TagSign {
  Tag tag;
  float weight;
  Reason reason;
};

constexpr TagSign kTagsAgainst[] = {
    {Tag::nav_, 4.5f, Reason::kNavigation},
    {Tag::footer_, 4.0f, Reason::kPeripheral},
    {Tag::aside_, 3.5f, Reason::kPeripheral},
    {Tag::header_, 1.5f, Reason::kPeripheral},
    {Tag::form_, 2.0f, Reason::kForm},
    {Tag::button_, 4.0f, Reason::kForm},
    {Tag::label_, 3.0f, Reason::kForm},
    {Tag::dialog_, 4.0f, Reason::kPeripheral},
    {Tag::menu_, 3.0f, Reason::kNavigation},
    {Tag::address_, 1.0f, Reason::kByline},
    {Tag::figcaption_, 0.4f, Reason::kPeripheral},
};

float Share(uint32_t part, uint32_t whole) {
  return whole ? static_cast<float>(part) / static_cast<float>(whole) : 0;
}
float LinkDensity(const Measures& m) { return Share(m.link_tokens, m.tokens); }

bool EndsSentence(std::string_view text) {
  if (text.empty()) return false;
  const char c = text.back();
  if (c == '.' || c == '!' || c == '?' || c == ':' || c == '"') return true;
  for (std::string_view stop : {"…", "。", "！", "？", "”", "»", "”", "」", "।", "؟"}) {
    if (text.ends_with(stop)) return true;
  }
  return false;
}

}  // namespace

void Judge::Decide(const page::Page& page, std::string_view title, std::span<const Forced> forced,
                   std::vector<Verdict>* verdicts) {
  page_ = &page;
  verdicts_ = verdicts;
  verdicts->assign(page.blocks.size(), {});
  if (page.blocks.empty()) return;
  ReadSurroundings();
  FindMain();
  ScoreBlocks(title);
  Smooth();
  Choose();
  RescueIfEmpty();
  Obey(forced, verdicts);
}

// The signs of one element, weakened by the share of the page's prose that stands under it: the name
// "comments" on the whole page's wrapper says nothing.
Judge::Surroundings Judge::Read(const Element& e) const {
  const Measures inside = page_->Inside(e), total = page_->Total();
  const float share = std::max(Share(inside.prose, total.prose), 0.7f * Share(inside.tokens, total.tokens));
  const float rest = std::clamp(1.25f - 1.6f * share, 0.0f, 1.0f);
  Surroundings s;
  const auto against = [&](float weight, Reason reason) {
    if (weight * rest > s.against) s.against = weight * rest, s.reason = reason;
  };
  if (e.names.bits() != 0) {
    const bool content_name = e.names.Has(NameGroup::kArticle);
    for (const Sign& sign : kAgainst) {
      if (options_.keep_comments && sign.group == NameGroup::kComment) continue;
      if (e.names.Has(sign.group)) against(content_name ? sign.weight * 0.5f : sign.weight, sign.reason);
    }
    for (const Sign& sign : kInFavour) {
      if (e.names.Has(sign.group))
        s.in_favour = std::max(s.in_favour, sign.weight * std::min(1.0f, 2 * share));
    }
  }
  for (const TagSign& sign : kTagsAgainst) {
    if (e.tag == sign.tag) against(sign.weight, sign.reason);
  }
  if (e.tag == Tag::article_ || e.tag == Tag::main_)
    s.in_favour = std::max(s.in_favour, std::min(1.0f, 2 * share));
  if (e.hidden) against(4.0f, Reason::kHidden);
  return s;
}

void Judge::ReadSurroundings() {
  surroundings_.resize(page_->elements.size());
  for (size_t i = 0; i < page_->elements.size(); ++i) {
    const Element& e = page_->elements[i];
    Surroundings s = Read(e);
    if (i > 0) {
      const Surroundings& around = surroundings_[e.parent];
      if (around.against >= s.against) s.against = around.against, s.reason = around.reason;
      s.in_favour = std::max(s.in_favour, around.in_favour);
    }
    surroundings_[i] = s;
  }
}

// Goes down from the root as long as one child holds most of the prose that nothing speaks against.
void Judge::FindMain() {
  raw_.assign(page_->blocks.size() + 1, 0);  // prefix sums of the mass
  for (size_t i = 0; i < page_->blocks.size(); ++i) {
    const Block& b = page_->blocks[i];
    const float against = surroundings_[b.element].against;
    raw_[i + 1] = raw_[i] + static_cast<float>(b.own.prose) / (1 + against * against);
  }
  const auto mass = [&](const Element& e) { return raw_[e.end_block] - raw_[e.first_block]; };
  main_ = 0;
  for (bool deeper = true; deeper;) {
    deeper = false;
    const Element& around = page_->elements[main_];
    for (uint32_t i = main_ + 1; i < around.end; i = page_->elements[i].end) {
      const Element& e = page_->elements[i];
      if (mass(e) > 0.75f * mass(around) && e.end_block - e.first_block > 1) {
        main_ = i;
        deeper = true;
        break;
      }
    }
  }
}

float Judge::OwnScore(const Block& b) const {
  const Measures& m = b.own;
  const float density = LinkDensity(m);
  const auto tokens = static_cast<float>(m.tokens);
  float score = -1.2f + 2.2f * std::min(tokens, 50.0f) / 50 +
                0.3f * std::min(static_cast<float>(m.stops), 4.0f) +
                0.12f * std::min(static_cast<float>(m.commas), 5.0f) - 3.0f * density;
  if (EndsSentence(page_->Text(b))) score += 0.7f;
  if (density > 0.6f && m.tokens < 30) score -= 1;
  if (b.kind == ParagraphKind::kHeading) score += 0.8f;
  if (b.kind == ParagraphKind::kPreformatted) score += 1;
  if (m.inputs > 0) score -= 0.7f;
  return score;
}

void Judge::ScoreBlocks(std::string_view title) {
  const Element& main = page_->elements[main_];
  const Measures main_inside = page_->Inside(main);
  const bool main_is_all = main_inside.tokens * 10 > page_->Total().tokens * 9;
  for (uint32_t i = 0; i < page_->blocks.size(); ++i) {
    const Block& b = page_->blocks[i];
    Verdict& v = (*verdicts_)[i];
    const Surroundings& around = surroundings_[b.element];
    const Measures group = page_->Inside(page_->elements[page_->elements[b.element].parent]);
    float score = OwnScore(b);
    v.reason = score > 0                              ? Reason::kProse
               : b.own.link_tokens * 2 > b.own.tokens ? Reason::kLinkDensity
                                                      : Reason::kShort;
    score += around.in_favour - around.against;
    if (around.against > 1) v.reason = around.reason;
    if (LinkDensity(group) > 0.5f) score -= 1;
    const bool inside = i >= main.first_block && i < main.end_block;
    if (!main_is_all && !inside) {
      score -= b.kind == ParagraphKind::kHeading && b.level == 1 ? 0 : 2;
      if (around.against <= 1) v.reason = Reason::kOutsideMain;
    } else if (inside) {
      score += 0.8f;
    }
    const std::string_view text = page_->Text(b);
    if (b.kind == ParagraphKind::kHeading && b.level == 1 && !title.empty() &&
        title.find(text) != std::string_view::npos) {
      score += 2.5f;
      v.reason = Reason::kTitle;
    }
    if (const PhraseMatch match = phrases_.Match(text); match.cls != PhraseClass::kNone) {
      score -= match.sure ? 8 : 2;
      v.reason = Reason::kLabel;
      v.label = match.sure && inside;
    }
    raw_[i] = score;
  }
}

// A block counts for most of its own score; the rest is its neighbours', nearer and longer ones more.
void Judge::Smooth() {
  const auto n = static_cast<int>(page_->blocks.size());
  const auto bounded = [&](int i) { return std::clamp(raw_[static_cast<size_t>(i)], -3.0f, 3.0f); };
  for (int i = 0; i < n; ++i) {
    float sum = 0, weights = 0;
    for (int d = 1; d <= 3; ++d) {
      for (const int j : {i - d, i + d}) {
        if (j < 0 || j >= n || (*verdicts_)[static_cast<size_t>(j)].reason == Reason::kLabel) continue;
        const Measures& m = page_->blocks[static_cast<size_t>(j)].own;
        const float weight =
            std::sqrt(1 + static_cast<float>(std::min(m.tokens, 100u))) / static_cast<float>(d);
        sum += weight * bounded(j);
        weights += weight;
      }
    }
    const float neighbours = weights > 0 ? sum / weights : 0;
    const auto k = static_cast<size_t>(i);
    const float trust = page_->blocks[k].own.tokens > 40 ? 0.25f : 0.55f;
    (*verdicts_)[k].score = raw_[k] + trust * neighbours + options_.bias;
  }
}

void Judge::Choose() {
  std::vector<Verdict>& verdicts = *verdicts_;
  for (Verdict& v : verdicts) {
    v.kept = v.score > 0;
    if (v.kept && v.reason != Reason::kProse && v.reason != Reason::kTitle) v.reason = Reason::kNearProse;
  }
  // A heading needs kept text below it.
  for (size_t i = verdicts.size(); i-- > 0;) {
    const Block& b = page_->blocks[i];
    if (b.kind != ParagraphKind::kHeading || verdicts[i].reason == Reason::kTitle) continue;
    bool followed = false;
    for (size_t j = i + 1; j < verdicts.size() && j <= i + 3 && !followed; ++j) {
      followed = verdicts[j].kept &&
                 (page_->blocks[j].kind != ParagraphKind::kHeading || page_->blocks[j].level > b.level);
    }
    if (followed && verdicts[i].score > -1.0f) {
      verdicts[i].kept = true;
      verdicts[i].reason = Reason::kHeading;
    } else if (!followed && verdicts[i].kept) {
      verdicts[i].kept = false;
      verdicts[i].reason = Reason::kShort;
    }
  }
}

// A page whose text was cut nearly whole had signs that mislead: then keep what its main element holds,
// unless the user wants less.
void Judge::RescueIfEmpty() {
  uint32_t kept = 0;
  for (size_t i = 0; i < verdicts_->size(); ++i)
    kept += (*verdicts_)[i].kept ? page_->blocks[i].own.tokens : 0;
  const Element& main = page_->elements[main_];
  if (kept >= 25 || options_.bias < 0) return;
  for (uint32_t i = main.first_block; i < main.end_block; ++i) {
    Verdict& v = (*verdicts_)[i];
    if (v.reason == Reason::kLabel || LinkDensity(page_->blocks[i].own) > 0.5f) continue;
    if (surroundings_[page_->blocks[i].element].against > 2) continue;
    v.kept = true;
    v.reason = Reason::kMainContainer;
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
