// Marks, tokens and stretches of text as the small numbers that the columns of repair_features.h hold.
#ifndef DECHAFF_PROSE_REPAIR_CLASSES_H_
#define DECHAFF_PROSE_REPAIR_CLASSES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "prose/repair_site.h"

namespace dechaff::prose {

// What stands before the gap: 0 a small letter, 1 a capital, 2 a digit, 3 a closing mark, 4 another sign.
uint16_t LeftClass(const Site& site, bool after_stop);
// 0 none, 1 a full stop, 2 an exclamation mark, 3 a question mark, 4 an ellipsis.
uint16_t TerminatorClass(char32_t c);
// A closing or opening mark: 0 none, 1 a straight quote, 2 a bracket, 3 an apostrophe or a Spanish mark, 4
// another.
uint16_t MarkClass(char32_t c);
// What a token has that prose has not: 1 hyphen, 2 slash or colon, 3 code marks, 4 an address.
uint16_t TokenClass(std::string_view token);
// What stands behind the right word in its token: 0 nothing, 1 a comma and the like, 2 a sentence end,
// 3 something that goes on (dots, brackets, digits).
uint16_t RestClass(const Site& site);
// One mark as a sign of code or prose: 0 none, 1 a letter or digit, 2 one that ends a sentence, 3 one that
// goes on, 4 a quote, 5 a bracket, 6 one that only code has.
uint16_t SignClass(char32_t c);
// What stands right behind the right run, as SignClass has it; an opening bracket or a dot that goes on
// counts as code.
uint16_t BehindClass(const Site& site);
// A token by its first letter or digit: 0 none, 1 a small letter, 2 a capital, 3 a digit, 4 signs alone.
uint16_t NeighbourClass(std::string_view token);
// 0 no letter to the left, 1 both Latin, 2 both of another script, 3 of two scripts.
uint16_t ScriptPair(char32_t left, char32_t right);
// Capitals behind small letters in what the gap would part.
size_t Humps(std::string_view word);
// How much a stretch of text looks like source code, by its marks.
uint16_t CodeClass(std::string_view text);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_CLASSES_H_
