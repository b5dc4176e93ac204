// The adoption agency algorithm's move: a block that was opened inside a formatting element is taken out of
// it. In document order the block stays where it is, and all that follows it lies inside it, so that the
// move is a matter of parents and ends, and of putting the clones of the formatting elements in.
#include <algorithm>

#include "html/builder.h"

namespace dechaff::html {

// Takes the elements between the formatting element and the block off the stack; of those on the list, the
// nodes to be cloned, innermost first.
std::vector<uint32_t> TreeBuilder::TakeBetween(size_t first, size_t block) {
  constexpr int kMostCloned = 3;
  std::vector<uint32_t> cloned;
  int seen = 0;
  for (size_t i = block; --i > first;) {
    if (open_[i].tag != Tag::kText) ++seen;
    const auto entry = std::find_if(formatting_.begin(), formatting_.end(), [&](const FormattingEntry& e) {
      return e.tag != Tag::kText && e.node == open_[i].node;
    });
    const bool listed = open_[i].tag != Tag::kText && entry != formatting_.end();
    if (listed && seen <= kMostCloned) {
      cloned.push_back(open_[i].node);
      continue;
    }
    if (listed) formatting_.erase(entry);
    --open_count_[static_cast<size_t>(open_[i].tag)];
  }
  return cloned;
}

bool TreeBuilder::Adopt(size_t index, size_t block, uint32_t* form) {
  const uint32_t old_block = open_[block].node;
  moved_ += size() - old_block;
  if (moved_ > max_moved_) return false;
  const uint32_t element = formatting_[index].node;
  const size_t first = formatting_[index].position;
  size_t ancestor = first - 1;
  for (; open_[ancestor].tag == Tag::kText; --ancestor) --open_count_[static_cast<size_t>(Tag::kText)];
  const std::vector<uint32_t> cloned = TakeBetween(first, block);
  const auto clones = static_cast<uint32_t>(cloned.size());
  const uint32_t shift = clones + 1, new_block = old_block + clones, adopter = new_block + 1;

  // The nodes: all that was open between the ancestor and the block ends before it.
  for (size_t i = ancestor + 1; i < block; ++i) node(open_[i].node).end = old_block;
  nodes_->insert(nodes_->begin() + old_block, shift, Node{});
  node(new_block) = node(old_block + shift);
  const auto put_clone = [&](uint32_t at, uint32_t of, uint32_t parent) {
    node(at) = node(of);
    node(at).flags |= kImplied;
    node(at).parent = parent;
  };
  uint32_t parent = open_[ancestor].node;
  for (uint32_t i = 0; i < clones; parent = old_block + i++)
    put_clone(old_block + i, cloned[clones - 1 - i], parent);
  node(new_block).parent = parent;
  put_clone(adopter, element, new_block);
  for (uint32_t i = adopter + 1; i < size(); ++i) {
    Node& n = node(i);
    n.parent = n.parent == old_block ? adopter : n.parent + shift;
    n.end += shift;
  }
  if (*form >= old_block) *form += *form == old_block ? clones : shift;

  // The stack: ancestor, clones, block, adopter, and what was open in the block.
  std::vector<OpenElement> open(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(ancestor) + 1);
  for (uint32_t i = 0; i < clones; ++i) open.push_back({old_block + i, node(old_block + i).tag});
  open.push_back({new_block, node(new_block).tag});
  open.push_back({adopter, node(adopter).tag});
  const auto adopter_position = static_cast<uint32_t>(open.size() - 1);
  for (size_t i = block + 1; i < open_.size(); ++i) open.push_back({open_[i].node + shift, open_[i].tag});

  // The list: the clones in place of what they were cloned from, the adopter after the innermost of them.
  for (FormattingEntry& entry : formatting_) {
    if (entry.tag == Tag::kText) continue;
    const bool still_open = IsStillOpen(entry);
    const auto clone = std::find(cloned.begin(), cloned.end(), entry.node);
    if (clone != cloned.end()) {
      const auto outer = static_cast<uint32_t>(cloned.end() - clone) - 1;
      entry.node = old_block + outer;
      entry.position = static_cast<uint32_t>(ancestor) + 1 + outer;
      continue;
    }
    if (still_open && entry.position > block)
      entry.position = entry.position - static_cast<uint32_t>(block) + adopter_position;
    if (entry.node > old_block) entry.node += shift;
  }
  open_.swap(open);
  const auto at = std::find_if(formatting_.begin(), formatting_.end(), [&](const FormattingEntry& e) {
    return e.tag != Tag::kText && e.node == element;
  });
  const FormattingEntry adopting{adopter, adopter_position, at->tag};
  if (clones == 0) {
    *at = adopting;
    return true;
  }
  formatting_.erase(at);
  const auto innermost = std::find_if(formatting_.begin(), formatting_.end(), [&](const FormattingEntry& e) {
    return e.tag != Tag::kText && e.node == new_block - 1;
  });
  formatting_.insert(innermost + 1, adopting);
  return true;
}

}  // namespace dechaff::html
