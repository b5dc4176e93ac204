// Collects metadata from title, meta, link and html elements.
#include "page/metadata.h"

#include <algorithm>

#include "html/attributes.h"
#include "html/scan.h"

namespace dechaff::page {
namespace {

using html::Node;
using html::Tag;

std::string Lower(std::string_view s) {
  std::string lower(s);
  for (char& c : lower) c = html::LowerAscii(c);
  return lower;
}

std::string Folded(std::string_view raw, bool in_attribute) {
  std::string decoded, folded;
  html::AppendDecoded(raw, in_attribute, &decoded);
  for (const char c : decoded) {
    if (!html::IsSpace(c)) {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

bool IsWebAddress(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

// "en_US" and "EN-us" are "en-us"; "" for what is no language tag.
std::string LanguageTag(std::string_view value) {
  std::string tag = Lower(value.substr(0, value.find_first_of(", ;")));
  std::replace(tag.begin(), tag.end(), '_', '-');
  const size_t primary = std::min(tag.find('-'), tag.size());
  const bool letters = std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return primary >= 2 && primary <= 8 && letters && tag.size() <= 35 ? tag : std::string();
}

// The values of meta elements, by falling rank.
struct Found {
  std::string og_title, title, canonical, og_url, html_lang, og_locale, content_language;
};

void ReadMeta(std::string_view attributes, Found* found) {
  const std::string_view content = html::FindAttribute(attributes, "content");
  if (content.empty()) return;
  std::string key = Lower(html::FindAttribute(attributes, "property"));
  if (key.empty()) key = Lower(html::FindAttribute(attributes, "name"));
  if (key.empty()) key = Lower(html::FindAttribute(attributes, "http-equiv"));
  const auto set = [&](std::string* value) {
    if (value->empty()) *value = Folded(content, true);
  };
  if (key == "og:title") set(&found->og_title);
  if (key == "og:url") set(&found->og_url);
  if (key == "og:locale") set(&found->og_locale);
  if (key == "content-language") set(&found->content_language);
}

}  // namespace

Metadata ReadMetadata(const html::Tree& tree) {
  Found found;
  for (size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (node.tag == Tag::title_ && !(node.flags & html::kForeign) && found.title.empty()) {
      std::string text;
      for (size_t j = i + 1; j < node.end; ++j) {
        if (tree.nodes[j].tag == Tag::kText) text += tree.Text(tree.nodes[j]);
      }
      found.title = Folded(text, false);
    } else if (node.tag == Tag::meta_) {
      ReadMeta(tree.Attributes(node), &found);
    } else if (node.tag == Tag::link_ && found.canonical.empty()) {
      const std::string_view attributes = tree.Attributes(node);
      if (Lower(html::FindAttribute(attributes, "rel")) == "canonical") {
        found.canonical = Folded(html::FindAttribute(attributes, "href"), true);
      }
    } else if (node.tag == Tag::html_ && found.html_lang.empty()) {
      const std::string_view attributes = tree.Attributes(node);
      found.html_lang = html::FindAttribute(attributes, "lang");
      if (found.html_lang.empty()) found.html_lang = html::FindAttribute(attributes, "xml:lang");
    }
  }
  Metadata m;
  m.title = found.og_title.empty() ? found.title : found.og_title;
  m.url = IsWebAddress(found.canonical) ? found.canonical : IsWebAddress(found.og_url) ? found.og_url : "";
  for (const std::string* lang : {&found.html_lang, &found.content_language, &found.og_locale}) {
    if (m.lang.empty()) m.lang = LanguageTag(*lang);
  }
  return m;
}

}  // namespace dechaff::page
