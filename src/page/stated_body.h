// What the linked data of a page says that its body is: the text of an article, a thread or a review,
// questions with their answers, a recipe, the description of a product.
#ifndef DECHAFF_PAGE_STATED_BODY_H_
#define DECHAFF_PAGE_STATED_BODY_H_

#include <string>
#include <vector>

#include "html/tree.h"
#include "page/linked_data.h"
#include "text/anchor.h"

namespace dechaff::page {

// Reused from page to page.
struct StatedBody {
  // Its strings as paragraphs, headings and list items of HTML: they often hold markup and references.
  std::string html;
  std::vector<text::Anchor> anchors;  // html → the tree's source, where bytes of it come from there
  // Says the body from beginning to end, as of an article; else a part, as the description of a product.
  bool whole = false;
};

// Reads the body of the entity that the page is about; empty if it states none. Linear in the facts.
void ReadStatedBody(const html::Tree& tree, const LinkedData& data, StatedBody* body);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_STATED_BODY_H_
