// Shows what normalisation does to real text, for a reader to judge:
//   normalise_lab lines PAGE...            the visible text of HTML pages as normalisation gets it, a block a
//   line normalise_lab mojibake [html] <TEXT    each line in which misread text is turned back: before, then
//   after normalise_lab kinds [html] <TEXT       every kind of change with its count: pass, before, after
//   normalise_lab again [html] <TEXT       each line that is not the same after a second time; prints nothing
//   if all is well
#include <algorithm>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "html/parse.h"
#include "page/page.h"
#include "text/characters.h"
#include "text/charset.h"
#include "text/mojibake.h"
#include "text/nfc.h"
#include "text/normalise.h"
#include "text/rewrite.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

void PrintLines(const std::string& path, const page::NameBook& names) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  Decoder decoder;
  html::Parser parser;
  html::Tree tree;
  page::Page page;
  const Decoded decoded = decoder.Decode(bytes, {"", "", true});
  parser.Parse(decoded.text, &tree);
  page::BuildPage(tree, names, &page);
  for (const page::Block& block : page.blocks) {
    std::string line(page.Text(block));
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (!line.empty()) std::cout << line << '\n';
  }
}

// "U+00E9 é", or the code points alone where they cannot be seen.
std::string Show(std::string_view text) {
  std::ostringstream shown;
  bool visible = true;
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    int size;
    const char32_t c = DecodeAt(p, end, &size);
    shown << (p > text.data() ? " " : "") << "U+" << std::hex << std::uppercase << std::setw(4)
          << std::setfill('0') << static_cast<uint32_t>(c);
    visible = visible && c > ' ' && !IsSpace(c) && !IsOddCharacter(c);
    p += size;
  }
  if (text.empty()) return "nothing";
  return visible ? shown.str() + " " + std::string(text) : shown.str();
}

struct Pass {
  const char* name;
  bool (*run)(bool html, Rewriter* rewriter);
};

constexpr Pass kPasses[] = {
    {"mojibake", [](bool, Rewriter* r) { return MendMojibake(r); }},
    {"characters", [](bool html, Rewriter* r) { return CleanCharacters(html, r); }},
    {"nfc", [](bool, Rewriter* r) { return ComposeNfc(false, r); }},
    {"blanks", [](bool, Rewriter* r) { return FoldBlanks(r); }},
};

using Kinds = std::map<std::pair<std::string, std::string>, size_t>;

void CountKinds(std::string_view line, bool html, Kinds* kinds) {
  if (IsNormal(line, {false, html})) return;
  std::string text(line);
  for (bool changed = true; changed;) {
    changed = false;
    for (const Pass& pass : kPasses) {
      Rewriter rewriter;
      rewriter.Start(text);
      if (!pass.run(html, &rewriter)) continue;
      changed = true;
      for (const Change& c : rewriter.changes()) {
        const std::string before = text.substr(c.in_begin, c.in_end - c.in_begin);
        const std::string after(rewriter.text().substr(c.out_begin, c.out_end - c.out_begin));
        ++(*kinds)[{pass.name, Show(before) + " -> " + Show(after)}];
      }
      text = rewriter.text();
    }
  }
}

void PrintMojibake(std::string_view line) {
  Rewriter rewriter;
  rewriter.Start(line);
  if (MendMojibake(&rewriter)) std::cout << "- " << line << "\n+ " << rewriter.text() << '\n';
}

void PrintAgain(const std::string& line, bool html) {
  std::string once, twice;
  Normalise(line, {false, html}, &once, nullptr);
  Normalise(once, {false, html}, &twice, nullptr);
  if (once != twice || !IsNormal(once, {false, html}))
    std::cout << line << '\n' << once << '\n' << twice << '\n';
}

int Run(const std::vector<std::string>& arguments) {
  const std::string action = arguments.empty() ? "" : arguments[0];
  if (action == "lines") {
    const StatusOr<page::NameBook> names = page::NameBook::Create("");
    if (!names.ok()) return std::cerr << names.status().message() << '\n', 1;
    for (size_t i = 1; i < arguments.size(); ++i) PrintLines(arguments[i], names.value());
    return 0;
  }
  if (action != "mojibake" && action != "kinds" && action != "again") return 2;
  const bool html = arguments.size() > 1 && arguments[1] == "html";
  Kinds kinds;
  for (std::string line; std::getline(std::cin, line);) {
    if (!IsValidUtf8(line)) continue;
    if (action == "mojibake") PrintMojibake(line);
    if (action == "kinds") CountKinds(line, html, &kinds);
    if (action == "again") PrintAgain(line, html);
  }
  for (const auto& [kind, count] : kinds)
    std::cout << count << '\t' << kind.first << '\t' << kind.second << '\n';
  return 0;
}

}  // namespace
}  // namespace dechaff::text

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return dechaff::text::Run(std::vector<std::string>(argv + 1, argv + argc));
}
