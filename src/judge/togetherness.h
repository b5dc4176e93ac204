// What a reader would want whole or not at all, whatever was decided of its blocks one by one.
#ifndef DECHAFF_JUDGE_TOGETHERNESS_H_
#define DECHAFF_JUDGE_TOGETHERNESS_H_

#include <string_view>
#include <vector>

#include "judge/judge.h"
#include "page/page.h"

namespace dechaff::judge {

// A row of a table of which most cells are kept is kept whole if the others are short and no links, so that
// the columns of data stay in place. Linear.
void KeepRowsWhole(const page::Page& page, std::vector<Verdict>* verdicts);

// Whether preformatted text is nothing but the numbers of lines, each one more than the one before. Linear.
bool IsLineNumbers(std::string_view text);

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_TOGETHERNESS_H_
