// The tree construction tests of html5lib, against their own expected trees. The folder with the test data
// is not part of the project: DECHAFF_SHARED names it, its default lies beside the project.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "html/attributes.h"
#include "html/parse.h"
#include "html/scan.h"
#include "reference.h"

namespace dechaff::html {
namespace {

namespace fs = std::filesystem;

fs::path SharedFolder() {
  const char* given = std::getenv("DECHAFF_SHARED");
  return given != nullptr ? given : DECHAFF_ROOT "/../shared";
}

// The folder html5lib-tests, unpacked once into the build's temporary folder; empty if there is none.
fs::path TestData() {
  fs::path archive = SharedFolder() / "data/html5lib-tests.tar.xz";
  if (!fs::exists(archive)) return {};
  fs::path unpacked = fs::path(testing::TempDir()) / "dechaff-html5lib-tests";
  if (!fs::exists(unpacked / "done")) {
    fs::create_directories(unpacked);
    std::string command = "tar -xJf '" + archive.string() + "' -C '" + unpacked.string() + "'";
    if (std::system(command.c_str()) != 0) return {};
    std::ofstream(unpacked / "done") << "\n";
  }
  for (const auto& entry : fs::recursive_directory_iterator(unpacked))
    if (entry.is_directory() && entry.path().filename() == "tree-construction") return entry.path();
  return {};
}

struct Case {
  std::string name;  // file:number
  std::string data;
  std::string expected;  // the lines of the document
};

bool IsSection(const std::string& line) {
  static const std::set<std::string> kSections = {
      "#data", "#errors", "#new-errors", "#document", "#document-fragment", "#script-on", "#script-off"};
  return kSections.contains(line);
}

// The cases of a .dat file but for those of fragments and those with scripting on.
std::vector<Case> ReadCases(const fs::path& path) {
  std::vector<Case> cases;
  std::ifstream file(path, std::ios::binary);
  std::map<std::string, std::string> sections;
  std::string section, line;
  int number = 0;
  auto finish = [&] {
    if (!sections.contains("#data")) return;
    ++number;
    std::string data = sections["#data"];
    if (!data.empty()) data.pop_back();  // the line break before the next section
    if (!sections.contains("#document-fragment") && !sections.contains("#script-on"))
      cases.push_back({path.filename().string() + ":" + std::to_string(number), data, sections["#document"]});
    sections.clear();
  };
  while (std::getline(file, line)) {
    if (IsSection(line)) {
      if (line == "#data") finish();
      section = line;
      sections[section];
    } else {
      sections[section] += line + "\n";
    }
  }
  finish();
  return cases;
}

// An expected tree in the form of DumpTree: without doctype, comments and template contents' marker.
Dump ExpectedDump(const std::string& document) {
  Dump dump;
  std::istringstream lines(document);
  std::string line;
  std::vector<std::string> nodes;
  while (std::getline(lines, line)) {
    if (line.starts_with("| "))
      nodes.push_back(line.substr(2));
    else if (!nodes.empty() && !line.empty())
      nodes.back() += "\n" + line;
    else if (!nodes.empty())
      nodes.back() += "\n";
  }
  while (!nodes.empty() && nodes.back().ends_with("\n")) nodes.back().pop_back();
  std::vector<size_t> content_depths;  // of the templates that are open
  std::set<std::string> attributes;
  auto flush = [&] {
    dump.insert(dump.end(), attributes.begin(), attributes.end());
    attributes.clear();
  };
  for (const std::string& node : nodes) {
    size_t depth = node.find_first_not_of(' ') / 2;
    std::string text = node.substr(2 * depth);
    while (!content_depths.empty() && depth <= content_depths.back()) content_depths.pop_back();
    if (text == "content") {
      content_depths.push_back(depth);
      continue;
    }
    std::string indent(2 * (depth - content_depths.size()), ' ');
    if (text.starts_with("<!") || text.starts_with("<?")) continue;
    if (text.starts_with('<') && text.ends_with('>')) {
      flush();
      for (const char* space : {"<svg ", "<math "})
        if (text.starts_with(space)) text = "<foreign " + text.substr(std::string_view(space).size());
      for (char& c : text) c = LowerAscii(c);
      dump.push_back(indent + text);
    } else if (text.starts_with('"')) {
      flush();
      std::string& last = dump.back();
      if (last.starts_with(indent + '"')) {  // a comment stood between
        last.pop_back();
        last += text.substr(1);
      } else {
        dump.push_back(indent + text);
      }
    } else {
      size_t equals = text.find('=');
      for (size_t i = 0; i < equals; ++i) text[i] = text[i] == ' ' ? ':' : LowerAscii(text[i]);
      attributes.insert(indent + "@" + text);
    }
  }
  flush();
  return dump;
}

// Causes of departures in which the standard has text that is a tag or is there twice.
const std::set<std::string> kOtherText = {"title", "select-clone", "select-plaintext"};

// Names of the cases in which the tree is known to differ, with the causes.
std::map<std::string, std::string> KnownDepartures() {
  std::map<std::string, std::string> known;
  std::ifstream file(DECHAFF_ROOT "/tests/html/html5lib_departures.txt");
  for (std::string line; std::getline(file, line);) {
    size_t space = line.find(' ');
    if (line.empty() || line[0] == '#' || space == std::string::npos) continue;
    known[line.substr(0, space)] = line.substr(space + 1);
  }
  return known;
}

TEST(Html5libTest, TreesAreThoseOfTheStandard) {
  fs::path folder = TestData();
  if (folder.empty())
    GTEST_SKIP() << "no html5lib-tests.tar.xz in " << SharedFolder() / "data"
                 << " (set DECHAFF_SHARED)";
  auto known = KnownDepartures();
  std::set<std::string> differing;
  Parser parser;
  Tree tree;
  int cases = 0, straight = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".dat") continue;
    for (const Case& test : ReadCases(entry.path())) {
      ++cases;
      const Dump standard = ExpectedDump(test.expected);
      for (Gear gear : {Gear::kStraight, Gear::kGumbo}) {
        const char* gear_name = gear == Gear::kStraight ? "straight" : "gumbo";
        if (!parser.ParseWith(gear, test.data, &tree)) {
          EXPECT_EQ(gear, Gear::kStraight) << test.name;
          continue;
        }
        straight += gear == Gear::kStraight;
        Dump dump = DumpTree(tree), expected = standard;
        std::string difference = FirstDifference(dump, expected);
        if (difference.empty()) continue;
        std::string name = test.name + "/" + gear_name;
        differing.insert(name);
        EXPECT_TRUE(known.contains(name)) << name << ": " << test.data << "\n" << difference;
        if (!kOtherText.contains(known[name])) {
          DropControls(&dump);
          DropControls(&expected);
          EXPECT_GE(TextSize(dump), TextSize(expected)) << name << ": " << test.data;
        }
      }
    }
  }
  for (const auto& [name, reason] : known)
    EXPECT_TRUE(differing.contains(name)) << name << " is as in the standard by now (" << reason << ")";
  RecordProperty("cases", cases);
  RecordProperty("straight", straight);
  std::printf("%d cases, %d of them built by the straight path, %zu known departures\n", cases, straight,
              known.size());
}

}  // namespace
}  // namespace dechaff::html
