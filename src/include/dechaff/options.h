// What a Cleaner can be told. Every field has the default that the program uses.
#ifndef DECHAFF_OPTIONS_H_
#define DECHAFF_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dechaff {

// What the input is. kAuto looks at the first bytes, never at a file name.
enum class Format : uint8_t { kAuto, kHtml, kText };

// How willing sentence repair is to put in a space or a stop. The thresholds lie in prose/repair.
enum class RepairMode : uint8_t { kOff, kCautious, kNormal, kBold };

// Whether lines of plain text that stand together are one paragraph that was broken to fit a width.
enum class Unwrap : uint8_t {
  kAuto,    // if the lengths of the lines prove it
  kAlways,  // yes, but for lists, tables and code
  kNever,   // no: the lines stay
};

// What is made plainer beyond the normal form, which leaves all of this as its author chose it. Holds for
// preformatted text, too. Each change is an edit kNormalised.
struct Typography {
  // NFKC in place of NFC: ² becomes 2, ½ 1⁄2, ｶ カ, ™ TM, and all blanks become ordinary ones. Loses what
  // they meant.
  bool compatibility = false;
  bool straight_quotes = false;  // “ ” „ ‟ become ", ‘ ’ ‚ ‛ become '; not guillemets and primes
  bool plain_dashes = false;     // hyphens, en dashes and minus signs become -, em dashes --
  bool plain_ellipses = false;  // … becomes ...
  bool common_width =
      false;  // full-width letters, digits and marks become ASCII, half-width kana common ones

  bool any() const {
    return compatibility || straight_quotes || plain_dashes || plain_ellipses || common_width;
  }
};

// A plain value; copy it freely. A Cleaner copies what it is given.
struct Options {
  Format format = Format::kAuto;

  // Charset label that overrides all other signs but a byte order mark, for example
  // "windows-1251". Labels are those of the WHATWG Encoding Standard; empty = find out.
  std::string charset = {};

  // Largest document in bytes, at most 1 GiB; the rest is cut and the result is kTruncated. Text that is
  // streamed (Cleaner::OpenText) has no such bound.
  size_t max_document_bytes = size_t{32} << 20;

  // Folder with rule files that take the place of the built-in ones (same names, see rules/README.md);
  // empty = built in.
  std::string rules_dir = {};

  RepairMode repair = RepairMode::kNormal;

  // Put a full stop at the end of each paragraph of prose that has lost it, or never had it (edits kStop).
  // Titles, headings, headlines (where other paragraphs have stops), labels and lists of bare items get none.
  // Without this only what a removed label broke off is closed. Needs `repair`.
  bool end_stops = false;

  Typography typography = {};

  // Plain text only.
  Unwrap unwrap = Unwrap::kAuto;
  // Mend words that were hyphenated at the end of a line ("exam-" "ple"; an edit kNormalised): where the
  // whole word is known or comes again in the text, and the word with its hyphen does not. Plain text only.
  bool dehyphenate = false;

  // Judge the blocks of an HTML page; false keeps all its visible text.
  bool main_content_only = true;

  // What is added to the score of every block of a page before it is decided on, in log-odds of being main
  // content: above 0 more is kept (recall), below 0 less (precision). Steps of 1 are felt; beyond 8 on
  // either side nothing changes any more.
  float bias = 0;

  // Keep the comments of readers under an article. The posts of a forum are its main content in any case.
  bool keep_comments = false;

  // Selectors of elements of a page that are kept, or dropped, whatever else speaks for or against them.
  // Of elements inside one another that both lists name, the innermost decides; on the same element drop
  // wins. Each string is a list of selectors parted by commas. A selector is made of `tag`, `*`, `.class`,
  // `#id`, `[attr]`, `[attr=value]` (also ^= $= *= ~=), several of them in a row (`div.note[lang]`), and
  // `A B` (B inside A) and `A > B` (right inside) between those. At most 1024 steps (A and B) in all.
  std::vector<std::string> keep = {}, drop = {};

  // Paragraphs and lines that are dropped where they say this and nothing else, without regard to case,
  // marks and numbers; " *" at the end stands for any further words. Lines of more than 120 bytes are never
  // dropped. rules/README.md has the whole grammar.
  std::vector<std::string> drop_phrases = {};

  // Parts of a Result that take time of their own. False leaves them empty; all others are the same.
  bool list_blocks = true;   // Result::blocks
  bool read_credits = true;  // author, date and description of a page

  // TOML file, or folder of *.toml files, with `keep`, `drop` and `drop-phrases` for the pages of some hosts:
  //   [[site]]
  //   hosts = ["example.com"]     # it and all hosts below it; without this line, every host
  //   keep = ["article .note"]
  //   drop = [".promo", "aside"]
  //   drop-phrases = ["Read our newsletter"]
  // The host is that of DocumentHints::url, else of the address that the page states. These phrases hold for
  // pages only, and stand for whole paragraphs. Empty = none.
  std::string site_rules = {};
};

}  // namespace dechaff

#endif  // DECHAFF_OPTIONS_H_
