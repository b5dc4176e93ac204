// A running estimate of what the tree builder has open at each tag, by a cheap version of its rules:
// enough to bound the depth of the tree and the formatting elements, and to tell foreign content from
// HTML. Where it is wrong it tends to too deep. Table sections, rows and cells are not counted, nor are
// html, head and body.
#ifndef DECHAFF_HTML_OPEN_ESTIMATE_H_
#define DECHAFF_HTML_OPEN_ESTIMATE_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "html/tag_traits.h"
#include "html/tokenizer.h"

namespace dechaff::html {

class OpenEstimate {
 public:
  // Gumbo's time is quadratic in the depth, its memory in blocks times formatting elements.
  static constexpr size_t kMaxDepth = 512;
  static constexpr size_t kMaxFormatting = 64;

  void Reset(std::string_view source);
  // A tag was read. False: leave it out, the tree would grow too deep (or its start tag was left out).
  bool Start(const Token& token);
  bool End(const Token& token);

  // Whether the next token is read by the rules of foreign content.
  bool InForeign() const {
    return !open_.empty() && open_.back().space != Space::kHtml && !open_.back().may_hold_html;
  }
  // Whether the tag ends all foreign content that is open.
  bool BreaksOut(const Token& token) const;
  // Whether <![CDATA[ opens a section: in SVG and MathML elements, be they integration points or not.
  bool AllowsCData() const { return !open_.empty() && open_.back().space != Space::kHtml; }
  // Whether the tag last read is that of an SVG or MathML element.
  bool last_was_foreign() const { return last_was_foreign_; }
  // Whether the next token is read by the rules of select: nothing but an optgroup can be open in it.
  bool InSelect() const {
    size_t top = open_.size();
    if (top > 0 && open_[top - 1].tag == Tag::optgroup_) --top;
    return top > 0 && open_[top - 1].tag == Tag::select_ && open_[top - 1].space == Space::kHtml;
  }
  // Whether the next token is read by the rules of a column group, which know nothing but col and template.
  bool InColumns() const {
    return !open_.empty() && open_.back().tag == Tag::template_ && open_.back().content == Content::kColumns;
  }
  bool InTemplate() const { return IsOpen(Tag::template_); }
  bool dropped_any() const { return dropped_any_; }

 private:
  enum class Space : uint8_t { kHtml, kSvg, kMathMl };
  enum class Content : uint8_t { kUnknown, kColumns, kTableParts, kBody };
  struct Element {
    Tag tag;
    Space space;
    bool may_hold_html;     // an integration point
    Content content;        // of a template
    std::string_view name;  // as written
  };
  static constexpr size_t kNotOpen = ~size_t{0};

  bool IsOpen(Tag tag) const { return open_count_[static_cast<size_t>(tag)] != 0; }
  bool StartInHtml(const Token& token);
  bool StartInSelect(Tag tag);
  void LeaveForeign();
  bool EndInForeign(const Token& token);
  void CloseBefore(Tag tag);
  void CloseItem(Tag tag);
  void ReadTemplateContent(Tag tag);
  size_t FindTable() const;
  void BackToTable();
  bool StartFormatting(Tag tag);
  void EndFormatting(Tag tag);
  void ClearFormatting(Tag marker);
  size_t FindInScope(Tag tag, uint32_t edge) const;
  void PopThrough(size_t position);
  void Erase(size_t position);
  bool Push(const Token& token, Space space);

  std::string_view source_;
  std::vector<Element> open_;
  std::vector<Tag> formatting_;  // table_: where a table starts; kText: the marker of a cell and the like
  size_t since_marker_ = 0;      // entries after the last marker
  std::array<uint32_t, kTagCount> open_count_{};
  std::array<uint32_t, kTagCount> dropped_{};
  bool last_was_foreign_ = false;
  bool dropped_any_ = false;
};

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_OPEN_ESTIMATE_H_
