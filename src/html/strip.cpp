// One pass over the tokens: a block's tag ends the block before it, a link lasts to its end tag or to the
// end of the block, raw text becomes a leaf of its own, all other tags are left out.
#include "html/strip.h"

#include <algorithm>

#include "html/text_run.h"
#include "html/tokenizer.h"

namespace dechaff::html {
namespace {

class Stripper {
 public:
  explicit Stripper(Tree* tree) : tree_(tree), tokenizer_(tree->source) {}

  void Run() {
    tree_->Clear();
    Add(Tag::html_, 0);
    Add(Tag::head_, 0);
    body_ = Add(Tag::body_, 0);
    parent_ = body_;
    Token token;
    while (tokenizer_.Next(&token)) {
      if (token.kind == Token::kText) AddText(token.begin, token.finish, false);
      if (token.kind == Token::kStart) Start(token);
      if (token.kind == Token::kEnd) End(token);
    }
    CloseBlock();
    tree_->nodes[0].end = tree_->nodes[body_].end = size();
  }

 private:
  uint32_t size() const { return static_cast<uint32_t>(tree_->nodes.size()); }

  uint32_t Add(Tag tag, uint32_t parent) {
    tree_->nodes.push_back({.tag = tag,
                            .flags = kImplied,
                            .name_size = 0,
                            .parent = parent,
                            .end = size() + 1,
                            .begin = 0,
                            .finish = 0});
    return size() - 1;
  }

  uint32_t AddElement(const Token& token) {
    uint32_t index = Add(token.tag, parent_);
    Node& node = tree_->nodes[index];
    node.flags = 0;
    node.name_size = static_cast<uint16_t>(std::min<uint32_t>(token.begin - token.name_begin, UINT16_MAX));
    node.begin = token.begin;
    node.finish = token.finish;
    return index;
  }

  void AddText(uint32_t begin, uint32_t finish, bool raw) {
    if (begin == finish) return;
    uint32_t index = Add(Tag::kText, parent_);
    Node& node = tree_->nodes[index];
    node.begin = begin;
    node.finish = finish;
    node.flags = TextFlags(tree_->Text(node), raw);
  }

  void Start(const Token& token) {
    RawKind raw;
    if (RawKindOf(token.tag, &raw)) return AddRaw(token, raw);
    switch (LayoutOf(token.tag)) {
      case Layout::kBlock:
      case Layout::kCell:
        CloseBlock();
        if (token.tag != Tag::html_ && token.tag != Tag::body_) parent_ = AddElement(token);
        break;
      case Layout::kBreak:
        AddElement(token);
        break;
      default:
        if (token.tag != Tag::a_) break;
        CloseLink();
        parent_ = AddElement(token);
    }
  }

  void End(const Token& token) {
    Layout layout = LayoutOf(token.tag);
    if (layout == Layout::kBlock || layout == Layout::kCell) CloseBlock();
    if (token.tag == Tag::a_) CloseLink();
  }

  void AddRaw(const Token& token, RawKind kind) {
    uint32_t outer = parent_;
    parent_ = AddElement(token);
    RawContent content = tokenizer_.RawText(token, kind);
    AddText(content.begin, content.finish, kind != RawKind::kRcdata);
    tree_->nodes[parent_].end = size();
    parent_ = outer;
  }

  void CloseLink() {
    if (tree_->nodes[parent_].tag != Tag::a_) return;
    tree_->nodes[parent_].end = size();
    parent_ = tree_->nodes[parent_].parent;
  }

  void CloseBlock() {
    CloseLink();
    if (parent_ == body_) return;
    tree_->nodes[parent_].end = size();
    parent_ = body_;
  }

  Tree* tree_;
  Tokenizer tokenizer_;
  uint32_t body_ = 0;
  uint32_t parent_ = 0;
};

}  // namespace

void StripTags(Tree* tree) { Stripper(tree).Run(); }

}  // namespace dechaff::html
