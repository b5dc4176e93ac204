// The words for enumerators that outputs and messages use, and the versions of what is built in.
#include <gumbo.h>
#include <unicode/uvernum.h>

#include "dechaff/cleaner.h"
#include "rules/rules.h"

namespace dechaff {

std::string_view DocumentStatusName(DocumentStatus status) {
  constexpr std::string_view kNames[] = {"ok", "empty", "truncated", "degraded", "skipped", "failed"};
  return kNames[static_cast<size_t>(status)];
}

std::string_view ReasonName(Reason reason) {
  constexpr std::string_view kNames[] = {
      "none",         "prose",        "near-prose", "main-container", "heading",  "title",
      "link-density", "navigation",   "peripheral", "advertising",    "sharing",  "related",
      "comments",     "form",         "hidden",     "label",          "repeated", "short",
      "byline",       "outside-main", "stated",     "user-rule"};
  return kNames[static_cast<size_t>(reason)];
}

std::string_view ParagraphKindName(ParagraphKind kind) {
  constexpr std::string_view kNames[] = {"text",         "heading",   "list-item", "quote",
                                         "preformatted", "table-row", "caption"};
  return kNames[static_cast<size_t>(kind)];
}

std::string_view EditKindName(EditKind kind) {
  constexpr std::string_view kNames[] = {"space", "stop", "join", "label-cut", "normalised", "replaced"};
  return kNames[static_cast<size_t>(kind)];
}

std::string_view MetadataSourceName(MetadataSource source) {
  constexpr std::string_view kNames[] = {"",     "json-ld",   "opengraph", "meta",    "microdata", "link",
                                         "time", "html lang", "title",     "heading", "byline",    "given"};
  return kNames[static_cast<size_t>(source)];
}

std::string_view Version() { return DECHAFF_VERSION; }
std::string_view RulesVersion() { return rules::BuiltinHash(); }
std::string_view IcuVersion() { return U_ICU_VERSION; }
// libgumbo has no macro or call that tells its version; the build asks pkg-config.
std::string_view GumboVersion() { return DECHAFF_GUMBO_VERSION; }

}  // namespace dechaff
