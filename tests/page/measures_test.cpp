// Tokens, stops and links are counted alike in every script.
#include "page/measures.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace dechaff::page {
namespace {

Measures CountOf(std::string_view text, std::vector<LinkSpan> links = {}) {
  Block block{};
  block.text_end = static_cast<uint32_t>(text.size());
  Measures m;
  CountBlocks(text, {&block, 1}, links, {&m, 1});
  return m;
}

TEST(MeasuresTest, CountsWordsAndStops) {
  const Measures m = CountOf("The U.S. economy grew 3 percent, he said. Why?");
  EXPECT_EQ(m.tokens, 10u);
  EXPECT_EQ(m.stops, 4u);
  EXPECT_EQ(m.commas, 1u);
  EXPECT_EQ(m.digits, 1u);
  EXPECT_EQ(m.capitals, 4u);  // The, U, S, Why
}

TEST(MeasuresTest, CountsIdeographsOneByOne) {
  const Measures m = CountOf("我们的。你好，ok");
  EXPECT_EQ(m.tokens, 6u);
  EXPECT_EQ(m.stops, 1u);
  EXPECT_EQ(m.commas, 1u);
}

TEST(MeasuresTest, CountsCyrillicAndGreek) {
  EXPECT_EQ(CountOf("Привет, мир! Καλημέρα").tokens, 3u);
  EXPECT_EQ(CountOf("Привет, мир! Καλημέρα").capitals, 2u);
}

TEST(MeasuresTest, CountsTokensInLinks) {
  const Measures m = CountOf("read more here now", {{5, 14}});
  EXPECT_EQ(m.tokens, 4u);
  EXPECT_EQ(m.link_tokens, 2u);
}

// Stretches of 64 bytes are counted together, so every edge of one is tried.
TEST(MeasuresTest, CountsAlikeWhereverATextBegins) {
  const std::string text = "Über 3 Wörter, 我们 на Дону! ok 7… ";
  const auto words = static_cast<uint32_t>(std::string_view("Über").size());
  for (size_t before = 0; before < 140; ++before) {
    const auto at = static_cast<uint32_t>(before);
    const Measures m = CountOf(std::string(before, '-') + text, {{at, at + words}, {at + 7, at + 15}});
    EXPECT_EQ(m.tokens, 9u) << before;
    EXPECT_EQ(m.capitals, 3u) << before;
    EXPECT_EQ(m.digits, 2u) << before;
    EXPECT_EQ(m.stops, 2u) << before;
    EXPECT_EQ(m.commas, 1u) << before;
    EXPECT_EQ(m.link_tokens, 2u) << before;
  }
}

TEST(MeasuresTest, CountsEachBlockAsIfItStoodAlone) {
  const std::string block = "Über 3 Wörter, 我们 на Дону! ok 7…";
  for (size_t before = 0; before < 70; ++before) {
    std::string text(before, 'x');
    std::vector<Block> blocks(1);
    std::vector<LinkSpan> links;
    blocks[0].text_end = static_cast<uint32_t>(before);
    for (int i = 0; i < 5; ++i) {
      text += '\n';
      const auto begin = static_cast<uint32_t>(text.size());
      text += block;
      Block& added = blocks.emplace_back();
      added.text_begin = begin;
      added.text_end = static_cast<uint32_t>(text.size());
      links.push_back({begin + 6, begin + 15});
    }
    std::vector<Measures> measures(blocks.size());
    CountBlocks(text, blocks, links, measures);
    const Measures alone = CountOf(block, {{6, 15}});
    EXPECT_EQ(measures[0].tokens, before > 0 ? 1u : 0u);
    for (size_t i = 1; i < measures.size(); ++i) {
      EXPECT_EQ(measures[i].tokens, alone.tokens) << before;
      EXPECT_EQ(measures[i].link_tokens, 2u) << before;
      EXPECT_EQ(measures[i].capitals, alone.capitals) << before;
      EXPECT_EQ(measures[i].digits, alone.digits) << before;
      EXPECT_EQ(measures[i].stops, alone.stops) << before;
      EXPECT_EQ(measures[i].commas, alone.commas) << before;
    }
  }
}

TEST(MeasuresTest, CountsAWordOnceThatGoesOnForLong) {
  EXPECT_EQ(CountOf(std::string(63, 'a') + "bü" + std::string(200, 'c')).tokens, 1u);
}

TEST(MeasuresTest, DifferencesUndoSums) {
  Measures a = CountOf("One, two."), b = CountOf("Three. 4");
  const Measures before = a;
  a += b;
  EXPECT_EQ((a - b).tokens, before.tokens);
  EXPECT_EQ((a - b).commas, before.commas);
}

}  // namespace
}  // namespace dechaff::page
