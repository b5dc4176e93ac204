// What the user says to keep and to drop, on all pages or on those of some hosts.
#ifndef DECHAFF_CLEAN_USER_RULES_H_
#define DECHAFF_CLEAN_USER_RULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "dechaff/options.h"
#include "dechaff/status.h"
#include "judge/judge.h"
#include "page/page.h"
#include "page/selector.h"

namespace dechaff {

// The rules of some hosts, or of all.
struct SiteRules {
  std::vector<std::string> hosts;  // in lower case; the host itself and all below it. Empty: all
  page::SelectorSet selectors;
  std::vector<uint64_t> phrases;  // hashes of folded lines to drop
};

// Compiled once; const use from many threads is safe.
class UserRules {
 public:
  // Takes `keep`, `drop` and `site_rules` of the options; the form of the files is told there. Errors say
  // which option, or which file, line and column.
  static StatusOr<UserRules> Create(const Options& options);

  bool empty() const { return sites_.empty(); }
  // Whether any of them asks for the host.
  bool by_host() const;
  const std::vector<SiteRules>& sites() const { return sites_; }

 private:
  std::vector<SiteRules> sites_;
};

// Applies them to one page after the other. One thread at a time; `rules` outlives it.
class RuleApplier {
 public:
  explicit RuleApplier(const UserRules* rules) : rules_(*rules) {}

  // Looks up which elements of the page at `url` the rules name. Elements inside lines that are to go are
  // flagged in the tree and leave no text; where blocks are concerned, Force tells.
  void Mark(std::string_view url, html::Tree* tree);

  // Replaces `forced` by an entry for each block of the page of the tree that was marked last, or by nothing
  // if no rule names a block. The innermost element that a rule names decides; of drop and keep on the
  // same element, drop.
  void Force(const page::Page& page, std::vector<judge::Forced>* forced);

 private:
  const UserRules& rules_;
  std::vector<const SiteRules*> active_;  // for the page at hand
  page::SelectorMatcher matcher_;
  std::vector<uint8_t> marks_;  // of each node; empty if no selector matched
};

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_USER_RULES_H_
