// Lenient JSON tokens; see json_scan.h.
#include "page/json_scan.h"

#include <algorithm>
#include <charconv>

#include "html/scan.h"
#include "text/utf8.h"

namespace dechaff::page {
namespace {

// The value of four hexadecimal digits at `at`, or -1.
int32_t HexUnit(std::string_view raw, size_t at) {
  if (at + 4 > raw.size()) return -1;
  uint32_t unit = 0;
  const auto [stop, error] = std::from_chars(raw.data() + at, raw.data() + at + 4, unit, 16);
  return error == std::errc() && stop == raw.data() + at + 4 ? static_cast<int32_t>(unit) : -1;
}

// The \uXXXX, or pair of them, at `at`; returns the bytes it takes, 0 if it is none.
size_t UnescapeUnit(std::string_view raw, size_t at, char32_t* character) {
  const int32_t high = HexUnit(raw, at + 2);
  if (high < 0) return 0;
  *character = static_cast<char32_t>(high);
  if (high < 0xD800 || high > 0xDBFF || raw.substr(at + 6, 2) != "\\u") return 6;
  const int32_t low = HexUnit(raw, at + 8);
  if (low < 0xDC00 || low > 0xDFFF) return 6;
  *character =
      0x10000 + ((static_cast<char32_t>(high) - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
  return 12;
}

char UnescapeLetter(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
    case 'f':
      return ' ';
    default:
      return letter;
  }
}

}  // namespace

JsonToken JsonScanner::Next() {
  while (at_ < text_.size()) {
    switch (text_[at_]) {
      case '{':
        return ++at_, JsonToken::kBeginObject;
      case '}':
        return ++at_, JsonToken::kEndObject;
      case '[':
        return ++at_, JsonToken::kBeginArray;
      case '"':
        return ReadString();
      case ']':
        if (!text_.substr(at_).starts_with("]]>")) return ++at_, JsonToken::kEndArray;
        [[fallthrough]];
      case '<':
      case '/':
        at_ += SkipMarkup();
        break;
      default:
        ++at_;
    }
  }
  return JsonToken::kEnd;
}

// Bytes of the comment, or of the edge of a CDATA section, that stands here; at least 1.
size_t JsonScanner::SkipMarkup() const {
  const std::string_view rest = text_.substr(at_);
  if (rest.starts_with("<![CDATA[")) return 9;
  if (rest.starts_with("]]>")) return 3;
  if (!rest.starts_with("/*")) return 1;
  const size_t end = rest.find("*/", 2);
  return end == std::string_view::npos ? rest.size() : end + 2;
}

// A quote ends the string only where what follows could follow a string.
JsonToken JsonScanner::ReadString() {
  const size_t begin = ++at_;
  for (size_t i = begin; i < text_.size(); ++i) {
    if (text_[i] == '\\') {
      ++i;
    } else if (text_[i] == '"') {
      size_t next = i + 1;
      while (next < text_.size() && html::IsSpace(text_[next])) ++next;
      const char follower = next < text_.size() ? text_[next] : ',';
      if (std::string_view(",:]}").find(follower) == std::string_view::npos) continue;
      raw_ = text_.substr(begin, i - begin);
      at_ = i + 1;
      return follower == ':' ? JsonToken::kKey : JsonToken::kString;
    }
  }
  raw_ = text_.substr(std::min(begin, text_.size()));
  at_ = text_.size();
  return JsonToken::kString;
}

void AppendUnescaped(std::string_view raw, uint64_t source, std::string* out,
                     std::vector<text::Anchor>* anchors) {
  const auto anchor = [&](size_t at) {
    if (anchors) anchors->push_back({static_cast<uint32_t>(out->size()), source + at});
  };
  for (size_t at = 0; at < raw.size();) {
    const size_t escape = std::min(raw.find('\\', at), raw.size());
    if (escape > at) anchor(at);
    out->append(raw.substr(at, escape - at));
    at = escape;
    if (at + 1 >= raw.size()) break;
    anchor(at);
    char32_t character = 0;
    if (const size_t taken = raw[at + 1] == 'u' ? UnescapeUnit(raw, at, &character) : 0; taken > 0) {
      if (character != 0) text::AppendUtf8(character, out);
      at += taken;
    } else {
      out->push_back(UnescapeLetter(raw[at + 1]));
      at += 2;
    }
  }
}

}  // namespace dechaff::page
