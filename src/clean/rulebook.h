// All that is compiled from rules/ once and read by every thread.
#ifndef DECHAFF_CLEAN_RULEBOOK_H_
#define DECHAFF_CLEAN_RULEBOOK_H_

#include "clean/user_rules.h"
#include "judge/phrases.h"
#include "page/names.h"
#include "prose/repair.h"

namespace dechaff {

struct Rulebook {
  page::NameBook names;
  judge::PhraseBook phrases;
  prose::Repairer repairer;
  UserRules user;
};

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_RULEBOOK_H_
