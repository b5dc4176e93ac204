// Dumps of trees.
#include "reference.h"

#include <gumbo.h>

#include <algorithm>
#include <map>
#include <set>

#include "html/attributes.h"
#include "html/doctype.h"
#include "html/open_estimate.h"
#include "html/scan.h"
#include "html/tokenizer.h"

namespace dechaff::html {
namespace {

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = LowerAscii(c);
  return lower;
}

// Writes a tree; merges neighbouring texts.
class Writer {
 public:
  void Element(size_t depth, bool foreign, const std::string& name) {
    Flush();
    lines_.push_back(std::string(2 * depth, ' ') + "<" + (foreign ? "foreign " : "") + name + ">");
  }
  void Attributes(size_t depth, const std::map<std::string, std::string>& attributes) {
    for (const auto& [name, value] : attributes)
      lines_.push_back(std::string(2 * depth + 2, ' ') + "@" + name + "=\"" + value + "\"");
  }
  void Text(size_t depth, std::string_view text) {
    if (depth != text_depth_) Flush();
    text_depth_ = depth;
    for (char c : text)
      if (c != '\0') text_ += c;
  }
  Dump Take() {
    Flush();
    return std::move(lines_);
  }

 private:
  void Flush() {
    if (!text_.empty()) lines_.push_back(std::string(2 * text_depth_, ' ') + '"' + text_ + '"');
    text_.clear();
  }
  Dump lines_;
  std::string text_;
  size_t text_depth_ = 0;
};

// Rewrites a page by the mendings; tags that need none of them stay as they are.
class Mender {
 public:
  Mender(std::string_view source, unsigned mendings)
      : source_(source), mendings_(mendings), tokenizer_(source) {}

  std::string Run() {
    Token token;
    estimate_.Reset(source_);
    for (size_t from = 0; tokenizer_.Next(&token, estimate_.AllowsCData()); from = tokenizer_.position()) {
      std::string_view written = source_.substr(from, tokenizer_.position() - from);
      bool raw = token.kind == Token::kStart && !estimate_.InForeign();
      if (token.kind == Token::kStart || token.kind == Token::kEnd)
        WriteTag(token, written);
      else
        page_ += token.kind == Token::kDoctype && Mends(kMendQuirks) && IsQuirky(written)
                     ? "<!doctype quirks>"
                     : written;
      if (raw) WriteRawContent(token);
    }
    if (Mends(kMendNul)) std::erase(page_, '\0');
    return std::move(page_);
  }

 private:
  bool Mends(Mending mending) const { return (mendings_ & mending) != 0; }

  void WriteRawContent(const Token& token) {
    RawKind kind;
    if (!RawKindOf(token.tag, &kind)) return;
    RawContent content = tokenizer_.RawText(token, kind);
    page_.append(source_, content.begin, tokenizer_.position() - content.begin);
    bool lost = Mends(kMendTitle) && token.tag == Tag::title_ && tokenizer_.position() == content.finish;
    if (lost) page_ += "</title>";
  }

  void WriteTag(const Token& token, std::string_view written) {
    bool is_end = token.kind == Token::kEnd;
    if (is_end && Mends(kMendBreakout) && estimate_.BreaksOut(token)) page_ += "<head>";
    is_end ? estimate_.End(token) : estimate_.Start(token);
    if (is_end && Mends(kMendFormEnd) && token.tag == Tag::form_) page_ += "<!---->";
    std::string name = Lower(token.Name(source_));
    std::string stand_in = Mends(kMendNames) ? StandIn(token, name) : name;
    if (is_end) {
      page_ += stand_in == name ? std::string(written) : "</" + stand_in + ">";
      return;
    }
    std::string_view attributes = source_.substr(token.begin, token.finish - token.begin);
    bool again = Mends(kMendSecondRoot) &&
                 ((token.tag == Tag::html_ && seen_html_++) || (token.tag == Tag::body_ && seen_body_++));
    if (again && token.tag == Tag::html_) {
      page_ += "<!---->";
    } else if (stand_in == name && !again && !NeedsMending(attributes)) {
      page_ += written;
    } else {
      page_ += "<" + stand_in;
      if (stand_in != name) page_ += " dechaff-name=\"" + name + "\"";
      if (!again) WriteAttributes(attributes);
      page_ += token.self_closing ? " />" : ">";
    }
  }

