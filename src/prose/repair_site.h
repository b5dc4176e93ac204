// A candidate's surroundings cut into pieces: the token around the gap, the words that touch it, the
// marks between them, the words before and after. All views point into the paragraph.
#ifndef DECHAFF_PROSE_REPAIR_SITE_H_
#define DECHAFF_PROSE_REPAIR_SITE_H_

#include <cstdint>
#include <string_view>

#include "prose/repair_scan.h"

namespace dechaff::prose {

struct Site {
  std::string_view left_run, right_run;    // runs of letters, marks and digits that touch the gap
  std::string_view left_word, right_word;  // the same with inner hyphens and apostrophes; of right_run only
                                           // what comes before its first hump
  std::string_view right_piece;            // right_run up to its first hump
  char32_t left_char = 0;                  // before the stop and the closing marks
  char32_t terminator = 0, closer = 0, opener = 0;  // 0 if there is none

  // What LookAround fills in.
  std::string_view left, right;           // the token (no blanks, kReach bytes at most) on either side
  std::string_view previous, next;        // the tokens before and after; empty at the paragraph's edge
  std::string_view surroundings;          // kReach bytes on both sides
  char32_t line_start = 0, line_end = 0;  // of the paragraph
  uint32_t words_before = 0;              // between the last sentence end and the token; 0 to 8
  uint32_t words_after = 0;               // from the token to the next sentence end; 0 to 8

  // Whether no mark lies between the runs, so that the text has them as one word: `whole`.
  bool merged() const { return !left_run.empty() && left_run.data() + left_run.size() == right_run.data(); }
  std::string_view whole() const { return {left_run.data(), left_run.size() + right_run.size()}; }
};

inline constexpr size_t kReach = 160;

// Whether a word in lower case and one that begins with its only capital are merged.
bool IsPlain(const Site& site);

// What touches the gap.
Site SiteOf(std::string_view paragraph, const Candidate& candidate);
// And what stands about it. REQUIRES: `site` is that of the candidate.
void LookAround(std::string_view paragraph, const Candidate& candidate, Site* site);

// Whether `token` ends in a terminator, closing marks aside.
bool EndsSentence(std::string_view token);

// Words of letters: how the capitals stand.
enum class Case : uint8_t { kLower, kCapital, kUpper, kHumped, kNumber };
Case CaseOf(std::string_view word);

// Characters in `text`, up to `most`.
uint32_t Length(std::string_view text, uint32_t most);

}  // namespace dechaff::prose

#endif  // DECHAFF_PROSE_REPAIR_SITE_H_
