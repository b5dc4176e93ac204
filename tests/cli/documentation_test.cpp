// Every flag stands in every text that the program gives of itself.
#include "cli/documentation.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dechaff::cli {
namespace {

std::string WithoutBackslashes(std::string text) {
  std::erase(text, '\\');
  return text;
}

TEST(Documentation, HasEveryFlag) {
  const std::string man = WithoutBackslashes(ManPage());
  for (const Flag& flag : Flags()) {
    const std::string name(flag.name);
    const bool shown = flag.group != FlagGroup::kHidden;
    const std::string spelled = (flag.kind == FlagKind::kSwitch ? "--[no-]" : "--") + name;
    const bool in_short_help = IsInShortHelp(flag.group);
    EXPECT_EQ(ShortHelp().find(spelled) != std::string::npos, in_short_help) << spelled;
    for (const std::string& text : {Help(), man}) {
      EXPECT_EQ(text.find(spelled) != std::string::npos, shown) << spelled;
    }
    EXPECT_EQ(BashCompletion().find("--" + name) != std::string::npos, shown) << name;
    EXPECT_EQ(ZshCompletion().find("--" + name) != std::string::npos, shown) << name;
    EXPECT_EQ(FishCompletion().find(" -l " + name + " ") != std::string::npos, shown) << name;
    for (const std::string_view choice : Choices(flag)) {
      EXPECT_TRUE(!shown || Help().find(choice) != std::string::npos) << choice;
    }
  }
}

TEST(Documentation, ShortHelpFitsOneScreen) {
  const std::string help = ShortHelp();
  EXPECT_LE(std::ranges::count(help, '\n'), 40);
  for (size_t begin = 0; begin < help.size(); begin = help.find('\n', begin) + 1) {
    EXPECT_LE(help.find('\n', begin) - begin, 80u) << help.substr(begin, 90);
  }
}

}  // namespace
}  // namespace dechaff::cli
