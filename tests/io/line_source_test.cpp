#include "io/line_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace dechaff::io {
namespace {

// Gives `bytes` in pieces of at most `piece`.
ReadBytes InPieces(std::string bytes, size_t piece) {
  return [bytes = std::move(bytes), piece, at = size_t{0}](char* data, size_t size) mutable {
    const size_t give = std::min({size, piece, bytes.size() - at});
    std::memcpy(data, bytes.data() + at, give);
    at += give;
    return static_cast<ssize_t>(give);
  };
}

std::vector<std::string> Lines(const std::string& bytes, size_t piece, size_t limit = 100) {
  LineSource source(InPieces(bytes, piece), limit);
  std::vector<std::string> lines;
  for (Line line; source.Next(&line);) {
    lines.push_back(std::to_string(line.number) + '@' + std::to_string(line.offset) + (line.cut ? "!" : " ") +
                    line.text);
  }
  return lines;
}

TEST(LineSource, GivesTheSameLinesHoweverTheyCome) {
  const std::vector<std::string> expected = {"1@0 one", "2@4 ", "3@5 two\rx", "4@12 last"};
  for (const size_t piece : {1, 2, 3, 100})
    EXPECT_EQ(Lines("one\n\ntwo\rx\r\nlast", piece), expected) << piece;
  EXPECT_TRUE(Lines("", 1).empty());
  EXPECT_EQ(Lines("\n", 1), std::vector<std::string>{"1@0 "});
}

TEST(LineSource, CutsLongLinesAndGoesOnBehindThem) {
  const std::vector<std::string> expected = {"1@0!abc", "2@6 de", "3@9 abc"};
  for (const size_t piece : {1, 4, 100}) EXPECT_EQ(Lines("abcde\nde\nabc", piece, 3), expected) << piece;
}

TEST(LineSource, TellsOfAReadThatFails) {
  LineSource source(
      [](char*, size_t) {
        errno = EIO;
        return ssize_t{-1};
      },
      10);
  Line line;
  EXPECT_FALSE(source.Next(&line));
  EXPECT_FALSE(source.status().ok());
}

}  // namespace
}  // namespace dechaff::io
