// The configuration file; see config.h.
#include "cli/config.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "cli/flags.h"
#include "cli/values.h"
#include "io/fd.h"
#include "io/input.h"
#include "io/json.h"

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
  const toml::parse_result parsed = toml::parse(text.value());
  if (!parsed) return At(path, parsed.error().source(), std::string(parsed.error().description()));
  for (const auto& [key, node] : parsed.table()) {
    const std::string name(key.str());
    const Flag* flag = FindFlag(name);
    if (!flag || !flag->configurable) {
      return At(path, key.source(), "unknown key '" + Escape(name) + "'; dechaff --print-config lists all");
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
    if (flag.kind == FlagKind::kSwitch ||
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
