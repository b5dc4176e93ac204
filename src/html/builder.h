// The tree under construction on the straight path: the node array, the stack of open elements and the
// list of active formatting elements, with the operations that the HTML Standard defines on them. Nodes are
// appended, and put in only where all that follows moves with them (adoption.cpp); whatever would move nodes
// otherwise is beyond it.
#ifndef DECHAFF_HTML_BUILDER_H_
#define DECHAFF_HTML_BUILDER_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "html/tag_traits.h"
#include "html/tokenizer.h"
#include "html/tree.h"

namespace dechaff::html {

class TreeBuilder {
 public:
  static constexpr size_t kMaxDepth = 512;
  static constexpr size_t kMaxFormatting = 64;

  // Starts over, building into `tree`, whose source is set.
  void Reset(Tree* tree);

  // --- Nodes ---
  uint32_t Open(const Token& token, uint8_t flags = 0) {
    AddLeaf(token, flags);
    PushElement(size() - 1, token.tag);
    return size() - 1;
  }
  uint32_t OpenImplied(Tag tag);
  void AddLeaf(const Token& token, uint8_t flags = 0);
  // `blank`: it is known to be white space.
  void AddText(uint32_t begin, uint32_t finish, bool raw, bool blank = false);
  // Gives an implied element the attributes of its late start tag.
  void AdoptAttributes(uint32_t node, const Token& token);

  // --- The stack of open elements; positions count from the root ---
  size_t depth() const { return open_.size(); }
  Tag current() const { return open_.back().tag; }
  Tag tag_at(size_t position) const { return open_[position].tag; }
  uint32_t node_at(size_t position) const { return open_[position].node; }
  bool IsOpen(Tag tag) const { return open_count_[static_cast<size_t>(tag)] != 0; }
  void Pop() {
    do {
      node(open_.back().node).end = size();
      --open_count_[static_cast<size_t>(open_.back().tag)];
      open_.pop_back();
    } while (!open_.empty() && open_.back().tag == Tag::kText);
  }
  // Pops the element at `position` and all above it.
  void PopThrough(size_t position) {
    while (open_.size() > position) Pop();
  }
  // Takes the element at `position` off the stack though what is inside it stays open.
  void Remove(size_t position);
  // The position of the topmost element of that tag with no element that has `edge` above it, or kNotOpen.
  static constexpr size_t kNotOpen = ~size_t{0};
  size_t FindInScope(Tag tag, uint32_t edge) const {
    if (!IsOpen(tag)) return kNotOpen;
    for (size_t i = open_.size(); i-- > 0;) {
      if (open_[i].tag == tag) return i;
      if (Is(open_[i].tag, edge)) return kNotOpen;
    }
    return kNotOpen;
  }
  bool HasTheName(size_t position, const Token& token) const;
  void GenerateImpliedEndTags(Tag except = Tag::kText);
  void GenerateAllImpliedEndTags();
  // Closes the <p> in button scope, if there is one.
  void CloseParagraph() {
    const size_t position = FindInScope(Tag::p_, kButtonScopeEdge);
    if (position != kNotOpen) PopThrough(position);
  }

  // --- The list of active formatting elements ---
  struct FormattingEntry {
    uint32_t node;
    uint32_t position;  // in the stack, if still open
    Tag tag;            // kText: a marker
  };
  void OpenFormatting(const Token& token);
  void InsertMarker() { formatting_.push_back({0, 0, Tag::kText}); }
  void ClearToMarker();
  // The index of the last entry of that tag after the last marker, or kNotOpen.
  size_t FindFormatting(Tag tag) const;
  const FormattingEntry& formatting(size_t index) const { return formatting_[index]; }
  void RemoveFormatting(size_t index);
  // Closes the current node and takes it off the list if it is the last there; else false.
  bool PopLastFormatting() {
    if (formatting_.empty() || formatting_.back().tag == Tag::kText ||
        formatting_.back().node != open_.back().node)
      return false;
    formatting_.pop_back();
    Pop();
    return true;
  }
  // Whether the current node is on the list.
  bool IsCurrentListed() const;
  // A round of the adoption agency algorithm for the entry at `index`, whose element is open: `block` is the
  // position of the furthest block. `form` is the form element pointer. False if too much would be moved.
  bool Adopt(size_t index, size_t block, uint32_t* form);
  bool IsStillOpen(const FormattingEntry& entry) const {
    return entry.position < open_.size() && open_[entry.position].node == entry.node;
  }
  // Whether formatting elements were closed with the block they were in, and opens them anew.
  bool MustReconstruct() const {
    return !formatting_.empty() && formatting_.back().tag != Tag::kText && !IsStillOpen(formatting_.back());
  }
  void Reconstruct() {
    if (MustReconstruct()) ReconstructAll();
  }

  // Whether the page stays within the bounds of depth, formatting and nodes.
  bool InBounds() const {
    return open_.size() < kMaxDepth && formatting_.size() < kMaxFormatting && nodes_->size() < max_nodes_;
  }

  // Takes the nodes from `first` on out of the tree and gives them back.
  std::vector<Node> CutTail(size_t first);
  void AppendTail(const std::vector<Node>& nodes) {
    nodes_->insert(nodes_->end(), nodes.begin(), nodes.end());
  }
  // Puts a closed element back on the stack. REQUIRES: its subtree is the last of the tree.
  void Reopen(uint32_t node);
  uint32_t size() const { return static_cast<uint32_t>(nodes_->size()); }
  Node& node(uint32_t index) { return (*nodes_)[index]; }
  std::string_view source() const { return source_; }

 private:
  struct OpenElement {
    uint32_t node;
    Tag tag;  // kText: removed from the stack
  };
  void ReconstructAll();
  std::vector<uint32_t> TakeBetween(size_t first, size_t block);
  void LimitEqualFormatting(const Token& token);
  uint32_t Append(const Node& node);
  [[gnu::noinline]] void MakeRoom();
  void PushElement(uint32_t node, Tag tag) {
    open_.push_back({node, tag});
    ++open_count_[static_cast<size_t>(tag)];
  }

  std::string_view source_;
  std::vector<Node>* nodes_ = nullptr;
  size_t max_nodes_ = 0;
  size_t moved_ = 0, max_moved_ = 0;  // nodes that blocks were adopted with
  std::vector<OpenElement> open_;
  std::vector<FormattingEntry> formatting_;
  std::array<uint32_t, kTagCount> open_count_{};
};

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_BUILDER_H_
