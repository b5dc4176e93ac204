// The flags that ask for a plainer form of the text; see form_flags.h.
#include "cli/form_flags.h"

#include "cli/flag_values.h"
#include "cli/values.h"

namespace dechaff::cli {
namespace {

using enum FlagKind;

constexpr Value kUnwraps[] = {"auto", "always", "never"};

constexpr Flag kFlags[] = {
    {.name = "unwrap",
     .kind = kValue,
     .argument = "WHEN",
     .choices = "auto|always|never",
     .initial = "auto",
     .group = FlagGroup::kForm,
     .configurable = true,
     .brief = "join lines that were broken to a width",
     .details =
         "Whether the lines of plain text that stand together are joined to one paragraph. auto: where "
         "their lengths prove that it was broken to fit a width; always: all but lists, tables and code; "
         "never: the lines stay.",
     .set = [](Value v, Settings* s) { return SetByName(kUnwraps, v, &s->cleaning.unwrap); },
     .show = [](const Settings& s) { return NameOf(kUnwraps, s.cleaning.unwrap); }},
    {.name = "dehyphenate",
     .kind = kSwitch,
     .group = FlagGroup::kForm,
     .configurable = true,
     .brief = "make words whole that a line end parted",
     .details =
         "Where lines of plain text are joined, make words whole that were hyphenated at the line's end: if "
         "the whole word is known or comes again in the text, and the word with its hyphen does not.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->cleaning.dehyphenate); },
     .show = [](const Settings& s) { return ShowBool(s.cleaning.dehyphenate); }},
    {.name = "end-stops",
     .kind = kSwitch,
     .group = FlagGroup::kForm,
     .configurable = true,
     .brief = "put a full stop at the end of paragraphs without one",
     .details =
         "Put a full stop at the end of each paragraph of prose that has none. Titles, headings, headlines "
         "(where other paragraphs have stops) and lists of bare items get none. Without it only a paragraph "
         "that a label broke off is closed.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->cleaning.end_stops); },
     .show = [](const Settings& s) { return ShowBool(s.cleaning.end_stops); }},
    {.name = "nfkc",
     .kind = kSwitch,
     .group = FlagGroup::kForm,
     .configurable = true,
     .brief = "NFKC in place of NFC",
     .details = "Normalise to NFKC in place of NFC, which replaces compatibility characters: a superscript "
                "two becomes "
                "2, a trade mark sign TM, every no-break space a blank. What they meant is lost.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->cleaning.typography.compatibility); },
     .show = [](const Settings& s) { return ShowBool(s.cleaning.typography.compatibility); }},
    {.name = "straight-quotes",
     .kind = kSwitch,
     .group = FlagGroup::kForm,
     .configurable = true,
     .brief = "straight quotes for curly ones",
     .details = "Write curly quotes and apostrophes as straight ones. Guillemets stay.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->cleaning.typography.straight_quotes); },
     .show = [](const Settings& s) { return ShowBool(s.cleaning.typography.straight_quotes); }},
    {.name = "plain-dashes",
     .kind = kSwitch,
     .group = FlagGroup::kForm,
     .configurable = true,
     .brief = "- and -- for dashes",
     .details = "Write special hyphens, en dashes and minus signs as -, em dashes as --.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->cleaning.typography.plain_dashes); },
     .show = [](const Settings& s) { return ShowBool(s.cleaning.typography.plain_dashes); }},
    {.name = "plain-ellipses",
     .kind = kSwitch,
     .group = FlagGroup::kForm,
     .configurable = true,
     .brief = "... for an ellipsis",
     .details = "Write an ellipsis as three dots.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->cleaning.typography.plain_ellipses); },
     .show = [](const Settings& s) { return ShowBool(s.cleaning.typography.plain_ellipses); }},
    {.name = "common-width",
     .kind = kSwitch,
     .group = FlagGroup::kForm,
     .configurable = true,
     .brief = "common forms for full and half width",
     .details =
         "Write full-width letters, digits and marks as ASCII, half-width kana and Hangul as common ones.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->cleaning.typography.common_width); },
     .show = [](const Settings& s) { return ShowBool(s.cleaning.typography.common_width); }},
};

}  // namespace

std::span<const Flag> FormFlags() { return kFlags; }

}  // namespace dechaff::cli
