// JSON out; see json.h.
#include "io/json.h"

#include <simdjson.h>

#include <cstdio>

#include "text/swar.h"
#include "text/utf8.h"

namespace dechaff::io {
namespace {

void AppendEscape(char c, std::string* out) {
  switch (c) {
    case '"':
      out->append("\\\"");
      return;
    case '\\':
      out->append("\\\\");
      return;
    case '\n':
      out->append("\\n");
      return;
    case '\t':
      out->append("\\t");
      return;
    case '\r':
      out->append("\\r");
      return;
    case '\f':
      out->append("\\f");
      return;
    case '\b':
      out->append("\\b");
      return;
    default:
      break;
  }
  constexpr char kHex[] = "0123456789abcdef";
  out->append("\\u00");
  out->push_back(kHex[static_cast<uint8_t>(c) >> 4]);
  out->push_back(kHex[static_cast<uint8_t>(c) & 15]);
}

bool NeedsEscape(char c) { return static_cast<uint8_t>(c) < 0x20 || c == '"' || c == '\\' || c == '\x7F'; }

// Bytes before the first that needs an escape.
size_t PlainPrefix(std::string_view utf8) {
  using text::Bytes;
  size_t i = 0;
  for (; i + 8 <= utf8.size(); i += 8) {
    const uint64_t word = text::Load8(utf8.data() + i);
    const uint64_t marks = text::ByteBelow(word, 0x20) | text::ZeroByte(word ^ Bytes('"')) |
                           text::ZeroByte(word ^ Bytes('\\')) | text::ZeroByte(word ^ Bytes(0x7F));
    if (marks != 0) return i + text::FirstByte(marks);
  }
  while (i < utf8.size() && !NeedsEscape(utf8[i])) ++i;
  return i;
}

void AppendEscaped(std::string_view utf8, std::string* out) {
  for (;;) {
    const size_t plain = PlainPrefix(utf8);
    out->append(utf8.substr(0, plain));
    if (plain == utf8.size()) return;
    AppendEscape(utf8[plain], out);
    utf8.remove_prefix(plain + 1);
  }
}

void AppendDecimal(double value, std::string* out) {
  char digits[64];
  std::snprintf(digits, sizeof digits, "%.3f", value);
  out->append(digits);
}

}  // namespace

void AppendJsonString(std::string_view bytes, std::string* out) {
  out->reserve(out->size() + bytes.size() + 2);
  out->push_back('"');
  size_t valid =
      simdjson::validate_utf8(bytes.data(), bytes.size()) ? bytes.size() : text::ValidUtf8Prefix(bytes);
  AppendEscaped(bytes.substr(0, valid), out);
  while (valid < bytes.size()) {
    bytes.remove_prefix(valid);
    int bad = 0;
    text::DecodeAt(bytes.data(), bytes.data() + bytes.size(), &bad);
    text::AppendUtf8(text::kReplacement, out);
    bytes.remove_prefix(static_cast<size_t>(bad));
    valid = text::ValidUtf8Prefix(bytes);
    AppendEscaped(bytes.substr(0, valid), out);
  }
  out->push_back('"');
}

void JsonObject::Key(std::string_view key) {
  if (!first_) out_->push_back(',');
  first_ = false;
  AppendJsonString(key, out_);
  out_->push_back(':');
}

void JsonObject::Add(std::string_view key, std::string_view value) {
  Key(key);
  AppendJsonString(value, out_);
}

void JsonObject::Add(std::string_view key, uint64_t value) {
  Key(key);
  out_->append(std::to_string(value));
}

void JsonObject::AddSeconds(std::string_view key, double value) {
  Key(key);
  AppendDecimal(value, out_);
}

void JsonObject::AddIfKnown(std::string_view key, std::string_view value) {
  if (!value.empty()) Add(key, value);
}

JsonObject JsonObject::Nest(std::string_view key) {
  Key(key);
  return JsonObject(out_);
}

JsonArray JsonObject::List(std::string_view key) {
  Key(key);
  return JsonArray(out_);
}

void JsonArray::Part() {
  if (!first_) out_->push_back(',');
  first_ = false;
}

JsonArray& JsonArray::Add(std::string_view value) {
  Part();
  AppendJsonString(value, out_);
  return *this;
}

JsonArray& JsonArray::Add(uint64_t value) {
  Part();
  out_->append(std::to_string(value));
  return *this;
}

JsonArray& JsonArray::AddBool(bool value) {
  Part();
  out_->append(value ? "true" : "false");
  return *this;
}

JsonArray& JsonArray::AddDecimal(double value) {
  Part();
  AppendDecimal(value, out_);
  return *this;
}

JsonArray JsonArray::List() {
  Part();
  return JsonArray(out_);
}

}  // namespace dechaff::io
