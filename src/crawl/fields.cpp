// Header fields of WARC and HTTP; see fields.h.
#include "crawl/fields.h"

#include <algorithm>
#include <charconv>

namespace dechaff::crawl {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string_view Unquote(std::string_view value) {
  if (value.size() < 2 || (value.front() != '"' && value.front() != '\'')) return value;
  return value.back() == value.front() ? value.substr(1, value.size() - 2) : value.substr(1);
}

}  // namespace

std::string_view TakeLine(std::string_view* rest) {
  const size_t end = rest->find('\n');
  std::string_view line = rest->substr(0, end);
  rest->remove_prefix(end == std::string_view::npos ? rest->size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), Lower);
  return lower;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, Lower, Lower);
}

std::optional<uint64_t> ParseNumber(std::string_view text) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

size_t HeaderSize(std::string_view bytes) {
  for (size_t line = 0;;) {
    const size_t end = bytes.find('\n', line);
    if (end == std::string_view::npos) return end;
    if (end == line || (end == line + 1 && bytes[line] == '\r')) return end + 1;
    line = end + 1;
  }
}

Fields::Fields(std::string_view lines) {
  while (!lines.empty()) {
    const std::string_view line = TakeLine(&lines);
    if (line.empty()) continue;
    if ((line.front() == ' ' || line.front() == '\t') && !fields_.empty()) {
      fields_.back().value.append(" ").append(Trim(line));
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    fields_.push_back({Trim(line.substr(0, colon)), std::string(Trim(line.substr(colon + 1)))});
  }
}

const Fields::Field* Fields::Find(std::string_view name) const {
  const auto found =
      std::ranges::find_if(fields_, [&](const Field& f) { return EqualsIgnoringCase(f.name, name); });
  return found == fields_.end() ? nullptr : &*found;
}

std::string_view Fields::Get(std::string_view name) const {
  const Field* field = Find(name);
  return field ? std::string_view(field->value) : std::string_view();
}

MediaType::MediaType(std::string_view value) {
  size_t end = std::min(value.find(';'), value.size());
  name = LowerAscii(Trim(value.substr(0, end)));
  while (end < value.size()) {
    value.remove_prefix(end + 1);
    end = std::min(value.find(';'), value.size());
    const std::string_view parameter = Trim(value.substr(0, end));
    const size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || !EqualsIgnoringCase(Trim(parameter.substr(0, equals)), "charset"))
      continue;
    charset = Unquote(Trim(parameter.substr(equals + 1)));
    return;
  }
}

}  // namespace dechaff::crawl
