// One scan over the page. Long runs (text, quoted values, comments, raw text) are skipped by memchr.
#include "html/tokenizer.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "html/scan.h"
#include "html/text_run.h"
#include "text/byte_mask.h"
#include "text/swar.h"

namespace dechaff::html {
namespace {

constexpr size_t kNone = std::string_view::npos;

size_t Find(std::string_view source, char c, size_t from) {
  if (from >= source.size()) return kNone;
  const char* const end = source.data() + source.size();
  const char* const found = text::FindNear(source.data() + from, end, c);
  return found == end ? kNone : static_cast<size_t>(found - source.data());
}

bool StartsWithIgnoreCase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && EqualsIgnoreCase(text.substr(0, prefix.size()), prefix);
}

// One past the name of a tag, which begins with a letter at `name`, and its tag. Most have less than eight
// bytes.
const char* ReadName(const char* name, const char* end, Tag* tag) {
  if (end - name >= 8) {
    const uint64_t word = text::Load8(name), marks = EndMarks<kNameEndBit>(word);
    const size_t size = marks == 0 ? 0 : text::FirstByte(marks);
    if (HasBit(name[size], kNameEndBit)) {
      *tag = TagForShortName(text::LowerAscii8(word & ((uint64_t{1} << 8 * size) - 1)), size);
      return name + size;
    }
  }
  const char* const after = SkipUntil(name, end, kNameEndBit);
  *tag = TagForName({name, static_cast<size_t>(after - name)});
  return after;
}

// What steers the scan of a tag, 64 bytes at a time: finds '=' and '>', and the quotes that end most values.
// Goes forward only.
class TagMarks {
 public:
  TagMarks(const char* p, const char* end) : end_(end) { Look(p); }

  // The first '=' or '>' from `p` on, or `end`.
  const char* NextEdge(const char* p) {
    for (;; Look(p)) {
      if (const auto at = static_cast<size_t>(p - base_); at < text::Block::kSize) {
        if (const uint64_t left = edges_ >> at) return p + std::countr_zero(left);
        p = base_ + text::Block::kSize;
      }
      if (p >= end_) return end_;
    }
  }
  // The first '"' from `p` on, or `end`.
  const char* NextQuote(const char* p) const {
    if (const auto at = static_cast<size_t>(p - base_); at < text::Block::kSize) {
      if (const uint64_t left = quotes_ >> at) return p + std::countr_zero(left);
      p = std::min(base_ + text::Block::kSize, end_);
    }
    return text::FindNear(p, end_, '"');
  }

 private:
  void Look(const char* p) {
    base_ = p;
    edges_ = quotes_ = 0;
    if (p == end_) return;
    const text::Block block = text::BlockAt({p, static_cast<size_t>(end_ - p)}, 0);
    edges_ = text::MaskOf(block, [](text::Lanes bytes) { return (bytes == '=') | (bytes == '>'); });
    quotes_ = text::MaskOf(block, [](text::Lanes bytes) { return bytes == '"'; });
  }

  const char* base_;
  const char* const end_;
  uint64_t edges_, quotes_;
};

// The '>' that ends a tag whose name ends at `from`, or npos. Outside of values nothing but '=' and '>'
// steers the scan, so names are not looked at one by one.
size_t FindTagEnd(std::string_view source, size_t from, bool* self_closing) {
  const char* p = source.data() + from;
  const char* const end = source.data() + source.size();
  TagMarks marks(p, end);
  *self_closing = false;
  std::string_view name, value;
  while (p != nullptr) {
    const char* const mark = marks.NextEdge(p);
    if (mark == end) return kNone;
    const bool follows = mark > p;
    if (*mark == '>') {
      *self_closing = follows && mark[-1] == '/';
      return static_cast<size_t>(mark - source.data());
    }
    if (!follows || HasBit(mark[-1], kNameEndBit)) {  // the '=' may belong to a name, or stand apart from it
      while (HasBit(*p, kSpaceBit) || *p == '/') ++p;
      p = ScanAttribute(p, end, &name, &value);
    } else if (end - mark > 1 && mark[1] == '"') {
      const char* const close = marks.NextQuote(mark + 2);
      p = close == end ? nullptr : close + 1;
    } else {
      p = ScanValue(mark + 1, end, &value);
    }
  }
  return kNone;
}

}  // namespace

