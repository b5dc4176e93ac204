// The configuration file; see config.h.
#include "cli/config.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "cli/flags.h"
#include "cli/values.h"
#include "io/fd.h"
#include "io/input.h"
#include "io/json.h"
#include "rules/toml.h"

namespace dechaff::cli {
namespace {

Status At(const std::string& path, const toml::source_region& source, const std::string& message) {
  return Status::Invalid(path + ":" + std::to_string(source.begin.line) + ": " + message);
}

// A TOML value as the command line would have it.
std::optional<std::string> AsArgument(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  return std::nullopt;
}

// A list of strings, or one.
Status AddList(const std::string& path, const std::string& name, const Flag& flag, const toml::node& node,
               Settings* settings) {
  const auto add = [&](const toml::node& item) {
    const auto* text = item.as_string();
    if (text == nullptr) return At(path, item.source(), name + ": must be a list of strings");
    const Status status = Apply(flag, text->get(), settings);
    return status.ok() ? status : At(path, item.source(), name + ": " + status.message());
  };
  const toml::array* list = node.as_array();
  if (list == nullptr) return add(node);
  for (const toml::node& item : *list) {
    if (Status status = add(item); !status.ok()) return status;
  }
  return {};
}

// `lines` as a TOML list.
void AppendList(std::string_view lines, std::string* text) {
  *text += '[';
  for (bool first = true; !lines.empty(); first = false) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    if (!first) *text += ", ";
    io::AppendJsonString(lines.substr(0, end), text);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  *text += ']';
}

StatusOr<std::string> ReadFile(const std::string& path) {
  constexpr size_t kMaxSize = size_t{1} << 20;
  const io::Fd fd(io::Open(path.c_str(), O_RDONLY));
  io::ReadBuffer buffer;
  if (!fd.valid() || !buffer.ReadUpTo(io::ReadFrom(fd.get()), kMaxSize)) {
    return Status::Io(path + ": " + io::ErrorText(errno));
  }
  return std::string(buffer.bytes());
}

}  // namespace

Status LoadConfig(const std::string& path, Settings* settings) {
  const StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  if (const size_t line = rules::LineOfDeepKey(text.value()); line != 0)
    return Status::Invalid(path + ":" + std::to_string(line) + ": " + rules::kDeepKey);
  const toml::parse_result parsed = toml::parse(text.value());
  if (!parsed) return At(path, parsed.error().source(), std::string(parsed.error().description()));
  for (const auto& [key, node] : parsed.table()) {
    const std::string name(key.str());
    const Flag* flag = FindFlag(name);
    if (!flag || !flag->configurable) {
      return At(path, key.source(), "unknown key '" + Escape(name) + "'; dechaff --print-config lists all");
    }
    if (flag->kind == FlagKind::kList) {
      if (Status status = AddList(path, name, *flag, node, settings); !status.ok()) return status;
      continue;
    }
    const std::optional<std::string> value = AsArgument(node);
    if (!value) return At(path, node.source(), name + ": must be a string, a whole number, true or false");
    if (Status status = Apply(*flag, *value, settings); !status.ok()) {
      return At(path, node.source(), name + ": " + status.message());
    }
  }
  return {};
}

std::string ShowConfig(const Settings& settings) {
  std::string text;
  for (const Flag& flag : Flags()) {
    if (!flag.configurable) continue;
    text.append(flag.name).append(" = ");
    const std::string value = flag.show(settings);
    if (flag.kind == FlagKind::kList) {
      AppendList(value, &text);
    } else if (flag.kind == FlagKind::kSwitch ||
               std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; })) {
      text += value.empty() ? "\"\"" : value;
    } else {
      io::AppendJsonString(value, &text);  // JSON strings are TOML strings
    }
    text += '\n';
  }
  return text;
}

}  // namespace dechaff::cli
