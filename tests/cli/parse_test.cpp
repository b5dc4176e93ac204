#include "cli/parse.h"

#include <gtest/gtest.h>

#include <vector>

#include "cli/flags.h"

namespace dechaff::cli {
namespace {

StatusOr<Settings> Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "dechaff");
  return ParseArguments(static_cast<int>(arguments.size()), arguments.data());
}

TEST(Parse, WithoutArgumentsGivesTheDefaults) {
  const Settings settings = Parse({}).value();
  EXPECT_TRUE(settings.inputs.empty());
  EXPECT_EQ(settings.separator, "\n\f\n");
  EXPECT_EQ(settings.cleaning.max_document_bytes, Options().max_document_bytes);
}

TEST(Parse, MixesFlagsAndInputs) {
  const Settings settings = Parse({"a", "-j4", "-", "--suffix=", "b", "--", "--null", "-x"}).value();
  EXPECT_EQ(settings.inputs, (std::vector<std::string>{"a", "-", "b", "--null", "-x"}));
  EXPECT_EQ(settings.jobs, 4u);
  EXPECT_EQ(settings.suffix, "");
  EXPECT_FALSE(settings.null);
}

TEST(Parse, OptionalValuesStandBehindAnEqualsSign) {
  const Settings settings = Parse({"--stats", "a"}).value();
  EXPECT_EQ(settings.stats, "-");
  EXPECT_EQ(settings.inputs, std::vector<std::string>{"a"});
  EXPECT_EQ(Parse({"--stats=s.json"}).value().stats, "s.json");
}

TEST(Parse, ListsGrowAndCanBeEmptied) {
  const Settings settings = Parse({"--keep", "a, b", "--keep=.c", "--drop=x", "--drop=", "--drop=y"}).value();
  EXPECT_EQ(settings.cleaning.keep, (std::vector<std::string>{"a, b", ".c"}));
  EXPECT_EQ(settings.cleaning.drop, std::vector<std::string>{"y"});
}

TEST(Parse, RepeatedFlagsCountAndTheLastValueWins) {
  EXPECT_EQ(Parse({"-qqv", "-q"}).value().verbosity, -2);
  EXPECT_EQ(Parse({"--recall", "--bias=-0.5", "--recall", "--recall"}).value().cleaning.bias, 1.5f);
  EXPECT_EQ(Parse({"--precision", "--precision"}).value().cleaning.bias, -2);
  EXPECT_EQ(Parse({"-fhtml", "--from", "text"}).value().cleaning.format, Format::kText);
  EXPECT_TRUE(Parse({"-a", "--no-all-text"}).value().cleaning.main_content_only);
}

// A value that the flag takes and shows as it was given.
std::string SampleValue(const Flag& flag) {
  if (flag.kind == FlagKind::kSwitch) return "true";
  if (!flag.choices.empty()) return std::string(Choices(flag).back());
  if (flag.name == "config") return "/dev/null";
  if (flag.name == "shard") return "7/9";
  return flag.name == "fields" ? "text" : "7";
}

// Every flag of the table reaches the parser, by all its names, and none by a part of one.
TEST(Parse, KnowsEveryFlagAndNoAbbreviation) {
  for (const Flag& flag : Flags()) {
    const std::string name = "--" + std::string(flag.name);
    const bool takes_value = flag.kind == FlagKind::kValue || flag.kind == FlagKind::kList;
    const std::string value = SampleValue(flag);
    std::vector<const char*> arguments = {name.c_str()};
    if (takes_value) arguments.push_back(value.c_str());
    arguments.push_back("--version");  // checks nothing but the flags themselves
    EXPECT_TRUE(Parse(arguments).ok()) << name << ": " << Parse(arguments).status().message();
    const std::string part = name.substr(0, name.size() - 1);
    EXPECT_FALSE(Parse({part.c_str()}).ok()) << part;
    if (flag.kind == FlagKind::kSwitch) {
      EXPECT_TRUE(Parse({("--no-" + std::string(flag.name)).c_str(), "--version"}).ok()) << name;
    }
  }
}

TEST(Flags, ShowsWhatItSets) {
  for (const Flag& flag : Flags()) {
    EXPECT_EQ(flag.configurable, flag.show != nullptr) << flag.name;
    if (!flag.show) continue;
    Settings settings;
    const bool depends = flag.initial.empty() || flag.name == "suffix";
    EXPECT_TRUE(depends || flag.show(settings) == flag.initial) << flag.name;
    const std::string value = SampleValue(flag);
    EXPECT_TRUE(Apply(flag, value, &settings).ok()) << flag.name;
    EXPECT_EQ(flag.show(settings), value) << flag.name;
  }
}

}  // namespace
}  // namespace dechaff::cli
