// Chooses the rules of a page's host and turns matches into decisions; see user_rules.h.
#include "clean/user_rules.h"

#include <algorithm>

#include "clean/site_rules_file.h"
#include "html/scan.h"
#include "judge/folded.h"
#include "text/hash.h"

namespace dechaff {
namespace {

using html::Node;
using judge::Forced;

// "www.example.org" of "https://user@WWW.example.org:8080/path".
std::string HostOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  url.remove_prefix(std::min(url.find('@') + 1, url.size()));  // npos + 1 is 0
  std::string host(url.substr(0, url.find(':')));
  std::ranges::transform(host, host.begin(), html::LowerAscii);
  return host;
}

bool IsUnder(std::string_view host, std::string_view domain) {
  if (!host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool Covers(const SiteRules& site, std::string_view host) {
  return site.hosts.empty() ||
         std::ranges::any_of(site.hosts, [&](const std::string& domain) { return IsUnder(host, domain); });
}

}  // namespace

StatusOr<UserRules> UserRules::Create(const Options& options) {
  UserRules rules;
  SiteRules all;
  const auto add = [&](const std::vector<std::string>& list, std::string_view name, uint8_t mark) {
    for (const std::string& selectors : list) {
      size_t at = 0;
      if (Status s = all.selectors.Add(selectors, mark, &at); !s.ok()) {
        return Status::Invalid(std::string(name) + " '" + selectors + "': column " + std::to_string(at + 1) +
                               ": " + s.message());
      }
    }
    return Status();
  };
  if (Status s = add(options.keep, "keep", kKeepMark); !s.ok()) return s;
  if (Status s = add(options.drop, "drop", kDropMark); !s.ok()) return s;
  if (!all.selectors.empty()) rules.sites_.push_back(std::move(all));
  if (!options.site_rules.empty()) {
    if (Status s = LoadSiteRules(options.site_rules, &rules.sites_); !s.ok()) return s;
  }
  return rules;
}

bool UserRules::by_host() const {
  return std::ranges::any_of(sites_, [](const SiteRules& site) { return !site.hosts.empty(); });
}

void RuleApplier::Mark(std::string_view url, html::Tree* tree) {
  active_.clear();
  marks_.clear();
  if (rules_.empty()) return;
  const std::string host = HostOf(url);
  for (const SiteRules& site : rules_.sites()) {
    if (!Covers(site, host)) continue;
    active_.push_back(&site);
    if (site.selectors.empty()) continue;
    marks_.resize(tree->nodes.size());
    matcher_.Match(site.selectors, *tree, &marks_);
  }
  if (std::ranges::all_of(marks_, [](uint8_t mark) { return mark == 0; })) return marks_.clear();
  for (size_t i = 0; i < marks_.size(); ++i) {
    Node& node = tree->nodes[i];
    if (marks_[i] & kDropMark && html::LayoutOf(node.tag) == html::Layout::kInline)
      node.flags |= html::kDropped;
  }
}

void RuleApplier::Force(const page::Page& page, std::vector<Forced>* forced) {
  forced->clear();
  const std::vector<Node>& nodes = page.tree->nodes;
  // A mark goes down to what has none of its own, and up from the inside of a line to its block.
  std::vector<uint8_t> marks = marks_;
  for (size_t i = 1; i < marks.size(); ++i) {
    if (marks[i] == 0) marks[i] = marks[nodes[i].parent];
  }
  bool any = false;
  forced->resize(page.blocks.size(), Forced::kNone);
  const auto force = [&](size_t block, Forced decision) { (*forced)[block] = decision, any = true; };
  for (size_t i = 0; i < page.blocks.size() && !marks.empty(); ++i) {
    const uint8_t mark = marks[page.elements[page.blocks[i].element].node];
    if (mark != 0) force(i, mark & kDropMark ? Forced::kDrop : Forced::kKeep);
  }
  for (size_t i = 0; i < marks_.size(); ++i) {
    if (marks_[i] != kKeepMark || html::LayoutOf(nodes[i].tag) != html::Layout::kInline) continue;
    const auto inside = std::ranges::upper_bound(page.blocks, nodes[i].finish, {}, &page::Block::source_end);
    if (inside != page.blocks.end() && inside->source_begin <= nodes[nodes[i].end - 1].finish) {
      force(static_cast<size_t>(inside - page.blocks.begin()), Forced::kKeep);
    }
  }
  for (const SiteRules* site : active_) {
    for (size_t i = 0; i < page.blocks.size() && !site->phrases.empty(); ++i) {
      const std::string_view text = page.Text(page.blocks[i]);
      if (text.size() > judge::kMaxLabel) continue;
      if (std::ranges::binary_search(site->phrases, text::Hash(judge::Folded(text).text())))
        force(i, Forced::kDrop);
    }
  }
  if (!any) forced->clear();
}

}  // namespace dechaff
