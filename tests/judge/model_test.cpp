// The model's table: whole or refused, and scored in C++ as the trainer scores it.
#include "judge/model.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "judge/features.h"
#include "judge/table_reader.h"

namespace dechaff::judge {
namespace {

std::string ReadFile(const std::string& name) {
  std::ifstream in(std::string(DECHAFF_ROOT) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Rows of two bytes. The network says nothing (0), so one tree decides: byte 1 above 10 → 100, else -100.
std::string SmallTable() {
  std::string table = "DCBM";
  const auto put = [&table](auto value) {
    table.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  put(uint32_t{2}), put(3.5f), put(0.5f), put(0.05f), put(0.5f);
  const size_t layers = (2 + 3 * 32 + 3 * 32 + 2 * 32 + 2 * 32) * 32 * 2 + 5 * (32 * 4 + 4);
  table.append(2 * 2 + layers + 32 * 2 + 4 + 4, '\0');
  put(uint32_t{1}), put(uint8_t{2}), put(int8_t{-100}), put(int8_t{100});
  put(uint16_t{1}), put(uint8_t{10}), put(uint8_t{0}), put(uint8_t{1});
  return table;
}

TEST(ModelTest, ScoresEveryRowOfAnyCount) {
  const StatusOr<Model> model = Model::Parse(SmallTable(), 2);
  ASSERT_TRUE(model.ok()) << model.status().message();
  std::vector<uint8_t> rows;
  for (int i = 0; i < 37; ++i) rows.push_back(99), rows.push_back(static_cast<uint8_t>(i % 2 ? 11 : 10));
  rows.resize(rows.size() + kRowPadding);
  Model::Workspace workspace;
  std::vector<float> scores;
  for (const size_t count : {size_t{0}, size_t{1}, size_t{16}, size_t{37}}) {
    model.value().Score(rows.data(), count, &workspace, &scores);
    ASSERT_EQ(scores.size(), count);
    for (size_t i = 0; i < count; ++i) EXPECT_FLOAT_EQ(scores[i], i % 2 ? 2.75f : -2.25f) << i;
  }
}

TEST(ModelTest, RefusesBrokenTables) {
  const std::string table = SmallTable();
  EXPECT_FALSE(Model::Parse("XXXX" + table.substr(4), 2).ok());
  EXPECT_FALSE(Model::Parse(table, 3).ok());
  EXPECT_FALSE(Model::Parse(table + "x", 2).ok());
  for (size_t size = 0; size < table.size(); size += size < 64 ? 1 : 97)
    EXPECT_FALSE(Model::Parse(table.substr(0, size), 2).ok()) << size;
}

TEST(ModelTest, BuiltInTablesAreWholeAndSmall) {
  EXPECT_TRUE(Model::Create("").ok());
  EXPECT_GT(Model::BuiltIn().trees(), 0u);
  size_t size = 0;
  for (const char* name :
       {"rules/model/blocks.model", "rules/model/kinds.model", "rules/names/names.weights"}) {
    size += ReadFile(name).size();
  }
  EXPECT_LE(size, 400u * 1024);
}

// tests/judge/model_sample.bin, for each page: u32 blocks, u32 features, the rows, the trainer's log-odds as
// f32.
TEST(ModelTest, AgreesWithTheTrainer) {
  std::string sample = ReadFile("tests/judge/model_sample.bin");
  const size_t size = sample.size();
  sample.resize(size + kRowPadding);
  std::string_view rest = std::string_view(sample).substr(0, size);
  Model::Workspace workspace;
  std::vector<float> scores;
  size_t pages = 0;
  for (; !rest.empty(); ++pages) {
    const auto blocks = Take<uint32_t>(&rest);
    ASSERT_EQ(Take<uint32_t>(&rest), static_cast<uint32_t>(kFeatureCount));
    const auto* rows = reinterpret_cast<const uint8_t*>(rest.data());
    Model::BuiltIn().Score(rows, blocks, &workspace, &scores);
    rest.remove_prefix(size_t{blocks} * kFeatureCount);
    // The leaves of the trees are rounded to a byte.
    for (const float score : scores) ASSERT_NEAR(score, Take<float>(&rest), 0.05);
  }
  EXPECT_EQ(pages, 3u);
}

}  // namespace
}  // namespace dechaff::judge
