// Selectors: a subset of CSS, compiled once and matched against all elements of a page in one pass.
//
//   tag  *  .class  #id                     by name
//   [attr]  [attr=value]                    has the attribute, with that value
//   [attr^=v]  [attr$=v]  [attr*=v]         its value begins with, ends with, has v in it
//   [attr~=v]                               v is one of its words
//   a.b[c]                                  all of them
//   A B   A > B                             B inside A, B right inside A
//   A, B                                    either
//
// Tags and names of attributes match without regard to ASCII case, everything else exactly. A character
// that is not a letter, digit, - or _ is written with a backslash before it (md\:hidden) or, as a value,
// in quotes.
#ifndef DECHAFF_PAGE_SELECTOR_H_
#define DECHAFF_PAGE_SELECTOR_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"
#include "html/tree.h"

namespace dechaff::page {

// Const use from many threads is safe.
class SelectorSet {
 public:
  // Adds selectors, parted by commas; `mark`, one bit, is what elements that match get. On failure the set is
  // not to be used, and `error_at` is the offset in `selectors` of what is wrong.
  Status Add(std::string_view selectors, uint8_t mark, size_t* error_at);
  bool empty() const { return steps_.empty(); }

  // A set holds this many steps (the A and B of "A > B") at most.
  static constexpr size_t kMaxSteps = 1024;

 private:
  friend class SelectorMatcher;
  class Parser;

  enum class Kind : uint8_t { kTag, kClass, kId, kHas, kIs, kBegins, kEnds, kContains, kWord };
  struct Condition {
    Kind kind;
    std::string name;   // tag, class, id, or attribute; of tags and attributes in lower case
    std::string value;  // of the attribute
  };
  struct Step {
    uint32_t begin, end;  // conditions
    uint64_t needs;       // bits of names that an element must have, see SelectorMatcher
    bool first = true;    // no step before it
    bool child = false;   // the step before it is to match the parent, not any ancestor
    uint8_t mark = 0;     // if it is the last step, else 0
  };

  std::vector<Condition> conditions_;
  std::vector<Step> steps_;  // those of a selector stand together
};

// Holds the memory that matching reuses. One thread at a time.
class SelectorMatcher {
 public:
  // Adds the marks of all selectors that match node i of `tree` to (*marks)[i]. REQUIRES: an entry for each
  // node. Time O(bytes of the tags + nodes · steps): a step costs an element one comparison unless its names
  // are there.
  void Match(const SelectorSet& set, const html::Tree& tree, std::vector<uint8_t>* marks);

 private:
  // An open element; its bits lie in `here_` and `above_`.
  struct Open {
    uint32_t end;
  };
  bool Holds(const SelectorSet::Condition& condition, const html::Tree& tree, const html::Node& node) const;

  std::vector<Open> open_;
  std::vector<uint64_t> here_, above_;  // by level: steps that match the element, that match it or one around
};

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_SELECTOR_H_
