#include "text/normalise.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "samples.h"

namespace dechaff::text {
namespace {

struct Case {
  const char* why;
  std::string in, out;
};

void Check(const std::vector<Case>& cases, const NormaliseOptions& options) {
  for (const Case& c : cases) {
    std::string out, again;
    std::vector<Change> changes;
    Normalise(c.in, options, &out, &changes);
    EXPECT_EQ(out, c.out) << c.why;
    EXPECT_EQ(IsNormal(c.in, options), c.in == c.out) << c.why;
    Normalise(out, options, &again, nullptr);
    EXPECT_EQ(again, out) << c.why << ": not idempotent";
    // The changes lead from the input to the output.
    std::string rebuilt;
    size_t at = 0;
    for (const Change& change : changes) {
      rebuilt += c.in.substr(at, change.in_begin - at);
      EXPECT_EQ(rebuilt.size(), change.out_begin) << c.why;
      rebuilt += out.substr(change.out_begin, change.out_end - change.out_begin);
      at = change.in_end;
    }
    rebuilt += c.in.substr(std::min(at, c.in.size()));
    EXPECT_EQ(rebuilt, out) << c.why;
  }
}

TEST(Normalise, Characters) {
  Check({{"nothing to do", "Plain text, with AT&T and 5 < 6.", "Plain text, with AT&T and 5 < 6."},
         {"blanks folded and stripped", "  a  b\t\nc ", "a b c"},
         {"only blanks", " \n ", ""},
         {"odd blanks", "a\u2003b\u3000c\u2028d\u0085e", "a b c d e"},
         {"no-break space", "ten\u00A0words", "ten words"},
         {"no-break space in French", "«\u00A0Oui\u00A0» dit-il\u202F; vraiment\u00A0!",
          "«\u00A0Oui\u00A0» dit-il\u202F; vraiment\u00A0!"},
         {"digits in groups", "10\u202F000", "10\u202F000"},
         {"soft hyphen, zero width space, mark", "co\u00ADope\u200Bration\uFEFF", "cooperation"},
         {"joiners and directions stay", "👩\u200D👧 می\u200Cخواهم \u200Fא", "👩\u200D👧 می\u200Cخواهم \u200Fא"},
         {"controls", std::string("a\0b\x01\x7F", 5), "ab"},
         {"terminal escapes", "\x1B[1;31mred\x1B[0m \x1B]0;title\x07text \x1B(B", "red text"},
         {"an escape that is none", "\x1B]no end", "]no end"},
         {"C1 as windows-1252", "don\u0092t \u0093so\u0094", "don’t “so”"},
         {"ligatures", "e\uFB03cient \uFB01nd", "efficient find"},
         {"NFC", "cafe\u0301 A\u030A \u212B \u1100\u1161\u11A8", "café Å Å 각"},
         {"marks of symbols too", "a\u20D7\u0323 \u302A\u3099", "\u1EA1\u20D7 \u3099\u302A"},
         {"marks are put in order", "q\u0307\u0323", "q\u0323\u0307"},
         {"full width, quotes and dashes stay", "ＡＢ１ “q” — …", "ＡＢ１ “q” — …"},
         {"references stay in plain text", "&nbsp;&eacute;", "&nbsp;&eacute;"}},
        {});
}

TEST(Normalise, Mojibake) {
  Check({{"quotes", "donâ€™t â€œdoâ€\u009D thatâ€¦ â€“ ever", "don’t “do” that… – ever"},
         {"letters", "cafÃ© crÃ¨me Ã©tÃ© FranÃ§ois MÃ¼nchen", "café crème été François München"},
         {"twice", "donÃ¢â‚¬â„¢t cafÃƒÂ©", "don’t café"},
         {"Polish", "siÄ™ Å›nieg caÅ‚e", "się śnieg całe"},
         {"Russian by windows-1252", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"},
         {"Russian by windows-1251", "РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир"},
         {"Japanese", "æ—¥æœ¬èªž", "日本語"},
         {"emoji", "ok ðŸ˜€", "ok 😀"},
         {"signs", "Â© 2010, 20Â°C, 5Â£", "© 2010, 20°C, 5£"},
         {"the beginning of a sequence stays", "donò€™t â€™", "donò€™t ’"},
         {"French stays", "l’été… à « l’allée » – déjà™", "l’été… à « l’allée » – déjà™"},
         {"no-break spaces after letters with marks stay letters", "«\u00A0clé\u00A0»", "«\u00A0clé\u00A0»"},
         {"capitals before quotes stay", "“AMANHÔ IRMÃ… ALEMÔ", "“AMANHÔ IRMÃ… ALEMÔ"},
         {"German capitals stay", "Ä“ GROẞ“ Spaß“ Ö… Ü–", "Ä“ GROẞ“ Spaß“ Ö… Ü–"},
         {"Russian stays", kRussian, kRussian},
         {"Russian capitals stay", "СССР РСФСР «С» Р… С—", "СССР РСФСР «С» Р… С—"},
         {"Ukrainian stays", "Різне й Сім’я, Їжак", "Різне й Сім’я, Їжак"}},
        {});
}

TEST(Normalise, ReferencesThatWereEscapedTwice) {
  NormaliseOptions html;
  html.html = true;
  Check({{"names", "a&nbsp;b &eacute;t&eacute; &amp;amp; &quot;x&quot;", "a b été & \"x\""},
         {"numbers", "don&#8217;t &#x27;x&#x27;", "don’t 'x'"},
         {"what is none", "AT&T &c; & &unknown; &#; &#xD800; x&y;", "AT&T &c; & &unknown; &#; &#xD800; x&y;"},
         {"one inside another", "&amp;shy;x", "x"}},
        html);
}

TEST(Normalise, Preformatted) {
  NormaliseOptions pre;
  pre.preformatted = true;
  Check({{"blanks stay", "a  b\n\tc", "a  b\n\tc"},
         {"line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
         {"edges", "\n \n  a\nb \n\n", "  a\nb"},
         {"odd blanks", "a\u00A0b", "a b"},
         {"characters", "e\u0301\x01", "é"}},
        pre);
}

TEST(Normalise, SamplesAreNormal) {
  for (const char* text :
       {kFrench, kPolish, kRussian, kGreek, kHebrew, kArabic, kChinese, kTaiwanese, kJapanese, kKorean}) {
    EXPECT_TRUE(IsNormal(text, {})) << text;
  }
}

TEST(Normalise, HostileTextTakesLinearTime) {
  std::string marks = "a", out;
  for (int i = 0; i < 100000; ++i) marks += i % 2 ? "\u0307" : "\u0323";
  Normalise(marks, {}, &out, nullptr);
  EXPECT_EQ(out, marks);
  std::string escapes;
  for (int i = 0; i < 200000; ++i) escapes += "\x1B]";
  Normalise(escapes, {}, &out, nullptr);
  std::string lead;
  for (int i = 0; i < 200000; ++i) lead += "Ã";
  Normalise(lead, {}, &out, nullptr);
  EXPECT_EQ(out, lead);
}

}  // namespace
}  // namespace dechaff::text
