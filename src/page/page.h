// A page as its reader sees it: the visible text in reading order, cut into blocks where the rendering
// breaks lines, with what was measured of each block and of each element around them.
//
// All arrays are flat and in document order, so that any sum over any element's subtree is the
// difference of two entries of `sums`. A Page is reused from page to page and points into the tree that
// it was built from.
#ifndef DECHAFF_PAGE_PAGE_H_
#define DECHAFF_PAGE_PAGE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/result.h"
#include "html/tree.h"
#include "page/names.h"
#include "text/hash.h"

namespace dechaff::page {

// What is counted of a stretch of text. A token is a run of letters and digits, or one character of a
// script that is written without spaces (as scorers of extraction count them).
struct Measures {
  uint32_t tokens = 0;
  uint32_t link_tokens = 0;  // tokens inside links
  uint32_t links = 0;
  uint32_t stops = 0;  // sentence ends: . ! ? … and their kin in other scripts
  uint32_t commas = 0;
  uint32_t digits = 0;    // tokens that begin with a digit
  uint32_t capitals = 0;  // tokens that begin with a capital
  uint32_t prose = 0;     // tokens of blocks that read like prose: long, few links
  uint32_t headings = 0;  // heading blocks
  uint32_t inputs = 0;    // form controls
  uint32_t images = 0;

  Measures& operator+=(const Measures& o) {
    tokens += o.tokens, link_tokens += o.link_tokens, links += o.links, stops += o.stops, commas += o.commas;
    digits += o.digits, capitals += o.capitals, prose += o.prose, headings += o.headings;
    inputs += o.inputs, images += o.images;
    return *this;
  }
  Measures operator-(const Measures& o) const {
    Measures m = *this;
    m.tokens -= o.tokens, m.link_tokens -= o.link_tokens, m.links -= o.links, m.stops -= o.stops;
    m.commas -= o.commas, m.digits -= o.digits, m.capitals -= o.capitals, m.prose -= o.prose;
    m.headings -= o.headings, m.inputs -= o.inputs, m.images -= o.images;
    return m;
  }
};

// An element that makes lines of its own.
struct Element {
  uint32_t node;         // in the tree
  uint32_t parent;       // index of the element around it; the root is its own parent
  uint32_t end;          // one past the last element inside
  uint32_t first_block;  // the blocks inside: [first_block, end_block)
  uint32_t end_block;
  html::Tag tag;
  bool hidden;  // by attribute or inline style
  uint16_t depth;
  NameSet names;  // of its class, id and role
  // A hash of tag and class, digits left out: equal for elements made from one template.
  uint32_t signature;
  int32_t weight;  // of the names of it and of all elements around it; see NameBook::Find
};

// A run of text without a line break of the rendering inside, but for `br`, which is '\n' in it.
struct Block {
  uint32_t text_begin, text_end;      // in Page::text
  uint32_t source_begin, source_end;  // in the tree's source
  uint32_t element;                   // innermost Element around it
  uint32_t row;                       // node of the table row around it, 0 if none
  ParagraphKind kind;
  uint8_t level;
  bool lines;     // has '\n' in it
  NameSet names;  // of inline elements inside it
};

// As text::Anchor, but a page is below 4 GiB.
struct Anchor {
  uint32_t text, source;
};

// What the attributes of an element say.
struct Looks {
  NameSet names;
  int32_t weight = 0;      // of the words of its names; see NameBook::Find
  uint32_t signature = 0;  // of its class
  bool hidden = false;
  bool drawn = true;  // false if its style or `hidden` says so; others are hidden from readers of screens
};

// What attributes were found to say. As NameMemo: they go by a hash.
struct LooksMemo {
  struct Entry {
    uint64_t key = 0;
    Looks looks;
  };
  text::SecretHash hash;
  std::array<Entry, 512> entries{};
};

struct Page {
  const html::Tree* tree = nullptr;
  std::string text;             // white space folded but in preformatted blocks
  std::vector<Anchor> anchors;  // text → source, ascending
  std::vector<Block> blocks;
  std::vector<Element> elements;
  std::vector<Measures> sums;   // sums[i] = of blocks [0, i)
  std::vector<uint32_t> codes;  // nodes of inline elements whose text is code (code, kbd, ...), ascending
  // Kept from page to page.
  NameMemo known_names;
  LooksMemo known_looks;

  void Clear();
  std::string_view Text(const Block& b) const {
    return std::string_view(text).substr(b.text_begin, b.text_end - b.text_begin);
  }
  // Of one block.
  Measures Own(size_t block) const { return sums[block + 1] - sums[block]; }
  Measures Inside(const Element& e) const { return sums[e.end_block] - sums[e.first_block]; }
  const Measures& Total() const { return sums.back(); }
};

// As whom to read a page: one whose browser runs scripts sees no noscript elements, one whose does not
// sees them.
enum class Scripting : uint8_t { kOn, kOff };

// Builds `page` from `tree`, which must outlive it. Linear.
void BuildPage(const html::Tree& tree, const NameBook& names, Page* page,
               Scripting scripting = Scripting::kOn);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_PAGE_H_
