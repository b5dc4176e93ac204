// The HTML Standard's prescan, step by step.
#include "text/prescan.h"

#include <algorithm>
#include <string>

#include "text/charset.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
bool IsAlpha(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }

// Reads the bytes from left to right; `At` past the end is NUL.
class Scanner {
 public:
  explicit Scanner(std::string_view bytes) : bytes_(bytes) {}
  bool done() const { return at_ >= bytes_.size(); }
  char At(size_t ahead = 0) const { return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0'; }
  void Skip(size_t n = 1) { at_ += n; }
  void SkipBlanks(bool slashes = false) {
    while (!done() && (IsAsciiBlank(At()) || (slashes && At() == '/'))) Skip();
  }
  // To the next `c` behind this one, or to the end.
  void SkipTo(char c) { at_ = std::min(bytes_.find(c, at_ + 1), bytes_.size()); }
  // To just after `what`, or to the end.
  void SkipPast(std::string_view what) {
    size_t found = bytes_.find(what, at_);
    at_ = found == std::string_view::npos ? bytes_.size() : found + what.size();
  }
  bool Starts(std::string_view lower) const {
    for (size_t i = 0; i < lower.size(); ++i) {
      if (Lower(At(i)) != lower[i]) return false;
    }
    return true;
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

// "Get an attribute". False at the end of the tag.
bool NextAttribute(Scanner* s, std::string* name, std::string* value) {
  name->clear();
  value->clear();
  s->SkipBlanks(/*slashes=*/true);
  if (s->done() || s->At() == '>') return false;
  while (!s->done() && !IsAsciiBlank(s->At()) && s->At() != '/' && s->At() != '>' &&
         (s->At() != '=' || name->empty())) {
    name->push_back(Lower(s->At()));
    s->Skip();
  }
  s->SkipBlanks();
  if (s->At() != '=') return true;
  s->Skip();
  s->SkipBlanks();
  char quote = s->At();
  if (quote == '"' || quote == '\'') {
    for (s->Skip(); !s->done() && s->At() != quote; s->Skip()) value->push_back(Lower(s->At()));
    s->Skip();
  } else {
    for (; !s->done() && !IsAsciiBlank(s->At()) && s->At() != '>'; s->Skip())
      value->push_back(Lower(s->At()));
  }
  return true;
}

// "Extracting a character encoding from a meta element", for example from "text/html; charset=koi8-r".
std::string_view CharsetInContent(std::string_view content) {
  for (size_t at = 0; (at = content.find("charset", at)) != std::string_view::npos;) {
    at += 7;
    std::string_view rest = content.substr(at);
    while (!rest.empty() && IsAsciiBlank(rest[0])) rest.remove_prefix(1);
    if (rest.empty() || rest[0] != '=') continue;
    rest.remove_prefix(1);
    while (!rest.empty() && IsAsciiBlank(rest[0])) rest.remove_prefix(1);
    if (rest.empty()) return {};
    if (rest[0] == '"' || rest[0] == '\'') {
      size_t close = rest.find(rest[0], 1);
      return close == std::string_view::npos ? std::string_view{}
                                             : CharsetForLabel(rest.substr(1, close - 1));
    }
    return CharsetForLabel(rest.substr(0, rest.find_first_of("; \t\n\f\r")));
  }
  return {};
}

// The attributes of a `meta` tag → the charset it declares, or empty.
std::string_view CharsetOfMeta(Scanner* s) {
  std::string name, value;
  bool pragma = false, seen_pragma = false, seen_content = false, seen_charset = false;
  std::string_view charset;
  bool need_pragma = false;
  while (NextAttribute(s, &name, &value)) {
    if (name == "http-equiv" && !seen_pragma) {
      seen_pragma = true;
      pragma = value == "content-type";
    } else if (name == "content" && !seen_content) {
      seen_content = true;
      if (std::string_view found = CharsetInContent(value); charset.empty() && !found.empty()) {
        charset = found;
        need_pragma = true;
      }
    } else if (name == "charset" && !seen_charset) {
      seen_charset = true;
      charset = CharsetForLabel(value);
      need_pragma = false;
    }
  }
  return need_pragma && !pragma ? std::string_view{} : charset;
}

// A page that was read so far cannot be UTF-16, nor means x-user-defined.
std::string_view Corrected(std::string_view charset) {
  if (charset == "utf-16le" || charset == "utf-16be") return "utf-8";
  if (charset == "x-user-defined") return "windows-1252";
  return charset;
}

// <?xml version="1.0" encoding="..."?> at the very beginning.
std::string_view CharsetOfXml(std::string_view bytes) {
  constexpr std::string_view kEncoding = "encoding";
  if (bytes.substr(0, 5) != "<?xml") return {};
  std::string_view declaration = bytes.substr(0, bytes.find('>'));
  size_t at = declaration.find(kEncoding);
  if (at == std::string_view::npos) return {};
  std::string_view rest = declaration.substr(at + kEncoding.size());
  size_t open = rest.find_first_of("\"'");
  if (open == std::string_view::npos) return {};
  size_t close = rest.find(rest[open], open + 1);
  return close == std::string_view::npos ? std::string_view{}
                                         : CharsetForLabel(rest.substr(open + 1, close - open - 1));
}

}  // namespace

std::string_view PrescanCharset(std::string_view bytes) {
  bytes = bytes.substr(0, kPrescanBytes);
  Scanner s(bytes);
  std::string name, value;
  while (!s.done()) {
    if (s.Starts("<!--")) {
      s.Skip(2);  // "<!-->" is a whole comment
      s.SkipPast("-->");
    } else if (s.Starts("<meta") && (IsAsciiBlank(s.At(5)) || s.At(5) == '/')) {
      s.Skip(5);
      if (std::string_view charset = CharsetOfMeta(&s); !charset.empty()) return Corrected(charset);
    } else if (s.At() == '<' && (IsAlpha(s.At(1)) || (s.At(1) == '/' && IsAlpha(s.At(2))))) {
      while (!s.done() && !IsAsciiBlank(s.At()) && s.At() != '>') s.Skip();
      while (NextAttribute(&s, &name, &value)) {
      }
    } else if (s.At() == '<' && (s.At(1) == '!' || s.At(1) == '/' || s.At(1) == '?')) {
      s.SkipPast(">");
    } else {
      s.SkipTo('<');
    }
  }
  return Corrected(CharsetOfXml(bytes));
}

}  // namespace dechaff::text
