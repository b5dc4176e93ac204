// Writes what the trainer needs of each page: the features and texts of its blocks.
//
//   dump_blocks CUES < LIST > OUT      LIST: a line "id<TAB>path" for each page
//   dump_blocks --names                the names of the features, one a line
//
// OUT, little endian, for each page: u32 sizes of id, title; u32 blocks, u32 features; id; title; blocks ×
// features bytes; blocks × u32 template group; blocks × u32 size of text; the texts; blocks × u32 element;
// u32 elements; for each u32 parent, u32 words of its names, their u64 hashes.
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "html/attributes.h"
#include "html/parse.h"
#include "html/scan.h"
#include "judge/features.h"
#include "page/linked_data.h"
#include "page/metadata.h"
#include "text/charset.h"

namespace {

constexpr uint32_t kFewTokens = 400;  // below it the page may be drawn by scripts

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void Write(size_t number) {
  const auto n = static_cast<uint32_t>(number);
  std::cout.write(reinterpret_cast<const char*>(&n), sizeof n);
}

// Of each element: its parent, and the hashes of the words of its names.
void WriteNames(const dechaff::page::Page& page) {
  Write(page.elements.size());
  std::vector<uint64_t> hashes;
  for (const auto& e : page.elements) {
    hashes.clear();
    for (dechaff::html::AttributeReader a(page.tree->Attributes(page.tree->nodes[e.node])); a.Next();) {
      for (const std::string_view name : {"class", "id", "role", "itemprop"}) {
        if (dechaff::html::EqualsIgnoreCase(a.name(), name))
          dechaff::page::NameBook::Hashes(a.value(), &hashes);
      }
    }
    Write(e.parent), Write(hashes.size());
    std::cout.write(reinterpret_cast<const char*>(hashes.data()),
                    static_cast<std::streamsize>(8 * hashes.size()));
  }
}

void Write(const std::string& id, const std::string& title, const dechaff::page::Page& page,
           const dechaff::judge::FeatureTable& table) {
  Write(id.size()), Write(title.size()), Write(page.blocks.size()), Write(dechaff::judge::kFeatureCount);
  std::cout << id << title;
  if (!page.blocks.empty()) {
    std::cout.write(reinterpret_cast<const char*>(table.Row(0)),
                    static_cast<std::streamsize>(page.blocks.size()) * dechaff::judge::kFeatureCount);
  }
  for (size_t i = 0; i < page.blocks.size(); ++i) Write(table.Group(i));
  for (const auto& b : page.blocks) Write(page.Text(b).size());
  for (const auto& b : page.blocks) std::cout << page.Text(b);
  for (const auto& b : page.blocks) Write(b.element);
  WriteNames(page);
}

int Dump(const std::string& cue_path) {
  auto cues = dechaff::judge::CueBook::Parse(ReadFile(cue_path), cue_path);
  auto names = dechaff::page::NameBook::Create("");
  if (!cues.ok() || !names.ok()) {
    std::cerr << (cues.ok() ? names.status() : cues.status()).message() << '\n';
    return 1;
  }
  dechaff::text::Decoder decoder;
  dechaff::html::Parser parser;
  dechaff::html::Tree tree;
  dechaff::page::Page page;
  dechaff::page::LinkedData data;
  dechaff::judge::FeatureTable table;
  for (std::string line; std::getline(std::cin, line);) {
    const size_t tab = line.find('\t');
    const std::string bytes = ReadFile(line.substr(tab + 1));
    const auto decoded = decoder.Decode(bytes, {"", "", true});
    parser.Parse(decoded.text, &tree);
    dechaff::page::BuildPage(tree, names.value(), &page);
    if (const uint32_t seen = page.Total().tokens; seen < kFewTokens) {
      dechaff::page::BuildPage(tree, names.value(), &page, dechaff::page::Scripting::kOff);
      if (page.Total().tokens < 4 * seen) dechaff::page::BuildPage(tree, names.value(), &page);
    }
    dechaff::page::ReadLinkedData(tree, &data);
    const auto metadata = dechaff::page::ReadMetadata(page, data);
    table.Measure(page, metadata.title.value, cues.value());
    Write(line.substr(0, tab), metadata.title.value, page, table);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string argument = argc == 2 ? argv[1] : "";
  if (argument == "--names") {
    for (int i = 0; i < dechaff::judge::kFeatureCount; ++i)
      std::cout << dechaff::judge::FeatureName(i) << '\n';
    return 0;
  }
  return Dump(argument);
}
