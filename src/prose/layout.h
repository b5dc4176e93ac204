// What a stretch of lines without an empty line between them is: wrapped prose, a list, verse, code.
#ifndef DECHAFF_PROSE_LAYOUT_H_
#define DECHAFF_PROSE_LAYOUT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "judge/phrases.h"

namespace dechaff::prose {

// A wrapped paragraph is at least this wide, in columns.
inline constexpr uint32_t kNarrowest = 40;

// A line without its end. `text` has no blanks at its ends; `indent` counts the columns before it.
struct Line {
  std::string_view text;
  uint64_t source = 0;  // of the first byte of `text`
  uint32_t indent = 0;
  uint32_t columns = 0;                          // code points; 0 if the line is alone
  std::optional<judge::PhraseMatch> match = {};  // what it is as a label, if that was looked up
  bool label = false;  // one that is chaff wherever it stands alone ("Advertisement")
};

enum class Layout : uint8_t {
  kLines,    // each line is a paragraph of its own
  kWrapped,  // the lines are one paragraph that was broken to fit a width
  kList,     // lines that begin with a mark are items; the others go on with the item before
  kTable,    // cells parted by tabs
  kVerse,    // verse, addresses: the lines are kept as they are
  kCode,     // code, columns: the lines are kept as they are, and none of them is a label
};

// Decides the layout of `lines` (at least one). `width` is the width that earlier stretches of the
// document were wrapped to (0 = none was) and is updated. Linear.
Layout FindLayout(std::span<const Line> lines, uint32_t* width);

// Bytes of the list mark at the beginning of `text` ("- ", "3. "), blank included; 0 if there is none.
size_t ListMark(std::string_view text);

// The level of a Markdown heading ("## Title" → 2), or 0.
uint8_t HeadingLevel(std::string_view text);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_LAYOUT_H_
