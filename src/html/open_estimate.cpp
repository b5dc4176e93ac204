// The estimate's rules. Every walk is over at most kMaxDepth elements.
#include "html/open_estimate.h"

#include <algorithm>
#include <iterator>

#include "html/attributes.h"
#include "html/scan.h"

namespace dechaff::html {
namespace {

bool IsMarker(Tag entry) { return entry == Tag::kText || entry == Tag::table_; }

std::string_view AttributesOf(const Token& token, std::string_view source) {
  return source.substr(token.begin, token.finish - token.begin);
}

bool HasColorFaceOrSize(std::string_view attributes) {
  for (AttributeReader reader(attributes); reader.Next();)
    for (std::string_view name : {"color", "face", "size"})
      if (EqualsIgnoreCase(reader.name(), name)) return true;
  return false;
}

// Elements that are never counted: they cannot nest without others that are.
bool IsUncounted(Tag tag) {
  return Is(tag, kVoid | kTablePart) || tag == Tag::html_ || tag == Tag::head_ || tag == Tag::body_;
}

// Tags that "in select in table" gives to the table.
bool LeavesSelectForTable(Tag tag) {
  return tag == Tag::table_ || (Is(tag, kTablePart) && tag != Tag::col_ && tag != Tag::colgroup_);
}

}  // namespace

void OpenEstimate::Reset(std::string_view source) {
  source_ = source;
  open_.clear();
  formatting_.clear();
  since_marker_ = 0;
  open_count_.fill(0);
  dropped_.fill(0);
  last_was_foreign_ = dropped_any_ = false;
}

bool OpenEstimate::Start(const Token& token) {
  last_was_foreign_ = false;
  if (InSelect() && !InForeign()) return StartInHtml(token);
  Space space = open_.empty() ? Space::kHtml : open_.back().space;
  if (BreaksOut(token)) LeaveForeign();
  bool stays = InForeign();
  stays |= space == Space::kMathMl && (token.tag == Tag::mglyph_ || token.tag == Tag::malignmark_);
  if (!stays && token.tag != Tag::svg_ && token.tag != Tag::math_) return StartInHtml(token);
  if (token.tag == Tag::svg_ && space != Space::kSvg) space = Space::kSvg;
  if (token.tag == Tag::math_ && !stays) space = Space::kMathMl;
  last_was_foreign_ = true;
  return token.self_closing || Push(token, space);
}

bool OpenEstimate::BreaksOut(const Token& token) const {
  if (!InForeign()) return false;
  if (token.kind == Token::kEnd) return token.tag == Tag::p_ || token.tag == Tag::br_;
  return Is(token.tag, kBreakout) ||
         (token.tag == Tag::font_ && HasColorFaceOrSize(AttributesOf(token, source_)));
}

void OpenEstimate::LeaveForeign() {
  while (InForeign()) PopThrough(open_.size() - 1);
}

bool OpenEstimate::StartInHtml(const Token& token) {
  Tag tag = token.tag;
  if (InSelect() && !StartInSelect(tag)) return true;
  ReadTemplateContent(tag);
  if (InColumns() && tag != Tag::template_) return true;
  CloseBefore(tag);
  if (tag == Tag::table_) {
    bool in_table = false;
    for (size_t i = formatting_.size(); i-- > 0;)
      if (IsMarker(formatting_[i])) {
        in_table = formatting_[i] == Tag::table_;
        break;
      }
    if (in_table) PopThrough(FindInScope(Tag::table_, 0));
  }
  RawKind raw;
  if (IsUncounted(tag) || RawKindOf(tag, &raw)) return true;
  if (Is(tag, kFormatting) && !StartFormatting(tag)) return false;
  return Push(token, Space::kHtml);
}

// False: that is all the tag does.
bool OpenEstimate::StartInSelect(Tag tag) {
  bool part_of_table = LeavesSelectForTable(tag);
  bool leaves = part_of_table ? FindTable() != kNotOpen
                              : tag == Tag::select_ || tag == Tag::input_ || tag == Tag::keygen_ ||
                                    tag == Tag::textarea_;
  if (leaves)
    PopThrough(FindInScope(Tag::select_, 0));
  else if (tag == Tag::optgroup_ && open_.back().tag == tag)
    PopThrough(open_.size() - 1);
  return tag == Tag::optgroup_ || tag == Tag::template_ || (leaves && part_of_table);
}

// What a start tag closes before it opens.
void OpenEstimate::CloseBefore(Tag tag) {
  if (Is(tag, kTablePart)) {
    BackToTable();
    if (Is(tag, kMarksFormatting)) formatting_.push_back(Tag::kText), since_marker_ = 0;
  } else if (tag == Tag::li_ || tag == Tag::dd_ || tag == Tag::dt_) {
    CloseItem(tag);
  } else if (tag == Tag::option_ || Is(tag, kHeading)) {
    bool same_kind =
        !open_.empty() && (tag == Tag::option_ ? open_.back().tag == tag : Is(open_.back().tag, kHeading));
    if (same_kind) PopThrough(open_.size() - 1);
  } else if (tag == Tag::button_ || tag == Tag::a_ || tag == Tag::nobr_) {
    if (tag != Tag::button_) return EndFormatting(tag);
    size_t open = FindInScope(tag, kScopeEdge);
    if (open != kNotOpen) PopThrough(open);
  }
  if (Is(tag, kClosesParagraph)) {
    size_t paragraph = FindInScope(Tag::p_, kButtonScopeEdge);
    if (paragraph != kNotOpen) PopThrough(paragraph);
  }
}

void OpenEstimate::CloseItem(Tag tag) {
  for (size_t i = open_.size(); i-- > 0;) {
    Tag open = open_[i].tag;
    if (tag == Tag::li_ ? open == tag : (open == Tag::dd_ || open == Tag::dt_)) return PopThrough(i);
    if (Is(open, kSpecial) && open != Tag::address_ && open != Tag::div_ && open != Tag::p_) return;
  }
}

// What is in a template first tells whether parts of a table may stand in it.
void OpenEstimate::ReadTemplateContent(Tag tag) {
  if (open_.empty() || open_.back().tag != Tag::template_ || open_.back().content != Content::kUnknown)
    return;
  constexpr Tag kHeadTags[] = {Tag::base_,     Tag::basefont_, Tag::bgsound_, Tag::link_,  Tag::meta_,
                               Tag::noframes_, Tag::script_,   Tag::style_,   Tag::title_, Tag::template_};
  if (std::ranges::find(kHeadTags, tag) != std::end(kHeadTags)) return;
  open_.back().content = tag == Tag::col_      ? Content::kColumns
                         : Is(tag, kTablePart) ? Content::kTableParts
                                               : Content::kBody;
}

// The table that a part of one belongs to, or the template that stands for it.
size_t OpenEstimate::FindTable() const {
  const size_t table = FindInScope(Tag::table_, kTableScopeEdge);
  if (table != kNotOpen || !IsOpen(Tag::template_)) return table;
  const size_t around = FindInScope(Tag::template_, 0);
  return open_[around].content == Content::kTableParts ? around : kNotOpen;
}

// A part of a table ends what is open in the cell before it.
void OpenEstimate::BackToTable() {
  size_t table = FindTable();
  if (table == kNotOpen) return;
  PopThrough(table + 1);
  if (open_[table].tag == Tag::template_) return;
  while (!formatting_.empty() && formatting_.back() != Tag::table_) formatting_.pop_back();
  since_marker_ = 0;
}

bool OpenEstimate::StartFormatting(Tag tag) {
  if (since_marker_ >= kMaxFormatting) {
    ++dropped_[static_cast<size_t>(tag)];
    dropped_any_ = true;
    return false;
  }
  formatting_.push_back(tag);
  ++since_marker_;
  return true;
}

bool OpenEstimate::End(const Token& token) {
  last_was_foreign_ = false;
  uint32_t& dropped = dropped_[static_cast<size_t>(token.tag)];
  if (dropped > 0) return --dropped, false;
  if (BreaksOut(token)) LeaveForeign();
  if (!open_.empty() && open_.back().space != Space::kHtml && EndInForeign(token)) return true;
  Tag tag = token.tag;
  bool ends_in_select =
      tag == Tag::select_ || tag == Tag::optgroup_ || tag == Tag::template_ || LeavesSelectForTable(tag);
  if (InSelect() && !ends_in_select) return true;
  if (Is(tag, kFormatting)) {
    EndFormatting(tag);
  } else if (Is(tag, kTablePart)) {
    BackToTable();
  } else if (Is(tag, kSpecial)) {
    size_t open = FindInScope(tag, tag == Tag::table_ ? kTableScopeEdge : kScopeEdge);
    if (open == kNotOpen) return true;
    PopThrough(open);
    if (tag == Tag::table_)
      ClearFormatting(Tag::table_);
    else if (Is(tag, kMarksFormatting))
      ClearFormatting(Tag::kText);
  } else {
    std::string_view name = token.Name(source_);
    for (size_t i = open_.size(); i-- > 0 && !Is(open_[i].tag, kSpecial);)
      if (open_[i].tag == tag && (tag != Tag::kUnknown || EqualsIgnoreCase(open_[i].name, name))) {
        PopThrough(i);
        break;
      }
  }
  return true;
}

bool OpenEstimate::EndInForeign(const Token& token) {
  std::string_view name = token.Name(source_);
  for (size_t i = open_.size(); i-- > 0 && open_[i].space != Space::kHtml;) {
    if (!EqualsIgnoreCase(open_[i].name, name)) continue;
    PopThrough(i);
    last_was_foreign_ = true;
    return true;
  }
  return false;
}

// Takes the last entry of that tag out of both lists; what it holds stays open if it has blocks.
void OpenEstimate::EndFormatting(Tag tag) {
  size_t entry = formatting_.size();
  while (entry > 0 && !IsMarker(formatting_[entry - 1]) && formatting_[entry - 1] != tag) --entry;
  if (entry > 0 && formatting_[entry - 1] == tag) {
    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(entry - 1));
    --since_marker_;
  }
  bool has_block = false;
  for (size_t i = open_.size(); i-- > 0; has_block |= Is(open_[i].tag, kSpecial)) {
    if (open_[i].tag != tag) {
      if (Is(open_[i].tag, kScopeEdge)) return;
      continue;
    }
    return has_block ? Erase(i) : PopThrough(i);
  }
}