  bool NeedsMending(std::string_view attributes) const {
    if (!Mends(kMendAttributes)) return false;
    std::set<std::string> seen;
    for (AttributeReader reader(attributes); reader.Next();)
      if (!seen.insert(Lower(reader.name())).second) return true;
    return attributes.find('/') != attributes.npos;
  }

  void WriteAttributes(std::string_view attributes) {
    std::set<std::string> seen;
    for (AttributeReader reader(attributes); reader.Next();) {
      if (!seen.insert(Lower(reader.name())).second) continue;
      page_.append(" ").append(reader.name()).append("=\"");
      for (char c : reader.value()) c == '"' ? page_.append("&quot;") : page_.append(1, c);
      page_ += '"';
    }
  }

  std::string StandIn(const Token& token, const std::string& name) {
    if (token.tag == Tag::search_) return "hgroup";
    if (token.tag == Tag::dialog_) return "dir";
    if (token.tag == Tag::isindex_) return "spacer";
    if (token.tag != Tag::kUnknown || name.find('"') != std::string::npos) return name;
    bool is_end = token.kind == Token::kEnd;
    auto [entry, is_new] = stand_ins_.try_emplace(name);
    if (is_new) {
      static constexpr const char* kOrdinary[] = {
          "nextid", "multicol", "blink",    "acronym", "bdi",    "bdo",   "dfn",   "samp", "kbd",    "meter",
          "output", "progress", "datalist", "map",     "canvas", "audio", "video", "data", "legend", "mark"};
      std::set<std::string> free(std::begin(kOrdinary), std::end(kOrdinary));
      for (const auto& [other, in_use] : stand_ins_) free.erase(in_use.name);
      for (auto other = stand_ins_.begin(); free.empty() && other != stand_ins_.end(); ++other)
        if (other != entry && other->second.open == 0) {
          free.insert(other->second.name);
          stand_ins_.erase(other);
          break;
        }
      if (is_end || free.empty()) return stand_ins_.erase(entry), name;
      entry->second.name = *free.begin();
    }
    int& open = entry->second.open;
    open = is_end ? std::max(open - 1, 0) : open + !(estimate_.last_was_foreign() && token.self_closing);
    return entry->second.name;
  }

  struct InUse {
    std::string name;
    int open = 0;  // start tags without their end tag
  };

  std::string_view source_;
  unsigned mendings_;
  Tokenizer tokenizer_;
  OpenEstimate estimate_;
  std::string page_;
  std::map<std::string, InUse> stand_ins_;
  int seen_html_ = 0, seen_body_ = 0;
};

std::string GumboName(const GumboElement& element) {
  if (const GumboAttribute* name = gumbo_get_attribute(&element.attributes, "dechaff-name"))
    return name->value;
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  return Lower({name.data, name.length});
}

void WriteGumbo(const GumboNode* node, size_t depth, Writer* out) {
  const GumboVector* children = nullptr;
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
    const GumboElement& element = node->v.element;
    out->Element(depth, element.tag_namespace != GUMBO_NAMESPACE_HTML, GumboName(element));
    std::map<std::string, std::string> attributes;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      std::string name = Lower(attribute->name);
      if (attribute->attr_namespace != GUMBO_ATTR_NAMESPACE_NONE)
        name = Lower({attribute->original_name.data, attribute->original_name.length});
      if (name != "dechaff-name") attributes.emplace(name, attribute->value);
    }
    out->Attributes(depth, attributes);
    children = &element.children;
  } else if (node->type != GUMBO_NODE_COMMENT) {
    std::string text = node->v.text.text;
    out->Text(depth, text);
  }
  if (children == nullptr) return;
  for (unsigned i = 0; i < children->length; ++i)
    WriteGumbo(static_cast<const GumboNode*>(children->data[i]), depth + 1, out);
}

}  // namespace

