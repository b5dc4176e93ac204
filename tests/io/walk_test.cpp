#include "io/walk.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "temporary_folder.h"

namespace dechaff::io {
namespace {

using testing::TemporaryFolder;

class WalkTest : public ::testing::Test {
 protected:
  // What a walk gives: paths without the folder's own, "!" before those that cannot be read.
  std::vector<std::string> Walk(std::vector<std::string> names, Walker::Options options = {}) {
    size_t next = 0;
    Walker walker(
        [&](std::string* name) {
          if (next == names.size()) return false;
          *name = names[next++];
          return true;
        },
        options);
    std::vector<std::string> found;
    while (const std::optional<Input> input = walker.Next()) {
      std::string path = input->path;
      if (path.starts_with(folder_.path())) path.erase(0, folder_.path().size() + 1);
      found.push_back((input->status.ok() ? "" : "!") + path);
    }
    return found;
  }

  TemporaryFolder folder_;
};

using Paths = std::vector<std::string>;

TEST_F(WalkTest, FoldersComeInTheOrderOfBytes) {
  for (const char* name : {"b", "a/z", "a/b/c", "a.txt", "Z", "\xC3\xA9", "10", "9", "empty/"}) {
    if (std::string_view(name).ends_with('/')) {
      std::filesystem::create_directories(folder_ / name);
    } else {
      folder_.Write(name, "");
    }
  }
  EXPECT_EQ(Walk({folder_.path()}), (Paths{"10", "9", "Z", "a/b/c", "a/z", "a.txt", "b", "\xC3\xA9"}));
}

TEST_F(WalkTest, NamesKeepTheirOrderAndMayBeMissing) {
  folder_.Write("a", "");
  folder_.Write("d/b", "");
  // A missing file is found out when it is opened.
  EXPECT_EQ(Walk({folder_ / "none", folder_ / "d", folder_ / "a", "-"}), (Paths{"none", "d/b", "a", "-"}));
}

TEST_F(WalkTest, StandardInputIsGivenOnce) { EXPECT_EQ(Walk({"-", "-"}), (Paths{"-", "!-"})); }

TEST_F(WalkTest, LinksInFoldersAreFollowedOnlyWhenAsked) {
  folder_.Write("target/a", "");
  std::filesystem::create_directories(folder_ / "d");
  ASSERT_EQ(symlink("../target", (folder_ / "d/folder").c_str()), 0);
  ASSERT_EQ(symlink("../target/a", (folder_ / "d/file").c_str()), 0);
  ASSERT_EQ(symlink("..", (folder_ / "d/loop").c_str()), 0);
  ASSERT_EQ(symlink("none", (folder_ / "d/none").c_str()), 0);
  EXPECT_EQ(Walk({folder_ / "d"}), Paths{});
  // The loop is entered once, since the folder above was not part of the walk, and seen then.
  EXPECT_EQ(Walk({folder_ / "d"}, {.follow_links = true, .skip = {}}),
            (Paths{"d/file", "d/folder/a", "!d/loop/d", "d/loop/target/a", "!d/none"}));
  EXPECT_EQ(Walk({folder_ / "d/folder"}), Paths{"d/folder/a"});
}

TEST_F(WalkTest, FifosInFoldersAreNotOpened) {
  ASSERT_EQ(mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(Walk({folder_.path()}), Paths{"!fifo"});
  EXPECT_EQ(Walk({folder_ / "fifo"}), Paths{"fifo"});
}

TEST_F(WalkTest, PassesOverTheFolderOfTheOutput) {
  folder_.Write("a", "");
  folder_.Write("out/b", "");
  struct stat info {};
  ASSERT_EQ(stat((folder_ / "out").c_str(), &info), 0);
  EXPECT_EQ(Walk({folder_.path()}, {.follow_links = false, .skip = FileIdentity(info)}), Paths{"a"});
}

}  // namespace
}  // namespace dechaff::io
