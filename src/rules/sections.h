// The form of rule files: lines in UTF-8, in sections that begin with their [name]. Empty lines and those
// that begin with # say nothing.
#ifndef DECHAFF_RULES_SECTIONS_H_
#define DECHAFF_RULES_SECTIONS_H_

#include <algorithm>
#include <string>
#include <string_view>

#include "dechaff/status.h"
#include "text/utf8.h"

namespace dechaff::rules {

// Calls `on_section` with the name of each section and `on_line` with each of its lines. Both return what is
// wrong, or an empty view; the error that comes of it names `file` and the line. Linear.
template <typename OnSection, typename OnLine>
Status ReadSections(std::string_view text, const std::string& file, OnSection on_section, OnLine on_line) {
  bool in_section = false;
  const auto take = [&](std::string_view line) -> std::string_view {
    if (!text::IsValidUtf8(line)) return "not UTF-8";
    if (line.empty() || line[0] == '#') return {};
    if (line[0] != '[') return in_section ? on_line(line) : "text before the first [section]";
    in_section = true;
    return line.ends_with(']') ? on_section(line.substr(1, line.size() - 2)) : "[ without ]";
  };
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (const std::string_view wrong = take(line); !wrong.empty())
      return Status::Invalid(file + ":" + std::to_string(number) + ": " + std::string(wrong));
  }
  return {};
}

}  // namespace dechaff::rules

#endif  // DECHAFF_RULES_SECTIONS_H_