Dump DumpTree(const Tree& tree) {
  Writer out;
  std::vector<size_t> depths(tree.nodes.size(), 0);
  for (size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (i > 0) depths[i] = depths[node.parent] + 1;
    if (node.tag == Tag::kText) {
      std::string text;
      if ((node.flags & kRaw) == 0) {
        AppendDecoded(tree.Text(node), false, &text);
      } else {  // only the line breaks of raw text are normalised
        for (std::string_view rest = tree.Text(node); !rest.empty(); rest.remove_prefix(1)) {
          if (rest.starts_with("\r\n")) continue;
          text += rest[0] == '\r' ? '\n' : rest[0];
        }
      }
      out.Text(depths[i], text);
      continue;
    }
    std::string name = node.tag == Tag::kUnknown ? Lower(tree.Name(node)) : std::string(TagName(node.tag));
    out.Element(depths[i], (node.flags & kForeign) != 0, name);
    std::map<std::string, std::string> attributes;
    for (AttributeReader reader(tree.Attributes(node)); reader.Next();) {
      std::string value;
      AppendDecoded(reader.value(), true, &value);
      attributes.emplace(Lower(reader.name()), value);
    }
    out.Attributes(depths[i], attributes);
  }
  return out.Take();
}

const char* MendingName(Mending mending) {
  switch (mending) {
    case kMendFormEnd:
      return "form-end";
    case kMendSecondRoot:
      return "second-root";
    case kMendNames:
      return "names";
    case kMendAttributes:
      return "attributes";
    case kMendQuirks:
      return "quirks";
    case kMendBreakout:
      return "breakout";
    case kMendTitle:
      return "title";
    case kMendNul:
      return "nul";
    default:
      return "?";
  }
}

Dump WholeGumbo(std::string_view source, unsigned mendings) {
  std::string text = Mender(source, mendings).Run();
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* output = gumbo_parse_with_options(&options, text.c_str(), text.size());
  Writer out;
  WriteGumbo(output->root, 0, &out);
  gumbo_destroy_output(&options, output);
  return out.Take();
}

void DropControls(Dump* dump) {
  for (std::string& line : *dump) {
    std::string kept;
    for (size_t i = 0; i < line.size(); ++i) {
      auto byte = static_cast<unsigned char>(line[i]);
      if (line.compare(i, 3, "\xEF\xBF\xBD") == 0)
        i += 2;
      else if (byte == 0xC2 && i + 1 < line.size() && static_cast<unsigned char>(line[i + 1]) < 0xA0)
        ++i;
      else if ((byte >= 0x20 && byte != 0x7F) || byte == '\n' || byte == '\t' || byte == '\f')
        kept += line[i];
    }
    line = kept;
  }
}

std::string FirstDifference(const Dump& a, const Dump& b) {
  size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  if (at == a.size() && at == b.size()) return {};
  std::string message = "line " + std::to_string(at) + " of " + std::to_string(a.size()) + " and " +
                        std::to_string(b.size()) + "\n";
  for (size_t i = at > 4 ? at - 4 : 0; i < at; ++i) message += "    " + a[i].substr(0, 120) + "\n";
  for (size_t i = at; i < a.size() && i < at + 4; ++i) message += "  - " + a[i].substr(0, 120) + "\n";
  for (size_t i = at; i < b.size() && i < at + 4; ++i) message += "  + " + b[i].substr(0, 120) + "\n";
  return message;
}

std::string Join(const Dump& dump) {
  std::string joined;
  for (const std::string& line : dump) joined += line + "\n";
  return joined;
}

size_t TextSize(const Dump& dump) {
  size_t size = 0;
  for (const std::string& line : dump) {
    size_t begin = line.find_first_not_of(' ');
    if (line[begin] != '"') continue;
    size += static_cast<size_t>(std::count_if(line.begin() + static_cast<std::ptrdiff_t>(begin), line.end(),
                                              [](char c) { return !IsSpace(c); }));
    size -= 2;  // the quotes
  }
  return size;
}

}  // namespace dechaff::html
