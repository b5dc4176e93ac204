// One pass down the elements, one over the boxes.
#include "judge/boxes.h"

#include <array>

namespace dechaff::judge {
namespace {

// The bit of each tag in Box::tags.
constexpr std::array<uint32_t, html::kTagCount> kTagBits = [] {
  std::array<uint32_t, html::kTagCount> bits{};
  for (int i = 0; i < kSemanticTagCount; ++i) bits[static_cast<size_t>(kSemanticTags[i])] = uint32_t{1} << i;
  bits[static_cast<size_t>(html::Tag::ol_)] = bits[static_cast<size_t>(html::Tag::ul_)];
  bits[static_cast<size_t>(html::Tag::th_)] = bits[static_cast<size_t>(html::Tag::td_)];
  bits[static_cast<size_t>(html::Tag::label_)] = bits[static_cast<size_t>(html::Tag::button_)];
  return bits;
}();

}  // namespace

void BoxTree::Build(const page::Page& page) {
  boxes_.clear();
  of_.assign(page.elements.size(), 0);
  for (uint32_t i = 0; i < page.elements.size(); ++i) {
    const page::Element& e = page.elements[i];
    if (e.first_block == e.end_block && i != 0) continue;
    const uint32_t bit = kTagBits[static_cast<size_t>(e.tag)];
    const uint32_t around = of_[e.parent];
    if (i != 0 && boxes_[around].first == e.first_block && boxes_[around].end == e.end_block) {
      Box& box = boxes_[around];
      box.tag = e.tag;
      box.hidden |= e.hidden;
      box.tags |= bit;
      if (e.tag != html::Tag::body_) box.names.Add(e.names);
      of_[i] = around;
      continue;
    }
    if (i != 0) ++boxes_[around].children;
    of_[i] = static_cast<uint32_t>(boxes_.size());
    const page::NameSet names = e.tag == html::Tag::html_ ? page::NameSet() : e.names;
    boxes_.push_back({around, e.first_block, e.end_block, i, e.tag, e.hidden, names, bit, 0, 1, 0});
  }
  CountSiblings(page);
}

void BoxTree::CountSiblings(const page::Page& page) {
  ids_.Reset(boxes_.size());
  group_.resize(boxes_.size());
  group_size_.clear();
  for (size_t i = 0; i < boxes_.size(); ++i) {
    const page::Element& top = page.elements[boxes_[i].top];
    const uint32_t group = ids_.Id(uint64_t{top.parent} << 32 | top.signature);
    if (group == group_size_.size()) group_size_.push_back(0);
    group_[i] = group;
    boxes_[i].same_index = group_size_[group]++;
  }
  for (size_t i = 0; i < boxes_.size(); ++i) boxes_[i].same = group_size_[group_[i]];
}

}  // namespace dechaff::judge
