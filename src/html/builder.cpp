// Stack and list operations of tree construction.
#include "html/builder.h"

#include <algorithm>

#include "html/fingerprint.h"
#include "html/scan.h"
#include "html/text_run.h"

namespace dechaff::html {
namespace {

uint16_t NameSize(const Token& token) {
  return static_cast<uint16_t>(std::min<uint32_t>(token.begin - token.name_begin, UINT16_MAX));
}

}  // namespace

void TreeBuilder::Reset(Tree* tree) {
  tree->Clear();
  source_ = tree->source;
  nodes_ = &tree->nodes;
  // A page needs three bytes for a node unless formatting elements are opened anew again and again.
  max_nodes_ = source_.size() + 65536;
  moved_ = 0;
  max_moved_ = 4 * source_.size() + 65536;
  open_.clear();
  formatting_.clear();
  open_count_.fill(0);
}

// Inlined, so that a node is made where it will lie; growing is not.
[[gnu::always_inline]] inline uint32_t TreeBuilder::Append(const Node& node) {
  if (nodes_->size() == nodes_->capacity()) MakeRoom();
  if (nodes_->size() == nodes_->capacity()) __builtin_unreachable();
  nodes_->push_back(node);
  return size() - 1;
}

void TreeBuilder::MakeRoom() { nodes_->reserve(std::max<size_t>(1024, 2 * nodes_->capacity())); }

uint32_t TreeBuilder::OpenImplied(Tag tag) {
  uint32_t parent = open_.empty() ? 0 : open_.back().node;
  uint32_t node = Append({.tag = tag,
                          .flags = kImplied,
                          .name_size = 0,
                          .parent = parent,
                          .end = size() + 1,
                          .begin = 0,
                          .finish = 0});
  PushElement(node, tag);
  return node;
}

void TreeBuilder::AddLeaf(const Token& token, uint8_t flags) {
  Append({.tag = token.tag,
          .flags = flags,
          .name_size = NameSize(token),
          .parent = open_.empty() ? 0 : open_.back().node,
          .end = size() + 1,
          .begin = token.begin,
          .finish = token.finish});
}

void TreeBuilder::AddText(uint32_t begin, uint32_t finish, bool raw, bool blank) {
  if (begin == finish) return;
  Append({.tag = Tag::kText,
          .flags = blank ? uint8_t{kBlank} : TextFlags(source_.substr(begin, finish - begin), raw),
          .name_size = 0,
          .parent = open_.back().node,
          .end = size() + 1,
          .begin = begin,
          .finish = finish});
}

void TreeBuilder::AdoptAttributes(uint32_t index, const Token& token) {
  Node& element = node(index);
  if ((element.flags & kImplied) == 0) return;
  element.flags &= static_cast<uint8_t>(~kImplied);
  element.name_size = NameSize(token);
  element.begin = token.begin;
  element.finish = token.finish;
}

void TreeBuilder::Remove(size_t position) {
  if (position + 1 == open_.size()) return Pop();
  --open_count_[static_cast<size_t>(open_[position].tag)];
  ++open_count_[static_cast<size_t>(Tag::kText)];
  open_[position].tag = Tag::kText;
}

bool TreeBuilder::HasTheName(size_t position, const Token& token) const {
  const OpenElement& element = open_[position];
  if (element.tag != token.tag) return false;
  if (token.tag != Tag::kUnknown) return true;
  const Node& n = (*nodes_)[element.node];
  return EqualsIgnoreCase(source_.substr(n.begin - n.name_size, n.name_size), token.Name(source_));
}

void TreeBuilder::GenerateImpliedEndTags(Tag except) {
  while (Is(current(), kImpliedEnd) && current() != except) Pop();
}

void TreeBuilder::GenerateAllImpliedEndTags() {
  while (Is(current(), kImpliedEndThorough)) Pop();
}

void TreeBuilder::OpenFormatting(const Token& token) {
  LimitEqualFormatting(token);
  auto position = static_cast<uint32_t>(open_.size());
  formatting_.push_back({Open(token), position, token.tag});
}

// The "Noah's Ark clause": of equal entries after the last marker at most three stay.
void TreeBuilder::LimitEqualFormatting(const Token& token) {
  constexpr int kMaxEqual = 3;
  int same_tag = 0;
  for (size_t i = formatting_.size(); i-- > 0 && formatting_[i].tag != Tag::kText;)
    same_tag += formatting_[i].tag == token.tag;
  if (same_tag < kMaxEqual) return;
  uint64_t print = AttributesFingerprint(source_.substr(token.begin, token.finish - token.begin));
  int equal = 0;
  for (size_t i = formatting_.size(); i-- > 0 && formatting_[i].tag != Tag::kText;) {
    if (formatting_[i].tag != token.tag) continue;
    const Node& n = (*nodes_)[formatting_[i].node];
    if (AttributesFingerprint(source_.substr(n.begin, n.finish - n.begin)) != print) continue;
    if (++equal == kMaxEqual) return RemoveFormatting(i);
  }
}

void TreeBuilder::ClearToMarker() {
  while (!formatting_.empty()) {
    bool marker = formatting_.back().tag == Tag::kText;
    formatting_.pop_back();
    if (marker) return;
  }
}

size_t TreeBuilder::FindFormatting(Tag tag) const {
  for (size_t i = formatting_.size(); i-- > 0 && formatting_[i].tag != Tag::kText;)
    if (formatting_[i].tag == tag) return i;
  return kNotOpen;
}

bool TreeBuilder::IsCurrentListed() const {
  return std::any_of(formatting_.begin(), formatting_.end(), [this](const FormattingEntry& entry) {
    return entry.tag != Tag::kText && entry.node == open_.back().node;
  });
}

void TreeBuilder::RemoveFormatting(size_t index) {
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(index));
}

void TreeBuilder::ReconstructAll() {
  size_t first = formatting_.size();
  while (first > 0 && formatting_[first - 1].tag != Tag::kText && !IsStillOpen(formatting_[first - 1]))
    --first;
  for (; first < formatting_.size(); ++first) {
    FormattingEntry& entry = formatting_[first];
    Node clone = node(entry.node);
    clone.flags |= kImplied;
    clone.parent = open_.back().node;
    clone.end = size() + 1;
    entry.position = static_cast<uint32_t>(open_.size());
    entry.node = Append(clone);
    PushElement(entry.node, entry.tag);
  }
}

std::vector<Node> TreeBuilder::CutTail(size_t first) {
  auto begin = nodes_->begin() + static_cast<std::ptrdiff_t>(first);
  std::vector<Node> tail(begin, nodes_->end());
  nodes_->erase(begin, nodes_->end());
  return tail;
}

void TreeBuilder::Reopen(uint32_t index) { PushElement(index, node(index).tag); }

}  // namespace dechaff::html
