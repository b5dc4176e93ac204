// Lines that are nearly JSON; see json_mend.h.
#include "io/json_mend.h"

#include <array>
#include <cstdint>

#include "io/json.h"
#include "text/utf8.h"

namespace dechaff::io {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The four hexadecimal digits of a \u escape at the beginning of `text`; -1 if it is none.
int EscapedUnit(std::string_view text) {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return -1;
  int unit = 0;
  for (const char c : text.substr(2, 4)) {
    const int lower = c | 0x20;
    if (c >= '0' && c <= '9') {
      unit = unit * 16 + (c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      unit = unit * 16 + (lower - 'a' + 10);
    } else {
      return -1;
    }
  }
  return unit;
}

bool IsHighSurrogate(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

class Mender {
 public:
  Mender(std::string_view line, std::string* out) : rest_(line), out_(out) {}

  std::string Run() {
    if (rest_.starts_with("\xEF\xBB\xBF")) {
      rest_.remove_prefix(3);
      found_[kMark] = true;
    }
    while (!rest_.empty()) {
      in_string_ ? InString() : OutsideStrings();
    }
    std::string what;
    for (size_t fault = 0; fault < kFaults; ++fault) {
      if (!found_[fault]) continue;
      if (!what.empty()) what += ", ";
      what += kNames[fault];
    }
    return what;
  }

 private:
  enum Fault : uint8_t { kMark, kControl, kNotUtf8, kSurrogate, kEscape, kNumber, kComma, kFaults };
  static constexpr std::array<std::string_view, kFaults> kNames = {
      "byte order mark",          "raw control characters",
      "bytes that are not UTF-8", "halves of surrogate pairs",
      "escapes that are none",    "NaN or Infinity",
      "commas too many"};

  void Copy(size_t size) {
    out_->append(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }

  void Put(Fault fault, std::string_view instead, size_t size) {
    found_[fault] = true;
    out_->append(instead);
    rest_.remove_prefix(size);
  }

  void OutsideStrings() {
    if (rest_.front() == '"') {
      in_string_ = true;
      return Copy(1);
    }
    for (const std::string_view word : {"NaN", "-Infinity", "Infinity"}) {
      if (rest_.starts_with(word)) return Put(kNumber, "null", word.size());
    }
    if (rest_.front() == ',') {
      const size_t next = rest_.find_first_not_of(" \t\r\n", 1);
      if (next != std::string_view::npos && (rest_[next] == '}' || rest_[next] == ']'))
        return Put(kComma, "", 1);
    }
    Copy(1);
  }

  void InString() {
    size_t plain = 0;
    const auto is_plain = [](char c) {
      return static_cast<uint8_t>(c) - 0x20u < 0x60u && c != '"' && c != '\\';
    };
    while (plain < rest_.size() && is_plain(rest_[plain])) ++plain;
    Copy(plain);
    if (rest_.empty()) return;
    const char c = rest_.front();
    if (c == '"') {
      in_string_ = false;
      return Copy(1);
    }
    if (c == '\\') return Escape();
    if (static_cast<uint8_t>(c) < 0x20) return Control();
    Character();
  }

  void Escape() {
    const int unit = EscapedUnit(rest_);
    if (IsHighSurrogate(unit) && IsLowSurrogate(EscapedUnit(rest_.substr(6)))) return Copy(12);
    if (IsHighSurrogate(unit) || IsLowSurrogate(unit)) return Put(kSurrogate, kReplacement, 6);
    if (unit >= 0) return Copy(6);
    if (rest_.size() >= 2 && std::string_view("\"\\/bfnrt").find(rest_[1]) != std::string_view::npos)
      return Copy(2);
    Put(kEscape, "\\\\", 1);
  }

  void Control() {
    std::string quoted;
    AppendJsonString(rest_.substr(0, 1), &quoted);
    Put(kControl, std::string_view(quoted).substr(1, quoted.size() - 2), 1);
  }

  // One that is not ASCII.
  void Character() {
    int size = 0;
    const char* const begin = rest_.data();
    text::DecodeAt(begin, begin + rest_.size(), &size);
    const auto length = static_cast<size_t>(size);
    if (text::ValidUtf8Prefix(rest_.substr(0, length)) == length) return Copy(length);
    Put(kNotUtf8, kReplacement, length);
  }

  std::string_view rest_;
  std::string* out_;
  bool in_string_ = false;
  std::array<bool, kFaults> found_{};
};

}  // namespace

std::string MendJson(std::string_view line, std::string* out) {
  out->reserve(out->size() + line.size());
  return Mender(line, out).Run();
}

}  // namespace dechaff::io
