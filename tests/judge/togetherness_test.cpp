// Rows are kept whole; line numbers are told from lists of numbers.
#include "judge/togetherness.h"

#include <gtest/gtest.h>

namespace dechaff::judge {
namespace {

// Blocks of the rows given, kept as marked; which are kept afterwards.
std::string Kept(const std::vector<uint32_t>& rows, std::string_view kept) {
  page::Page page;
  page.elements.push_back({});
  page.sums.resize(rows.size() + 1);
  std::vector<Verdict> verdicts(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    page::Block block{};
    block.row = rows[i];
    page.blocks.push_back(block);
    verdicts[i].kept = kept[i] == 'x';
  }
  KeepRowsWhole(page, &verdicts);
  std::string after;
  for (const Verdict& v : verdicts) after += v.kept ? 'x' : '-';
  return after;
}

TEST(TogethernessTest, ARowIsKeptWholeIfMostOfItIs) {
  EXPECT_EQ(Kept({7, 7, 7, 7, 7}, "xx-x-"), "xxxxx");
  EXPECT_EQ(Kept({7, 7, 8, 8}, "x-xx"), "x-xx");
  EXPECT_EQ(Kept({0, 0, 0}, "xx-"), "xx-");
  EXPECT_EQ(Kept({}, ""), "");
}

TEST(TogethernessTest, KnowsLineNumbers) {
  for (const char* text : {"1\n2\n3", " 9\n10\n11\n", "1.\n2.", "41\n42"})
    EXPECT_TRUE(IsLineNumbers(text)) << text;
  for (const char* text : {"", "1", "1\n3", "2\n1", "1\n\n2", "1 a\n2 b", "1\n2\n3\nx", "12345678\n12345679"})
    EXPECT_FALSE(IsLineNumbers(text)) << text;
}

}  // namespace
}  // namespace dechaff::judge
