// The model's table: whole or refused, and scored in C++ as the trainer scores it.
#include "judge/model.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "judge/features.h"

namespace dechaff::judge {
namespace {

std::string ReadFile(const std::string& name) {
  std::ifstream in(std::string(DECHAFF_ROOT) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A table of one tree that asks for byte 1 of rows of two bytes: above 10 → 300, else -300.
std::string SmallTable() {
  std::string table = "DCBM";
  const auto put = [&table](auto value) {
    table.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  put(uint32_t{2}), put(uint32_t{1}), put(0.01f), put(0.5f);
  for (int k = 0; k < 6; ++k) put(uint16_t{1});
  for (int k = 0; k < 6; ++k) put(static_cast<uint8_t>(k == 0 ? 10 : 255));
  for (int leaf = 0; leaf < 64; ++leaf) put(static_cast<int16_t>(leaf & 1 ? 300 : -300));
  return table;
}

TEST(ModelTest, ScoresEveryRowOfAnyCount) {
  StatusOr<Model> model = Model::Parse(SmallTable(), 2);
  ASSERT_TRUE(model.ok());
  std::vector<uint8_t> rows;
  for (int i = 0; i < 37; ++i) rows.push_back(99), rows.push_back(static_cast<uint8_t>(i % 2 ? 11 : 10));
  std::vector<float> scores;
  for (const size_t count : {size_t{0}, size_t{1}, size_t{16}, size_t{37}}) {
    model.value().Score(rows.data(), count, &scores);
    ASSERT_EQ(scores.size(), count);
    for (size_t i = 0; i < count; ++i) EXPECT_FLOAT_EQ(scores[i], i % 2 ? 3.5f : -2.5f) << i;
  }
}

TEST(ModelTest, RefusesBrokenTables) {
  const std::string table = SmallTable();
  EXPECT_FALSE(Model::Parse("", 2).ok());
  EXPECT_FALSE(Model::Parse("XXXX" + table.substr(4), 2).ok());
  EXPECT_FALSE(Model::Parse(table, 3).ok());
  EXPECT_FALSE(Model::Parse(table + "x", 2).ok());
  for (size_t size = 0; size < table.size(); ++size)
    EXPECT_FALSE(Model::Parse(table.substr(0, size), 2).ok());
  std::string outside = table;
  outside[20] = 7;  // the first feature asked for
  EXPECT_FALSE(Model::Parse(outside, 2).ok());
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

// tests/judge/model_sample.bin: u32 rows, u32 features, the rows, the trainer's log-odds as f32.
TEST(ModelTest, AgreesWithTheTrainer) {
  const std::string sample = ReadFile("tests/judge/model_sample.bin");
  uint32_t size[2] = {};
  ASSERT_GE(sample.size(), sizeof size);
  std::memcpy(size, sample.data(), sizeof size);
  ASSERT_EQ(size[1], static_cast<uint32_t>(kFeatureCount));
  ASSERT_EQ(sample.size(), sizeof size + size_t{size[0]} * size[1] + size_t{size[0]} * sizeof(float));
  std::vector<float> expected(size[0]), scores;
  std::memcpy(expected.data(), sample.data() + sizeof size + size_t{size[0]} * size[1],
              size[0] * sizeof(float));
  Model::BuiltIn().Score(reinterpret_cast<const uint8_t*>(sample.data()) + sizeof size, size[0], &scores);
  // Leaves are rounded to twelve bits.
  for (size_t i = 0; i < scores.size(); ++i) EXPECT_NEAR(scores[i], expected[i], 0.02) << i;
}

}  // namespace
}  // namespace dechaff::judge