bool RawKindOf(Tag tag, RawKind* kind) {
  switch (tag) {
    case Tag::title_:
    case Tag::textarea_:
      *kind = RawKind::kRcdata;
      return true;
    case Tag::style_:
    case Tag::xmp_:
    case Tag::iframe_:
    case Tag::noembed_:
    case Tag::noframes_:
      *kind = RawKind::kRawText;
      return true;
    case Tag::script_:
      *kind = RawKind::kScript;
      return true;
    case Tag::plaintext_:
      *kind = RawKind::kPlaintext;
      return true;
    default:
      return false;
  }
}

bool Tokenizer::OpensMarkup(size_t at) const {
  if (source_[at] != '<' || at + 1 == source_.size()) return false;
  const char c = source_[at + 1];
  return HasBit(c, kLetterBit) || c == '!' || c == '?' || (c == '/' && at + 2 < source_.size());
}

bool Tokenizer::Next(Token* token, bool allows_cdata) {
  const size_t start = position_;
  if (start >= source_.size()) return false;
  if (OpensMarkup(start)) {
    const char c = source_[start + 1];
    if (HasBit(c, kLetterBit)) return ReadTag(start, false, token);
    if (c == '/' && HasBit(source_[start + 2], kLetterBit)) return ReadTag(start, true, token);
    return ReadMarkup(start, allows_cdata, token);
  }
  // Most runs are the white space between two tags. A '<' that opens no markup is text; the run goes on
  // behind it.
  const char* const end = source_.data() + source_.size();
  const char* const begin = source_.data() + start;
  const size_t blanks =
      start + static_cast<size_t>((IsSpace(*begin) ? SkipSpace(begin, end) : begin) - begin);
  size_t open = std::max(blanks, start + 1);
  while (open < source_.size() && !OpensMarkup(open))
    open = std::min(Find(source_, '<', open + 1), source_.size());
  *token = {.kind = Token::kText,
            .blank = open == blanks,
            .begin = static_cast<uint32_t>(start),
            .finish = static_cast<uint32_t>(open)};
  position_ = open;
  return true;
}

bool Tokenizer::ReadTag(size_t open, bool is_end, Token* token) {
  const char* end = source_.data() + source_.size();
  size_t name_begin = open + 1 + is_end;
  const char* const name = source_.data() + name_begin;
  Tag tag;
  const char* const after = ReadName(name, end, &tag);
  const auto name_end = static_cast<size_t>(after - source_.data());
  *token = {.kind = is_end ? Token::kEnd : Token::kStart,
            .tag = tag,
            .name_begin = static_cast<uint32_t>(name_begin),
            .begin = static_cast<uint32_t>(name_end)};
  if (after != end && *after == '>') {  // most have no attributes
    token->finish = static_cast<uint32_t>(name_end);
    position_ = name_end + 1;
    return true;
  }
  size_t close = FindTagEnd(source_, name_end, &token->self_closing);
  token->finish = static_cast<uint32_t>(std::min(close, source_.size()));
  position_ = close == kNone ? source_.size() : close + 1;
  return close != kNone;
}

// What starts with "<!", "<?" or "</" and is no tag: comments, doctypes, CDATA sections.
bool Tokenizer::ReadMarkup(size_t open, bool allows_cdata, Token* token) {
  std::string_view rest = source_.substr(open);
  *token = {.kind = Token::kComment, .begin = static_cast<uint32_t>(open)};
  if (rest.starts_with("<!--")) {
    position_ = EndOfComment(open + 4);
  } else if (allows_cdata && rest.starts_with("<![CDATA[")) {
    size_t close = source_.find("]]>", open + 9);
    position_ = close == kNone ? source_.size() : close + 3;
    *token = {.kind = Token::kCData,
              .begin = static_cast<uint32_t>(open + 9),
              .finish = static_cast<uint32_t>(std::min(close, source_.size()))};
    return true;
  } else {
    if (StartsWithIgnoreCase(rest, "<!doctype")) token->kind = Token::kDoctype;
    position_ = EndOfBogusComment(open + 2);
  }
  token->finish = static_cast<uint32_t>(position_);
  return true;
}

