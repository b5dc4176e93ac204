// Walks Gumbo's nodes in document order, with a stack of its own, and finds for each where it lies in the
// source.
#include "html/gumbo_tree.h"

#include "html/text_run.h"

namespace dechaff::html {
namespace {

class Converter {
 public:
  Converter(const Skeleton& skeleton, Tree* tree) : skeleton_(skeleton), tree_(tree) {}

  void Run(const GumboNode* root) {
    tree_->Clear();
    AddElement(root, 0);
    while (!open_.empty()) {
      Level& level = open_.back();
      if (level.next_child == level.children->length) {
        tree_->nodes[level.node].end = size();
        open_.pop_back();
        continue;
      }
      auto* child = static_cast<const GumboNode*>(level.children->data[level.next_child++]);
      uint32_t parent = level.node;
      if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE)
        AddElement(child, parent);
      else if (child->type != GUMBO_NODE_COMMENT)
        AddText(child->v.text.original_text, parent);
    }
  }

 private:
  struct Level {
    uint32_t node;
    const GumboVector* children;
    unsigned next_child;
  };

  uint32_t size() const { return static_cast<uint32_t>(tree_->nodes.size()); }
  size_t Offset(const GumboStringPiece& piece) const {
    return static_cast<size_t>(piece.data - skeleton_.text().data());
  }

  void AddElement(const GumboNode* gumbo, uint32_t parent) {
    const GumboElement& element = gumbo->v.element;
    Node node{.tag = Tag::kUnknown,
              .flags = 0,
              .name_size = 0,
              .parent = parent,
              .end = 0,
              .begin = 0,
              .finish = 0};
    const Skeleton::Piece* piece = PieceOf(element);
    if (piece != nullptr) {
      node.tag = piece->tag;
      node.name_size = piece->name_size;
      node.begin = piece->begin;
      node.finish = piece->finish;
    } else {
      node.tag = TagForName(gumbo_normalized_tagname(element.tag));
    }
    constexpr unsigned kCloned =
        GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT | GUMBO_INSERTION_ADOPTION_AGENCY_CLONED;
    if (piece == nullptr || (gumbo->parse_flags & kCloned) != 0) node.flags |= kImplied;
    if (element.tag_namespace != GUMBO_NAMESPACE_HTML) node.flags |= kForeign;
    open_.push_back({size(), &element.children, 0});
    tree_->nodes.push_back(node);
  }

  // The start tag of an element; nullptr if it is implied and has no late one.
  const Skeleton::Piece* PieceOf(const GumboElement& element) {
    const auto& pieces = skeleton_.pieces();
    if (element.original_tag.data != nullptr) {
      size_t at = Offset(element.original_tag);
      size_t found = skeleton_.PieceAt(at, next_piece_);
      next_piece_ = found + 1;
      if (found < pieces.size() && pieces[found].at == at && pieces[found].tag != Tag::kText)
        return &pieces[found];
    }
    if (element.tag == GUMBO_TAG_HTML) return skeleton_.LateTag(Tag::html_);
    if (element.tag == GUMBO_TAG_BODY) return skeleton_.LateTag(Tag::body_);
    return nullptr;
  }

  // A text node of Gumbo's may span tags that it ignored; here it becomes a node for each run of text.
  void AddText(const GumboStringPiece& text, uint32_t parent) {
    const auto& pieces = skeleton_.pieces();
    size_t at = Offset(text);
    for (next_piece_ = skeleton_.PieceAt(at, next_piece_);
         next_piece_ < pieces.size() && pieces[next_piece_].at < at + text.length; ++next_piece_) {
      const Skeleton::Piece& piece = pieces[next_piece_];
      if (piece.tag == Tag::kText) AddRun(piece, parent);
    }
  }

  void AddRun(const Skeleton::Piece& piece, uint32_t parent) {
    Node* last = &tree_->nodes.back();
    bool goes_on = last->tag == Tag::kText && last->parent == parent && last->finish == piece.begin &&
                   ((last->flags & kRaw) != 0) == piece.raw;
    if (!goes_on) {
      tree_->nodes.push_back({.tag = Tag::kText,
                              .flags = 0,
                              .name_size = 0,
                              .parent = parent,
                              .end = size() + 1,
                              .begin = piece.begin,
                              .finish = 0});
      last = &tree_->nodes.back();
    }
    last->finish = piece.finish;
    last->flags = TextFlags(tree_->Text(*last), piece.raw);
  }

  const Skeleton& skeleton_;
  Tree* tree_;
  std::vector<Level> open_;
  size_t next_piece_ = 0;  // where the piece of the next node most likely is
};

}  // namespace

void ConvertGumboTree(const GumboOutput& output, const Skeleton& skeleton, Tree* tree) {
  Converter(skeleton, tree).Run(output.root);
}

}  // namespace dechaff::html
