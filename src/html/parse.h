// bytes of a decoded page → compact tree, in three gears that give the same tree:
//   straight  a stack machine for pages that use only the ordinary tree construction rules;
//   gumbo     Gumbo, guarded, on a skeleton of the page (tags only, one character for each text run);
//   stripped  a linear tag stripper, when even the guarded Gumbo would not stay in its bounds.
//
// Time is linear in the source; memory is a constant plus a multiple of the source. No input makes it
// crash, hang or lose text.
#ifndef DECHAFF_HTML_PARSE_H_
#define DECHAFF_HTML_PARSE_H_

#include <memory>
#include <string_view>

#include "html/tree.h"

namespace dechaff::html {

enum class Gear : uint8_t { kStraight, kGumbo, kStripped };

struct ParseReport {
  Gear gear = Gear::kStraight;
  bool flattened = false;  // start tags beyond the depth bounds were left out; their text is there
  const char* why = "";    // what sent the page to a lower gear; static storage
};

// Holds the memory that parsing reuses. One thread at a time.
class Parser {
 public:
  Parser();
  ~Parser();
  // `source` is valid UTF-8 and outlives the tree. Pages over 4 GiB are cut there. `may_hold_nul`: whether
  // U+0000 is to be looked for.
  ParseReport Parse(std::string_view source, Tree* tree, bool may_hold_nul = true);
  // For tests and measurements: this gear and no other (kStraight: false if the page is not ordinary).
  bool ParseWith(Gear gear, std::string_view source, Tree* tree, bool may_hold_nul = true);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_PARSE_H_
