// Inputs made to be slow, big or deadly: each ends in its bounds of time and memory, with all its text.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>

#include "html/parse.h"

namespace dechaff::html {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr size_t kScale = 100;  // smaller inputs: the point is then the errors and not the time
#else
constexpr size_t kScale = 1;
#endif
constexpr size_t kMillion = 1'000'000 / kScale;

std::string Repeat(std::string_view unit, size_t times) {
  std::string text;
  text.reserve(unit.size() * times);
  for (size_t i = 0; i < times; ++i) text += unit;
  return text;
}

std::string Numbered(const std::string& before, const std::string& after, size_t times) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += before + std::to_string(i) + after;
  return text;
}

struct Hostile {
  const char* name;
  std::function<std::string()> make;
  size_t texts;  // how often '@', which stands only in text, must be in the tree
};

const Hostile kInputs[] = {
    {"div", [] { return Repeat("<div>@", kMillion); }, kMillion},
    {"span", [] { return Repeat("<span>@", kMillion); }, kMillion},
    {"b", [] { return Repeat("<b>@", kMillion); }, kMillion},
    {"closed div", [] { return Repeat("<div>", kMillion) + "@" + Repeat("</div>", kMillion); }, 1},
    {"stray ends", [] { return Repeat("<div>@</x></p>", kMillion / 4); }, kMillion / 4},
    {"ul li", [] { return Repeat("<ul><li>@", kMillion / 4); }, kMillion / 4},
    {"h1 span", [] { return Repeat("<h1><span>@", kMillion / 4); }, kMillion / 4},
    {"barrier", [] { return Repeat("<div><table><tr><td>@</div>", kMillion / 8); }, kMillion / 8},
    {"adoption", [] { return Repeat("<b><div>@</b>", kMillion / 8); }, kMillion / 8},
    {"link in table", [] { return Repeat("<a><table><a>@", kMillion / 8); }, kMillion / 8},
    {"formatting bomb",
     [] { return "<p>" + Numbered("<b a", ">", 2000) + Repeat("</p><p>@", 3000 / kScale); }, 3000 / kScale},
    {"wide bomb", [] { return Numbered("<b a", ">", 60) + Repeat("<p>@", kMillion / 4); }, kMillion / 4},
    {"fostered bomb", [] { return Numbered("<b a", ">", 60) + "<table>" + Repeat("@<tr>", kMillion / 16); },
     kMillion / 16},
    {"attributes", [] { return "<p" + Numbered(" a", "=1", kMillion / 10) + ">@"; }, 1},
    {"attribute value", [] { return "<p a='" + std::string(10 * kMillion, 'v') + "'>@"; }, 1},
    {"attributes of b", [] { return Repeat("<b" + Numbered(" a", "", 1000) + ">@", 40); }, 40},
    {"assert", [] { return std::string("@<table><math><select><mi><select><tr>@"); }, 2},
    {"assert in svg", [] { return std::string("@<table><svg><select><desc><select><tr>@"); }, 2},
    {"one line", [] { return std::string(10 * kMillion, '@'); }, 10 * kMillion},
    {"br", [] { return Repeat("<br>", 10 * kMillion) + "@"; }, 1},
    {"tables", [] { return Repeat("<table>", kMillion) + "<td>@"; }, 1},
    {"nested tables", [] { return Repeat("<table><td>@", kMillion / 4); }, kMillion / 4},
    {"text in tables", [] { return Repeat("<table>@<tr>@", kMillion / 8); }, kMillion / 4},
    {"less-than", [] { return Repeat("<", kMillion) + "@"; }, 1},
    {"ampersands",
     [] { return Repeat("&amp", kMillion) + Repeat("&CounterClockwiseContourIntegra", kMillion / 8) + "@"; },
     1},
    {"unclosed comments", [] { return "@" + Repeat("<!--", kMillion); }, 1},
    {"ends in a textarea", [] { return "<textarea>@" + Repeat("</text", kMillion); }, 1},
    {"unclosed titles", [] { return Repeat("<title>@", kMillion / 4) + "<p>@"; }, 1},
    {"scripts", [] { return Repeat("<script><!--<script>", kMillion / 8) + "@"; }, 1},
    {"unknown names", [] { return Numbered("<x", ">@", kMillion / 8); }, kMillion / 8},
    {"svg", [] { return Repeat("<svg>@", kMillion / 4); }, kMillion / 4},
    {"svg desc", [] { return Repeat("<svg><desc><div>@", kMillion / 8); }, kMillion / 8},
    {"late head", [] { return "<head></head>" + Repeat(" <meta>", kMillion / 8) + "@"; }, 1},
    {"ruby", [] { return Repeat("<rt>@", kMillion / 4); }, kMillion / 4},
    {"templates", [] { return Repeat("<template>@", kMillion / 4); }, kMillion / 4},
    {"select", [] { return Repeat("<select><option>@", kMillion / 4); }, kMillion / 4},
    {"frameset", [] { return std::string("<frameset><frame><noframes>@</noframes>"); }, 1},
    {"NULs", [] { return Repeat(std::string("\0", 1), kMillion) + "@"; }, 1},
    {"ends in a reference", [] { return std::string("@<a b=&gt"); }, 1},
};

class HostileTest : public testing::TestWithParam<Hostile> {};

TEST_P(HostileTest, EndsInBoundsWithItsText) {
  std::string page = GetParam().make();
  Parser parser;
  Tree tree;
  std::clock_t start = std::clock();
  ParseReport report = parser.Parse(page, &tree);
  double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  double megabytes = static_cast<double>(page.size()) / 1e6;
  if (kScale == 1) {
    EXPECT_LE(seconds, 1 + 0.2 * megabytes) << report.why;
  }
  EXPECT_LE(static_cast<double>(tree.nodes.capacity() * sizeof(Node)), 200e6 + 40e6 * megabytes);
  size_t texts = 0;
  for (const Node& node : tree.nodes) {
    if (node.tag != Tag::kText) continue;
    std::string_view text = tree.Text(node);
    texts += static_cast<size_t>(std::count(text.begin(), text.end(), '@'));
  }
  EXPECT_GE(texts, GetParam().texts) << report.why;
  std::printf("%-20s %6.1f MB %6.3f s %9zu nodes gear %d %s\n", GetParam().name, megabytes, seconds,
              tree.nodes.size(), static_cast<int>(report.gear), report.why);
}

std::string ParamName(const testing::TestParamInfo<Hostile>& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, HostileTest, testing::ValuesIn(kInputs), ParamName);

}  // namespace
}  // namespace dechaff::html
