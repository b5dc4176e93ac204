// The HTML tokenizer: tags, text runs, comments and doctypes of a page by offset. Attributes and
// character references are left as they are (html/attributes.h takes them apart).
//
// It follows the tokenization section of the HTML Standard but for one thing: an unclosed <title> ends
// at the first tag that can only be markup (see RawText), where the standard lets it swallow the page.
// Every byte is looked at a bounded number of times, whatever the input.
#ifndef DECHAFF_HTML_TOKENIZER_H_
#define DECHAFF_HTML_TOKENIZER_H_

#include <cstdint>
#include <string_view>

#include "html/tag.h"

namespace dechaff::html {

struct Token {
  enum Kind : uint8_t { kText, kCData, kStart, kEnd, kComment, kDoctype };
  Kind kind;
  bool self_closing = false;
  bool blank = false;    // of text: it is HTML white space only, without references
  Tag tag = Tag::kText;  // of tags
  uint32_t name_begin = 0;
  // Text: the run. CDATA: what is between the brackets. Tags: the attributes, from the end of the name to
  // before '>'. Doctype and comment: all of it.
  uint32_t begin = 0;
  uint32_t finish = 0;

  std::string_view Name(std::string_view source) const {
    return source.substr(name_begin, begin - name_begin);
  }
};

// How the content of an element is read that holds no markup.
enum class RawKind : uint8_t { kRcdata, kRawText, kScript, kPlaintext };

struct RawContent {
  uint32_t begin;
  uint32_t finish;
  bool closed;  // its end tag was there
};

class Tokenizer {
 public:
  // REQUIRES: source.size() < 4 GiB; it outlives the tokenizer.
  explicit Tokenizer(std::string_view source) : source_(source) {}

  // The next token; false at the end. A tag or comment that the source ends in is left out, as the
  // standard has it. `allows_cdata`: <![CDATA[ opens a CDATA section and not a comment.
  bool Next(Token* token, bool allows_cdata = false);

  // Where the next token starts, and a way to go on elsewhere.
  uint32_t position() const { return static_cast<uint32_t>(position_); }
  void set_position(uint32_t position) { position_ = position; }

  // Reads the content of the element whose start tag `token` was the last token, and its end tag.
  RawContent RawText(const Token& token, RawKind kind);

 private:
  bool OpensMarkup(size_t at) const;
  bool ReadTag(size_t open, bool is_end, Token* token);
  bool ReadMarkup(size_t open, bool allows_cdata, Token* token);
  size_t EndOfComment(size_t content) const;
  size_t EndOfBogusComment(size_t content) const;
  size_t FindRawEnd(std::string_view name, size_t from) const;
  size_t FindScriptEnd(size_t from) const;
  size_t FindLostTitleEnd(size_t from) const;
  bool IsEndTagAt(size_t open, std::string_view name) const;

  std::string_view source_;
  size_t position_ = 0;
  bool no_title_end_ = false;  // a search has shown that no </title> follows
};

// How the content of an HTML element of that tag is to be read. False for all that hold markup.
// (With scripting off, as here, <noscript> holds markup.)
bool RawKindOf(Tag tag, RawKind* kind);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_TOKENIZER_H_
