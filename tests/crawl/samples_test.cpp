// Dumps made by other programs, in ../shared/data/warc.tar.xz beside the project: read as samples.tsv says.
// samples.py makes that table with warcio and FastWARC; samples.md lists where they and we differ, and who is
// right.
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "account.h"

namespace dechaff::crawl {
namespace {

namespace fs = std::filesystem;

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void AddLine(const std::string& line, uLong* sum) {
  *sum = crc32(*sum, reinterpret_cast<const Bytef*>(line.data()), static_cast<uInt>(line.size()));
}

std::string Sum(std::string_view bytes) {
  char text[32];
  const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
  std::snprintf(text, sizeof text, "%zu\t%08lx", bytes.size(), sum);
  return text;
}

// "records, checksum of types, URLs and blocks, checksum of the documents' payloads, damages" of one dump.
std::string Summary(const std::string& bytes, bool is_arc) {
  Account account = ReadAll(bytes, is_arc ? ArcGrammar() : WarcGrammar());
  EXPECT_EQ(account.error, "");
  uLong blocks = 0;
  uLong payloads = 0;
  size_t damaged = account.damages.size();
  for (Record& record : account.records) {
    damaged += !record.damage.empty();
    AddLine(record.url + '\t' + Sum(record.content) + '\n', &blocks);
    if (record.kind != RecordKind::kDocument) continue;
    AddLine(Sum(TakePayload(&record, size_t{64} << 20).body) + '\n', &payloads);
  }
  char text[80];
  std::snprintf(text, sizeof text, "%zu\t%08lx\t%08lx\t%zu", account.records.size(), blocks, payloads,
                damaged);
  return text;
}

TEST(SamplesTest, AreReadAsTheTableSays) {
  const fs::path archive = fs::path(DECHAFF_ROOT) / "../shared/data/warc.tar.xz";
  if (!fs::exists(archive)) GTEST_SKIP() << "no " << archive;
  std::string folder = (fs::temp_directory_path() / "dechaff-samples-XXXXXX").string();
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  ASSERT_EQ(std::system(("tar -xJf '" + archive.string() + "' -C '" + folder + "'").c_str()), 0);
  std::ifstream table(DECHAFF_ROOT "/tests/crawl/samples.tsv");
  int files = 0;
  for (std::string line; std::getline(table, line); ++files) {
    const std::string name = line.substr(0, line.find('\t'));
    const bool is_arc = name.find(".arc") != std::string::npos;
    EXPECT_EQ(name + '\t' + Summary(ReadFile(fs::path(folder) / "warc" / name), is_arc), line);
  }
  EXPECT_GT(files, 0);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace dechaff::crawl
