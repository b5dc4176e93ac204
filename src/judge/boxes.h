// The elements of a page, collapsed: a chain of elements that hold the same blocks is one box, so that
// going up one box always takes in more of the page.
#ifndef DECHAFF_JUDGE_BOXES_H_
#define DECHAFF_JUDGE_BOXES_H_

#include <cstdint>
#include <vector>

#include "judge/id_table.h"
#include "page/page.h"

namespace dechaff::judge {

struct Box {
  uint32_t parent;      // index; the root (0) is its own parent
  uint32_t first, end;  // blocks
  uint32_t top;         // outermost element of the chain
  html::Tag tag;        // of the innermost one
  bool hidden;
  page::NameSet names;  // of the whole chain
  uint32_t tags;        // of the whole chain, a bit for each of kSemanticTags
  uint32_t children;    // boxes right inside
  uint32_t same;        // siblings made from the same template, itself among them
  uint32_t same_index;  // its place among those
};

// Tags that say what the text under them is for. A bit of Box::tags each, in this order.
inline constexpr html::Tag kSemanticTags[] = {
    html::Tag::nav_,    html::Tag::aside_,   html::Tag::header_,     html::Tag::footer_,  html::Tag::article_,
    html::Tag::main_,   html::Tag::section_, html::Tag::form_,       html::Tag::table_,   html::Tag::ul_,
    html::Tag::li_,     html::Tag::figure_,  html::Tag::blockquote_, html::Tag::pre_,     html::Tag::dl_,
    html::Tag::button_, html::Tag::td_,      html::Tag::p_,          html::Tag::details_, html::Tag::dialog_,
};
inline constexpr int kSemanticTagCount = static_cast<int>(std::size(kSemanticTags));

// Holds the memory that is reused from page to page.
class BoxTree {
 public:
  // Linear in the elements.
  void Build(const page::Page& page);
  const std::vector<Box>& boxes() const { return boxes_; }
  const Box& operator[](uint32_t i) const { return boxes_[i]; }
  // The siblings of one template that a box belongs to: a number below `groups()`.
  uint32_t Group(uint32_t box) const { return group_[box]; }
  size_t groups() const { return group_size_.size(); }
  // The box of an element that holds blocks.
  uint32_t Of(uint32_t element) const { return of_[element]; }

 private:
  void CountSiblings(const page::Page& page);

  std::vector<Box> boxes_;
  std::vector<uint32_t> of_;     // of each element
  std::vector<uint32_t> group_;  // of each box: siblings of one template
  std::vector<uint32_t> group_size_;
  IdTable ids_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_BOXES_H_
