// Dumps of trees.
#include "reference.h"

#include <gumbo.h>

#include <algorithm>
#include <map>

#include "html/attributes.h"
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
      lines_.push_back(std::string(2 * depth + 2, ' ') + name + "=\"" + value + "\"");
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

// Where Gumbo 0.10.1 departs from the standard in ways that many pages show, the page is written so that
// it cannot: text before </form> would move behind the form, the end tag of any unknown element would
// close any other, a '/' between attributes or one that comes twice would glue their names, and some elements
// have rules that the standard has not or no rules where it has. The attributes of a second <html> or <body>
// are left out, since the compact tree has no place for them.
class Mender {
 public:
  explicit Mender(std::string_view source) : source_(source), tokenizer_(source) {}

  std::string Run() {
    Token token;
    size_t foreign = 0;
    for (size_t from = 0; tokenizer_.Next(&token, foreign > 0); from = tokenizer_.position()) {
      if (token.kind == Token::kStart || token.kind == Token::kEnd) {
        bool is_root = token.tag == Tag::svg_ || token.tag == Tag::math_;
        if (is_root && token.kind == Token::kStart) foreign += !token.self_closing;
        if (is_root && token.kind == Token::kEnd && foreign > 0) --foreign;
        WriteTag(token);
        from = tokenizer_.position();
        RawKind kind;
        if (token.kind == Token::kStart && foreign == 0 && RawKindOf(token.tag, &kind))
          tokenizer_.RawText(token, kind);
      }
      page_.append(source_, from, tokenizer_.position() - from);
    }
    std::erase(page_, '\0');
    return std::move(page_);
  }

 private:
  void WriteTag(const Token& token) {
    bool is_end = token.kind == Token::kEnd;
    if (is_end && token.tag == Tag::form_) page_ += "<!---->";
    std::string name = Lower(token.Name(source_)), stand_in = StandIn(token.tag, name);
    page_ += (is_end ? "</" : "<") + stand_in;
    if (!is_end) {
      if (stand_in != name) page_ += " dechaff-name=\"" + name + "\"";
      bool repeated = (token.tag == Tag::html_ && seen_html_++) || (token.tag == Tag::body_ && seen_body_++);
      if (!repeated) WriteAttributes(source_.substr(token.begin, token.finish - token.begin));
      if (token.self_closing) page_ += " /";
    }
    page_ += '>';
  }

  void WriteAttributes(std::string_view attributes) {
    std::map<std::string, bool> seen;
    for (AttributeReader reader(attributes); reader.Next();) {
      if (!seen.emplace(Lower(reader.name()), true).second) continue;
      std::string_view value = reader.value();
      page_.append(" ").append(reader.name());
      if (value.empty()) continue;
      const char* quote = value.find('"') == value.npos ? "\"" : value.find('\'') == value.npos ? "'" : "";
      page_.append("=").append(quote).append(value).append(quote);
    }
  }

  std::string StandIn(Tag tag, const std::string& name) {
    if (tag == Tag::search_) return "hgroup";
    if (tag == Tag::dialog_) return "dir";
    if (tag == Tag::isindex_) return "spacer";
    if (tag != Tag::kUnknown || name.find('"') != std::string::npos) return name;
    static constexpr const char* kOrdinary[] = {
        "nextid", "multicol", "blink",    "acronym", "bdi",    "bdo",   "dfn",   "samp", "kbd",    "meter",
        "output", "progress", "datalist", "map",     "canvas", "audio", "video", "data", "legend", "mark"};
    if (stand_ins_.size() == std::size(kOrdinary) && !stand_ins_.contains(name)) return name;
    return stand_ins_.emplace(name, kOrdinary[stand_ins_.size() % std::size(kOrdinary)]).first->second;
  }

  std::string_view source_;
  Tokenizer tokenizer_;
  std::string page_;
  std::map<std::string, std::string> stand_ins_;
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

Dump WholeGumbo(std::string_view source) {
  std::string text = Mender(source).Run();
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
      else if (byte >= 0x20 || byte == '\n' || byte == '\t' || byte == '\f')
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

}  // namespace dechaff::html
