// The articles and kinds of pages in fixtures/ come out byte for byte as a careful editor would leave them;
// what comes out stays as it is when it is cleaned again, and nothing in it is invented.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "dechaff/cleaner.h"
#include "html/attributes.h"

namespace dechaff {
namespace {

namespace fs = std::filesystem;

const Cleaner& TheCleaner() {
  static const StatusOr<Cleaner> cleaner = Cleaner::Create({});
  EXPECT_TRUE(cleaner.ok()) << cleaner.status().message();
  return cleaner.value();
}

std::string Read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

// NAME.in.txt or NAME.in.html, and what is to become of it.
struct Fixture {
  fs::path in, out;
};

std::vector<Fixture> Fixtures() {
  std::vector<Fixture> fixtures;
  for (const char* folder : {"articles", "kinds"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(DECHAFF_ROOT) / "fixtures" / folder)) {
      const fs::path in = entry.path(), name = in.stem();  // NAME.in
      if (name.extension() != ".in") continue;
      fixtures.push_back({in, in.parent_path() / (name.stem().string() + ".out.txt")});
    }
  }
  return fixtures;
}

// Takes the stops that edits put in out again.
std::string WithoutStops(const Result& result) {
  std::string text = result.text;
  for (auto edit = result.edits.rbegin(); edit != result.edits.rend(); ++edit) {
    if (edit->kind != EditKind::kStop) continue;
    EXPECT_EQ(text.at(edit->text), '.');
    text.erase(edit->text, 1);
  }
  return text;
}

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// Whether the bytes of `text` that are no blanks stand in `source` in the same order.
bool StandsIn(std::string_view text, std::string_view source) {
  size_t at = 0;
  for (const char c : text) {
    if (IsBlank(c)) continue;
    at = source.find(c, at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return true;
}

TEST(Golden, TextIsExact) {
  EXPECT_GE(Fixtures().size(), 12u);
  for (const Fixture& f : Fixtures()) EXPECT_EQ(TheCleaner().Clean(Read(f.in)).text, Read(f.out)) << f.in;
}

TEST(Golden, CleaningAgainChangesNothing) {
  for (const Fixture& f : Fixtures()) {
    const std::string out = Read(f.out);
    EXPECT_EQ(TheCleaner().Clean(out).text, out) << f.out;
  }
}

// Byte order only, with character references taken for what they stand for.
TEST(Golden, NothingIsInvented) {
  for (const Fixture& f : Fixtures()) {
    const std::string in = Read(f.in);
    std::string source;
    html::AppendDecoded(in, false, &source);
    EXPECT_TRUE(StandsIn(WithoutStops(TheCleaner().Clean(in)), f.in.extension() == ".html" ? source : in))
        << f.in;
  }
}

}  // namespace
}  // namespace dechaff
