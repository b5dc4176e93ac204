#include "io/output.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include "io/fd.h"
#include "temporary_folder.h"

namespace dechaff::io {
namespace {

using testing::ReadAll;
using testing::TemporaryFolder;

TEST(Output, WritesPiecesOfAnySizeInOrder) {
  TemporaryFolder folder;
  const Fd fd(Open((folder / "a").c_str(), O_CREAT | O_WRONLY, 0600));
  Output output(fd.get(), "a");
  std::string all;
  for (const size_t size : {0ul, 1ul, 100ul, 70000ul, 65535ul, 2ul, 65536ul, 65537ul, 3ul}) {
    const std::string piece(size, static_cast<char>('a' + all.size() % 26));
    EXPECT_TRUE(output.Write(piece));
    all += piece;
  }
  EXPECT_TRUE(output.Flush());
  EXPECT_EQ(output.size(), all.size());
  EXPECT_EQ(ReadAll(folder / "a"), all);
}

TEST(Output, RemembersItsFirstError) {
  const Fd full(Open("/dev/full", O_WRONLY));
  Output output(full.get(), "full");
  EXPECT_TRUE(output.Write("x"));
  EXPECT_FALSE(output.Flush());
  EXPECT_EQ(output.status().message(), "full: No space left on device");
  EXPECT_FALSE(output.Write("y"));
  EXPECT_FALSE(output.Flush());
}

}  // namespace
}  // namespace dechaff::io