size_t Tokenizer::EndOfBogusComment(size_t content) const {
  size_t close = Find(source_, '>', content);
  return close == kNone ? source_.size() : close + 1;
}

// Comments end at "-->" or "--!>"; "<!-->" and "<!--->" are comments too.
size_t Tokenizer::EndOfComment(size_t content) const {
  std::string_view rest = source_.substr(content);
  if (rest.starts_with('>')) return content + 1;
  if (rest.starts_with("->")) return content + 2;
  for (size_t close = Find(source_, '>', content); close != kNone; close = Find(source_, '>', close + 1)) {
    std::string_view before = source_.substr(content, close - content);
    if (before.ends_with("--") || before.ends_with("--!")) return close + 1;
  }
  return source_.size();
}

bool Tokenizer::IsEndTagAt(size_t open, std::string_view name) const {
  std::string_view rest = source_.substr(open);
  return rest.starts_with("</") && StartsWithIgnoreCase(rest.substr(2), name) &&
         rest.size() > name.size() + 2 && HasBit(rest[name.size() + 2], kNameEndBit);
}

size_t Tokenizer::FindRawEnd(std::string_view name, size_t from) const {
  for (size_t open = Find(source_, '<', from); open != kNone; open = Find(source_, '<', open + 1))
    if (IsEndTagAt(open, name)) return open;
  return kNone;
}

// The end of a script's content. After "<!--" a "<script" makes the next "</script" part of the content,
// until "-->" (the script data double escaped state).
size_t Tokenizer::FindScriptEnd(size_t from) const {
  enum { kPlain, kEscaped, kDoubleEscaped } state = kPlain;
  for (size_t i = from; i < source_.size(); ++i) {
    if (state == kPlain) {
      i = Find(source_, '<', i);
      if (i == kNone) break;
    }
    std::string_view rest = source_.substr(i);
    if (rest[0] == '-' && state != kPlain && rest.starts_with("-->")) {
      state = kPlain;
      i += 2;
    } else if (rest[0] == '<') {
      if (state == kPlain && rest.starts_with("<!--")) {
        state = kEscaped;
        i += 1;  // the dashes may already be those of "-->"
      } else if (IsEndTagAt(i, "script")) {
        if (state != kDoubleEscaped) return i;
        state = kEscaped;
      } else if (state == kEscaped && StartsWithIgnoreCase(rest, "<script") && rest.size() > 7 &&
                 HasBit(rest[7], kNameEndBit)) {
        state = kDoubleEscaped;
      }
    }
  }
  return kNone;
}

// No </title> follows: the title ends at the first tag that can only be markup, or runs to the end.
size_t Tokenizer::FindLostTitleEnd(size_t from) const {
  for (size_t open = Find(source_, '<', from); open != kNone; open = Find(source_, '<', open + 1)) {
    size_t name_begin = open + 1 + (source_.substr(open).starts_with("</") ? 1 : 0);
    const char* end = source_.data() + source_.size();
    const char* name = source_.data() + std::min(name_begin, source_.size());
    const char* name_end = SkipUntil(name, std::min(end, name + 16), kNameEndBit);
    if (name_end != end && TagForName({name, static_cast<size_t>(name_end - name)}) != Tag::kUnknown)
      return open;
  }
  return source_.size();
}

RawContent Tokenizer::RawText(const Token& token, RawKind kind) {
  RawContent content{.begin = position(), .finish = static_cast<uint32_t>(source_.size()), .closed = false};
  std::string_view name = token.Name(source_);
  size_t close = kNone;
  if (kind == RawKind::kScript) {
    close = FindScriptEnd(position_);
  } else if (kind != RawKind::kPlaintext && !(token.tag == Tag::title_ && no_title_end_)) {
    close = FindRawEnd(name, position_);
  }
  content.closed = close != kNone;
  if (close == kNone && token.tag == Tag::title_) {
    no_title_end_ = true;
    close = FindLostTitleEnd(position_);
    content.closed = close < source_.size();
  }
  if (close == kNone) close = source_.size();
  content.finish = static_cast<uint32_t>(close);
  position_ = close;
  if (content.closed && IsEndTagAt(close, name)) {
    Token end_tag;
    ReadTag(close, true, &end_tag);
  }
  return content;
}

}  // namespace dechaff::html
