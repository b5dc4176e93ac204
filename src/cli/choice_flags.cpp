// The flags that say what of a page is its main content; see choice_flags.h.
#include "cli/choice_flags.h"

#include "cli/flag_values.h"
#include "cli/values.h"

namespace dechaff::cli {
namespace {

using enum FlagKind;

constexpr Flag kFlags[] = {
    {.name = "precision",
     .kind = kRepeat,
     .group = FlagGroup::kChoice,
     .brief = "keep less of a page; twice: still less",
     .details = "Keep only what is more surely main content of a page. Each time it is given it takes 1 from "
                "--bias.",
     .set = [](Value, Settings* s) { return --s->cleaning.bias, Status(); }},
    {.name = "recall",
     .kind = kRepeat,
     .group = FlagGroup::kChoice,
     .brief = "keep more of a page; twice: still more",
     .details = "Keep what is less surely main content of a page, too. Each time it is given it adds 1 to "
                "--bias.",
     .set = [](Value, Settings* s) { return ++s->cleaning.bias, Status(); }},
    {.name = "bias",
     .kind = kValue,
     .argument = "NUMBER",
     .initial = "0",
     .group = FlagGroup::kChoice,
     .configurable = true,
     .brief = "how much of a page is kept",
     .details = "The threshold that --precision and --recall move: what is added to the score of every block "
                "of a page, in log-odds of being main content. Above 0 more is kept, below 0 less.",
     .set = [](Value v, Settings* s) { return Take(ParseBias(v), &s->cleaning.bias); },
     .show = [](const Settings& s) { return ShowBias(s.cleaning.bias); }},
    {.name = "keep-comments",
     .kind = kSwitch,
     .group = FlagGroup::kChoice,
     .configurable = true,
     .brief = "keep readers' comments",
     .details = "Keep the comments of readers under an article, which are left out otherwise. The posts of a "
                "forum are kept in any case.",
     .set = [](Value v, Settings* s) { return TakeBool(v, &s->cleaning.keep_comments); },
     .show = [](const Settings& s) { return ShowBool(s.cleaning.keep_comments); }},
    {.name = "keep",
     .kind = kList,
     .argument = "SELECTOR",
     .group = FlagGroup::kChoice,
     .configurable = true,
     .brief = "keep these elements of pages",
     .details =
         "Keep the elements of pages that SELECTOR names, whatever speaks against them; may be given more "
         "than once. SELECTOR is a part of CSS: tag, *, .class, #id, [attr], [attr=value] (also ^=, $=, *=, "
         "~=), several in a row; A B is B inside A, A > B right inside; a comma parts alternatives. Of "
         "elements inside one another that --keep and --drop name, the innermost decides.",
     .set = [](Value v, Settings* s) { return AddTo(v, &s->cleaning.keep); },
     .show = [](const Settings& s) { return ShowList(s.cleaning.keep); }},
    {.name = "drop",
     .kind = kList,
     .argument = "SELECTOR",
     .group = FlagGroup::kChoice,
     .configurable = true,
     .brief = "drop these elements of pages",
     .details = "Drop the elements of pages that SELECTOR names, as with --keep. An element inside a line, "
                "such as sup.note, goes without a trace; the line around it stays.",
     .set = [](Value v, Settings* s) { return AddTo(v, &s->cleaning.drop); },
     .show = [](const Settings& s) { return ShowList(s.cleaning.drop); }},
    {.name = "drop-phrase",
     .kind = kList,
     .argument = "TEXT",
     .group = FlagGroup::kChoice,
     .configurable = true,
     .brief = "drop lines that say this",
     .details = "Drop each paragraph or line that says TEXT and nothing else, without regard to case, marks "
                "and numbers; may be given more than once. With ' *' at the end, TEXT stands for all lines "
                "that begin so. Lines over 120 bytes are not looked at.",
     .set = [](Value v, Settings* s) { return AddTo(v, &s->cleaning.drop_phrases); },
     .show = [](const Settings& s) { return ShowList(s.cleaning.drop_phrases); }},
    {.name = "site-rules",
     .kind = kValue,
     .argument = "FILE",
     .group = FlagGroup::kChoice,
     .configurable = true,
     .brief = "rules for the pages of some hosts",
     .details = "A TOML file, or a folder of such files (*.toml), with keep, drop and drop-phrases for the "
                "pages of some hosts, in tables named [[site]] with hosts = [\"example.com\"], which stands "
                "for all hosts below it, too; without hosts, for all pages. The host is that of the address "
                "in a dump or field, else of the one that the page states.",
     .set = [](Value v, Settings* s) { return Take(v, &s->cleaning.site_rules); },
     .show = [](const Settings& s) { return s.cleaning.site_rules; }},
};

}  // namespace

std::span<const Flag> ChoiceFlags() { return kFlags; }

}  // namespace dechaff::cli
