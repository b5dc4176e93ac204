// Signs of pages without content; see empty_page.h.
#include "clean/empty_page.h"

#include <charconv>

#include "html/attributes.h"
#include "html/scan.h"

namespace dechaff {
namespace {

using html::Node;
using html::Tag;
using judge::PhraseClass;

// Whether a meta element sends the reader to another page at once: content="0; url=/there".
bool Redirects(std::string_view attributes) {
  constexpr int kAtOnce = 10;  // seconds
  if (!html::EqualsIgnoreCase(html::FindAttribute(attributes, "http-equiv"), "refresh")) return false;
  std::string_view content = html::FindAttribute(attributes, "content");
  while (!content.empty() && html::IsSpace(content.front())) content.remove_prefix(1);
  int seconds = 0;
  const auto [rest, error] = std::from_chars(content.data(), content.data() + content.size(), seconds);
  return error == std::errc() && seconds <= kAtOnce && content.find('=') != std::string_view::npos;
}

struct Signs {
  bool redirect = false, script = false;
};

Signs ReadSigns(const html::Tree& tree) {
  Signs signs;
  for (const uint32_t i : tree.landmarks) {
    const Node& node = tree.nodes[i];
    if (node.tag == Tag::meta_) signs.redirect |= Redirects(tree.Attributes(node));
    signs.script |= node.tag == Tag::script_;
  }
  return signs;
}

// The share of the page's tokens, in hundredths, that stands in elements named for cookies.
uint32_t CookieShare(const page::Page& page) {
  uint32_t tokens = 0;
  for (uint32_t i = 0; i < page.elements.size();) {
    const page::Element& e = page.elements[i];
    if (e.names.Has(page::NameGroup::kCookie)) {
      tokens += page.Inside(e).tokens;
      i = std::max(e.end, i + 1);
    } else {
      ++i;
    }
  }
  return page.Total().tokens ? tokens * 100 / page.Total().tokens : 0;
}

}  // namespace

std::string WhyEmpty(const page::Page& page, std::string_view title, Kept kept,
                     const judge::PhraseBook& phrases) {
  constexpr uint32_t kMostOfPage = 60;  // hundredths
  constexpr uint32_t kFewWords = 30;    // tokens of "If you are not redirected, click here"
  const Signs signs = ReadSigns(*page.tree);
  if (signs.redirect && kept.tokens < kFewWords) return "a redirect";
  if (phrases.IsWord(title, PhraseClass::kErrorTitle)) return "an error page: " + std::string(title);
  if (phrases.IsWord(title, PhraseClass::kConsentTitle) || CookieShare(page) >= kMostOfPage)
    return "a consent wall";
  if (kept.tokens > 0) return {};
  if (signs.script && page.Total().tokens < kLeastContent) return "drawn by scripts, which are not run";
  if (page.blocks.empty()) return "no text";
  return kept.blocks > 0 && page.Total().tokens == 0 ? "" : "no main content";
}

}  // namespace dechaff
