// libFuzzer: whatever the page, each gear's tree is well-formed, and the straight path's is that of Gumbo on
// the skeleton.
#include <cstdio>
#include <cstdlib>

#include "html/parse.h"
#include "reference.h"
#include "text/utf8.h"

namespace dechaff::html {
namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "the tree is not as it must be: %s\n", what);
  std::abort();
}

void CheckTree(const Tree& tree) {
  const auto& nodes = tree.nodes;
  Require(nodes.size() >= 3 && nodes[0].tag == Tag::html_ && nodes[0].end == nodes.size(), "root");
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    Require(node.begin <= node.finish && node.finish <= tree.source.size(), "offsets");
    Require(node.name_size <= node.begin, "name");
    Require(node.end > i && node.end <= nodes.size(), "end");
    if (i == 0) continue;
    Require(node.parent < i && nodes[node.parent].tag != Tag::kText, "parent");
    Require(node.end <= nodes[node.parent].end, "nesting");
    if (node.tag == Tag::kText) Require(node.end == i + 1, "text is a leaf");
  }
}

}  // namespace
}  // namespace dechaff::html

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dechaff::html;
  std::string_view page(reinterpret_cast<const char*>(data), size);
  if (!dechaff::text::IsValidUtf8(page)) return -1;
  static Parser parser;
  static Tree tree;
  parser.ParseWith(Gear::kStripped, page, &tree);
  CheckTree(tree);
  bool gumbo = parser.ParseWith(Gear::kGumbo, page, &tree);
  if (gumbo) CheckTree(tree);
  Dump skeleton_dump = gumbo ? DumpTree(tree) : Dump{};
  if (!parser.ParseWith(Gear::kStraight, page, &tree)) return 0;
  CheckTree(tree);
  if (!gumbo) return 0;
  std::string difference = FirstDifference(DumpTree(tree), skeleton_dump);
  if (difference.empty()) return 0;
  std::fprintf(stderr, "straight (-) and skeleton (+) differ: %s\n", difference.c_str());
  std::abort();
}
