// Reads files of rules for hosts.
//
//   [[site]]
//   hosts = ["example.com"]            # this host and all below it; without this line, every host
//   keep = ["article .note"]           # selectors, page/selector.h
//   drop = [".promo", "aside"]
//   drop-phrases = ["Read our newsletter"]
#ifndef DECHAFF_CLEAN_SITE_RULES_FILE_H_
#define DECHAFF_CLEAN_SITE_RULES_FILE_H_

#include <string>
#include <vector>

#include "clean/user_rules.h"

namespace dechaff {

// Marks that the selectors of SiteRules give.
inline constexpr uint8_t kKeepMark = 1, kDropMark = 2;

// Adds the rules of a TOML file, or of the *.toml files of a folder in the order of their names. Errors name
// file, line and column.
Status LoadSiteRules(const std::string& path, std::vector<SiteRules>* sites);

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_SITE_RULES_FILE_H_
