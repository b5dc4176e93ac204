// The compact tree: an HTML page as one flat array of nodes in document order (pre-order). Whatever
// gear of html/parse.h built it, the tree is the same. It holds no text of its own: nodes point into
// the decoded source by offset, so building it copies nothing.
//
// A Tree is reused from page to page (Clear keeps the memory). It is valid as long as the source that
// it was built from. Thread safety: a plain value.
#ifndef DECHAFF_HTML_TREE_H_
#define DECHAFF_HTML_TREE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/tag.h"

namespace dechaff::html {

enum NodeFlag : uint8_t {
  kBlank = 1,     // text: HTML white space only
  kRaw = 2,       // text: no character references in it (script, style, xmp, iframe, comments-like)
  kForeign = 4,   // element: in the SVG or MathML namespace
  kDropped = 16,  // element: the user wants it out of the page, with all inside
  kImplied = 8,   // element: no start tag of its own in the source (html, tbody, ...)
};

struct Node {
  Tag tag;             // Tag::kText for a run of text
  uint8_t flags = 0;   // NodeFlag
  uint16_t name_size;  // bytes of the tag's name in the source, just before `begin`; 0 if implied
  uint32_t parent;     // index; the root is its own parent
  uint32_t end;        // one past the index of the last descendant
  uint32_t begin;      // text: first byte. element: first byte of its attributes
  uint32_t finish;     // one past the last byte of the text or of the attributes
};

struct Tree {
  std::string_view source;
  std::vector<Node> nodes;  // nodes[0] is the html element
  // The elements that say something of the page as a whole (html, title, meta, link, script, noscript, time):
  // their indices, ascending. Found when the tree is done.
  std::vector<uint32_t> landmarks;

  void Clear() {
    nodes.clear();
    landmarks.clear();
  }
  std::string_view Text(const Node& n) const { return source.substr(n.begin, n.finish - n.begin); }
  // As written in the source; empty for implied elements.
  std::string_view Name(const Node& n) const { return source.substr(n.begin - n.name_size, n.name_size); }
  std::string_view Attributes(const Node& n) const { return Text(n); }
};

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_TREE_H_
