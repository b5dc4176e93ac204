// Writes what the trainer needs of each page: the features and texts of its blocks.
//
//   dump_blocks CUES < LIST > OUT      LIST: a line "id<TAB>path" for each page, or, to put a file into it
//                                      after an element, "id<TAB>path<TAB>element<TAB>file"
//   dump_blocks --names                the names of the features, then of the page's address, one a line
//
// OUT, little endian, for each page: u32 sizes of id, title; u32 blocks, u32 features; id; title; blocks ×
// features bytes; what the page's address says, 8 bytes; blocks × u32 template group; blocks × u32 size of
// text; the texts; blocks × u32 element; u32 elements; for each u32 parent, u32 words of its names, their u64
// hashes.
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

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
  for (size_t i = dechaff::judge::kAddressAt; i < dechaff::judge::kPageRowSize; ++i)
    std::cout.put(page.blocks.empty() ? '\0' : static_cast<char>(table.PageRow()[i]));
  for (size_t i = 0; i < page.blocks.size(); ++i) Write(table.Group(i));
  for (const auto& b : page.blocks) Write(page.Text(b).size());
  for (const auto& b : page.blocks) std::cout << page.Text(b);
  for (const auto& b : page.blocks) Write(b.element);
  WriteNames(page);
}

// Builds the page as the program does it: as without scripts where scripts draw it.
void Build(const dechaff::html::Tree& tree, const dechaff::page::NameBook& names, dechaff::page::Page* page) {
  dechaff::page::BuildPage(tree, names, page);
  const uint32_t seen = page->Total().tokens;
  if (seen >= kFewTokens) return;
  dechaff::page::BuildPage(tree, names, page, dechaff::page::Scripting::kOff);
  if (page->Total().tokens < 4 * seen) dechaff::page::BuildPage(tree, names, page);
}

// Where the source goes on after an element.
size_t EndOf(const dechaff::page::Page& page, const dechaff::page::Element& element) {
  const auto& nodes = page.tree->nodes;
  const uint32_t next = nodes[element.node].end;
  if (next >= nodes.size()) return page.tree->source.size();
  if (nodes[next].tag == dechaff::html::Tag::kText) return nodes[next].begin;
  return nodes[next].name_size == 0 ? page.tree->source.size()
                                    : nodes[next].begin - nodes[next].name_size - 1u;
}

std::vector<std::string> Split(const std::string& line) {
  std::vector<std::string> fields;
  size_t at = 0;
  for (size_t tab; (tab = line.find('\t', at)) != std::string::npos; at = tab + 1)
    fields.push_back(line.substr(at, tab - at));
  fields.push_back(line.substr(at));
  return fields;
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
    const std::vector<std::string> fields = Split(line);
    const std::string bytes = ReadFile(fields[1]);
    std::string source(decoder.Decode(bytes, {"", "", true}).text);
    parser.Parse(source, &tree);
    Build(tree, names.value(), &page);
    if (fields.size() == 4) {
      source.insert(EndOf(page, page.elements.at(std::stoul(fields[2]))), ReadFile(fields[3]));
      parser.Parse(source, &tree);
      Build(tree, names.value(), &page);
    }
    dechaff::page::ReadLinkedData(tree, &data);
    const auto metadata = dechaff::page::ReadMetadata(page, data);
    table.Measure(page, metadata.title.value, metadata.url.value, cues.value());
    Write(fields[0], metadata.title.value, page, table);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string argument = argc == 2 ? argv[1] : "";
  if (argument == "--names") {
    for (int i = 0; i < dechaff::judge::kPageAt + dechaff::judge::kPageRowSize; ++i)
      std::cout << dechaff::judge::FeatureName(i) << '\n';
    return 0;
  }
  return Dump(argument);
}