void OpenEstimate::ClearFormatting(Tag marker) {
  while (!formatting_.empty()) {
    Tag last = formatting_.back();
    formatting_.pop_back();
    if (last == marker) break;
  }
  since_marker_ = 0;
  for (size_t i = formatting_.size(); i-- > 0 && !IsMarker(formatting_[i]);) ++since_marker_;
}

size_t OpenEstimate::FindInScope(Tag tag, uint32_t edge) const {
  if (!IsOpen(tag)) return kNotOpen;
  for (size_t i = open_.size(); i-- > 0;) {
    if (open_[i].tag == tag) return i;
    if (Is(open_[i].tag, edge)) return kNotOpen;
  }
  return kNotOpen;
}

void OpenEstimate::PopThrough(size_t position) {
  while (open_.size() > position) {
    --open_count_[static_cast<size_t>(open_.back().tag)];
    open_.pop_back();
  }
}

void OpenEstimate::Erase(size_t position) {
  --open_count_[static_cast<size_t>(open_[position].tag)];
  open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(position));
}

bool OpenEstimate::Push(const Token& token, Space space) {
  if (open_.size() >= kMaxDepth) {
    ++dropped_[static_cast<size_t>(token.tag)];
    dropped_any_ = true;
    return false;
  }
  bool may_hold_html = false;
  if (space == Space::kSvg)
    may_hold_html = token.tag == Tag::foreignobject_ || token.tag == Tag::desc_ || token.tag == Tag::title_;
  else if (space == Space::kMathMl)
    may_hold_html = Is(token.tag, kIntegration) && token.tag != Tag::title_;
  open_.push_back({token.tag, space, may_hold_html, Content::kUnknown, token.Name(source_)});
  ++open_count_[static_cast<size_t>(token.tag)];
  if (space == Space::kHtml && (token.tag == Tag::table_ || Is(token.tag, kMarksFormatting))) {
    formatting_.push_back(token.tag == Tag::table_ ? Tag::table_ : Tag::kText);
    since_marker_ = 0;
  }
  return true;
}

}  // namespace dechaff::html
