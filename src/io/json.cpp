// JSON out; see json.h.
#include "io/json.h"

#include <cstdio>

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

void AppendEscaped(std::string_view utf8, std::string* out) {
  size_t copied = 0;  // everything before it is in `out`
  for (size_t i = 0; i < utf8.size(); ++i) {
    if (!NeedsEscape(utf8[i])) continue;
    out->append(utf8.substr(copied, i - copied));
    AppendEscape(utf8[i], out);
    copied = i + 1;
  }
  out->append(utf8.substr(copied));
}

void AppendDecimal(double value, std::string* out) {
  char digits[64];
  std::snprintf(digits, sizeof digits, "%.3f", value);
  out->append(digits);
}

}  // namespace

void AppendJsonString(std::string_view bytes, std::string* out) {
  out->push_back('"');
  while (true) {
    const size_t valid = text::ValidUtf8Prefix(bytes);
    AppendEscaped(bytes.substr(0, valid), out);
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    int bad = 0;
    text::DecodeAt(bytes.data(), bytes.data() + bytes.size(), &bad);
    text::AppendUtf8(text::kReplacement, out);
    bytes.remove_prefix(static_cast<size_t>(bad));
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
