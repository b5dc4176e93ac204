// The kinds of pages: tables whole or refused, chances that add up.
#include "judge/kind.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

namespace dechaff::judge {
namespace {

// One tree that asks for byte 1 of rows of two: above 10 speaks for a product, else for an article.
std::string SmallTable() {
  std::string table = "DCKM";
  const auto put = [&table](auto value) {
    table.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  put(uint32_t{2}), put(uint32_t{1}), put(0.01f);
  for (int k = 0; k < 4; ++k) put(uint8_t{1});
  for (int k = 0; k < 4; ++k) put(static_cast<uint8_t>(k == 0 ? 10 : 255));
  for (int leaf = 0; leaf < 16; ++leaf) {
    for (size_t kind = 0; kind < kPageKindCount; ++kind) {
      const auto wanted = static_cast<size_t>(leaf & 1 ? PageKind::kProduct : PageKind::kArticle);
      put(static_cast<int16_t>(kind == wanted ? 300 : 0));
    }
  }
  return table;
}

TEST(KindTest, GivesChancesThatAddUp) {
  const StatusOr<KindModel> model = KindModel::Parse(SmallTable(), 2);
  ASSERT_TRUE(model.ok());
  const uint8_t low[] = {0, 10}, high[] = {0, 11};
  const KindChances article = model.value().Judge(low), product = model.value().Judge(high);
  EXPECT_NEAR(std::accumulate(article.begin(), article.end(), 0.0f), 1, 1e-5);
  EXPECT_GT(article[static_cast<size_t>(PageKind::kArticle)], 0.5f);
  EXPECT_GT(product[static_cast<size_t>(PageKind::kProduct)], 0.5f);
}

TEST(KindTest, RefusesBrokenTables) {
  const std::string table = SmallTable();
  EXPECT_FALSE(KindModel::Parse("XXXX" + table.substr(4), 2).ok());
  EXPECT_FALSE(KindModel::Parse(table, 3).ok());
  EXPECT_FALSE(KindModel::Parse(table + "x", 2).ok());
  for (size_t size = 0; size < table.size(); ++size)
    EXPECT_FALSE(KindModel::Parse(table.substr(0, size), 2).ok());
  std::string outside = table;
  outside[16] = 7;  // the first feature asked for
  EXPECT_FALSE(KindModel::Parse(outside, 2).ok());
}

}  // namespace
}  // namespace dechaff::judge
