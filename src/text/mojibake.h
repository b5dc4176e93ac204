// UTF-8 that somebody read as windows-1252 or windows-1251 ("donâ€™t", "РџСЂРёРІРµС‚"), turned back.
#ifndef DECHAFF_TEXT_MOJIBAKE_H_
#define DECHAFF_TEXT_MOJIBAKE_H_

#include "text/rewrite.h"

namespace dechaff::text {

// A run of characters is turned back only if all of it decodes (marks of punctuation at its sides apart)
// and what comes out is what stands in such text: letters where a word is, one script in a run, common
// signs. A run that could be meant as it stands ("IRMÃ…") is turned back only beside others that cannot.
// One layer a pass; linear. True if anything changed.
bool MendMojibake(Rewriter* rewriter);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_MOJIBAKE_H_
