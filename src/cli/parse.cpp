// From arguments to settings; see parse.h.
#include "cli/parse.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <map>
#include <numeric>

#include "cli/config.h"
#include "cli/flags.h"
#include "cli/values.h"

namespace dechaff::cli {
namespace {

using FlagOf = std::map<const CLI::Option*, const Flag*>;

// "-j,--jobs", or with the twin "-0,--null,!--no-null".
std::string OptionNames(const Flag& flag) {
  std::string names;
  if (flag.letter) names = std::string("-") + flag.letter + ",";
  names.append("--").append(flag.name);
  if (flag.kind == FlagKind::kSwitch) names.append(",!--no-").append(flag.name);
  if (flag.kind == FlagKind::kOptionalValue) names.append("{-}");
  return names;
}

FlagOf AddFlags(CLI::App* app) {
  FlagOf flags;
  for (const Flag& flag : Flags()) {
    CLI::Option* option = flag.kind == FlagKind::kValue || flag.kind == FlagKind::kList
                              ? app->add_option(OptionNames(flag))
                              : app->add_flag(OptionNames(flag));
    // All that were given are looked at in order; this only keeps CLI11 from refusing a second one.
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    flags[option] = &flag;
  }
  return flags;
}

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t replaced = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

// The flag that was probably meant; null if none is near.
const Flag* NearestFlag(std::string_view name) {
  constexpr size_t kMaxName = 40;  // nothing longer is a mistyped flag
  const Flag* nearest = nullptr;
  size_t least = name.size() > kMaxName ? 0 : 3;
  for (const Flag& flag : Flags()) {
    if (flag.group == FlagGroup::kHidden) continue;
    const bool abbreviated = name.size() >= 2 && flag.name.starts_with(name);
    const size_t distance = abbreviated ? 0 : EditDistance(name, flag.name);
    if (distance < least) {
      least = distance;
      nearest = &flag;
    }
  }
  return nearest;
}

Status UnknownFlag(const std::string& argument) {
  const size_t equals = argument.find('=');
  std::string message = "unknown option " + Escape(argument.substr(0, equals));
  if (argument.starts_with("--")) {
    if (const Flag* near = NearestFlag(std::string_view(argument).substr(2, equals - 2))) {
      message.append("; did you mean --").append(near->name).append("?");
      return Status::Invalid(message);
    }
  }
  return Status::Invalid(message + "; dechaff -h lists all");
}

Status AtFlag(const Flag& flag, const Status& status) {
  return Status::Invalid("--" + std::string(flag.name) + ": " + status.message());
}

// The arguments as CLI11 takes them, the last one first. It takes the argument after an empty
// "--name=" for the value, unless that is written as two.
std::vector<std::string> Reversed(int argc, const char* const* argv) {
  std::vector<std::string> arguments;
  bool flags_ended = false;
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    flags_ended = flags_ended || argument == "--";
    const bool empty_value =
        !flags_ended && argument.starts_with("--") && argument.find('=') + 1 == argument.size();
    if (empty_value) argument.pop_back();
    arguments.push_back(std::move(argument));
    if (empty_value) arguments.emplace_back();
  }
  std::ranges::reverse(arguments);
  return arguments;
}

// The flags with their values as they came.
using Given = std::vector<std::pair<const Flag*, std::string>>;

Given InOrder(const CLI::App& app, const FlagOf& flags) {
  Given given;
  std::map<const CLI::Option*, size_t> used;
  for (const CLI::Option* option : app.parse_order()) {
    const auto flag = flags.find(option);
    if (flag == flags.end()) continue;
    const size_t index = used[option]++;
    if (index < option->results().size()) given.emplace_back(flag->second, option->results()[index]);
  }
  return given;
}

Status ApplyAll(const Given& given, Settings* settings) {
  for (const auto& [flag, value] : given) {
    if (flag->name == "config") {
      if (Status status = LoadConfig(value, settings); !status.ok()) return status;
    }
  }
  for (const auto& [flag, value] : given) {
    if (Status status = Apply(*flag, value, settings); !status.ok()) return AtFlag(*flag, status);
  }
  return settings->task == Task::kClean ? CheckTogether(*settings) : Status();
}

}  // namespace

StatusOr<Settings> ParseArguments(int argc, const char* const* argv) {
  Settings settings;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();  // Unknown flags are ours to report.
  const FlagOf flags = AddFlags(&app);
  app.add_option("FILE", settings.inputs);
  try {
    app.parse(Reversed(argc, argv));
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string text = error.what();  // "--jobs: 1 required ..."
    return Status::Invalid(text.substr(0, text.find(':')) + ": needs a value; see dechaff -h");
  } catch (const CLI::ParseError& error) {
    return Status::Invalid(std::string(error.what()) + "; see dechaff -h");
  }
  std::vector<std::string> unknown = app.remaining();
  std::erase(unknown, "--");
  if (!unknown.empty()) return UnknownFlag(unknown.front());
  if (Status status = ApplyAll(InOrder(app, flags), &settings); !status.ok()) return status;
  return settings;
}

}  // namespace dechaff::cli
