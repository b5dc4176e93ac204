#include "io/atomic_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "temporary_folder.h"

namespace dechaff::io {
namespace {

using testing::ReadAll;
using testing::TemporaryFolder;
using Existing = AtomicFile::Existing;

class AtomicFileTest : public ::testing::Test {
 protected:
  // Writes "new" to `path` and commits.
  Status Replace(const std::string& path, Existing existing = Existing::kReplace) {
    StatusOr<AtomicFile> file = AtomicFile::Create(&files_, path, existing);
    if (!file.ok()) return file.status();
    EXPECT_TRUE(WriteAll(file.value().fd(), "new"));
    return file.value().Commit(/*durable=*/true);
  }

  TemporaryFolder folder_;
  TemporaryFiles files_;
};

mode_t ModeOf(const std::string& path) {
  struct stat info {};
  stat(path.c_str(), &info);
  return info.st_mode & 07777;
}

TEST_F(AtomicFileTest, NewFileHasThePermissionsOfAPlainCreation) {
  const mode_t old_mask = umask(0027);
  EXPECT_TRUE(Replace(folder_ / "a").ok());
  umask(old_mask);
  EXPECT_EQ(ReadAll(folder_ / "a"), "new");
  EXPECT_EQ(ModeOf(folder_ / "a"), 0640u);
  EXPECT_EQ(folder_.CountEntries(), 1u);
}

TEST_F(AtomicFileTest, OldFileStaysUntilCommit) {
  const std::string path = folder_.Write("a", "old");
  {
    StatusOr<AtomicFile> file = AtomicFile::Create(&files_, path, Existing::kReplace);
    ASSERT_TRUE(file.ok());
    EXPECT_TRUE(WriteAll(file.value().fd(), "half"));
    EXPECT_EQ(ReadAll(path), "old");
    EXPECT_EQ(folder_.CountEntries(), 2u);
  }
  EXPECT_EQ(ReadAll(path), "old");
  EXPECT_EQ(folder_.CountEntries(), 1u);
}

TEST_F(AtomicFileTest, OldFilePassesOnItsPermissions) {
  const std::string path = folder_.Write("a", "old");
  chmod(path.c_str(), 0755);
  EXPECT_TRUE(Replace(path).ok());
  EXPECT_EQ(ReadAll(path), "new");
  EXPECT_EQ(ModeOf(path), 0755u);
}

TEST_F(AtomicFileTest, LinksStayAndTheirTargetIsReplaced) {
  folder_.Write("sub/target", "old");
  ASSERT_EQ(symlink("sub/target", (folder_ / "link").c_str()), 0);
  ASSERT_EQ(symlink("sub/none", (folder_ / "dangling").c_str()), 0);
  EXPECT_TRUE(Replace(folder_ / "link").ok());
  EXPECT_TRUE(Replace(folder_ / "dangling").ok());
  EXPECT_TRUE(std::filesystem::is_symlink(folder_ / "link"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder_ / "dangling"));
  EXPECT_EQ(ReadAll(folder_ / "sub/target"), "new");
  EXPECT_EQ(ReadAll(folder_ / "sub/none"), "new");
}

TEST_F(AtomicFileTest, RefusesAnExistingFileWhenToldTo) {
  const std::string path = folder_.Write("a", "old");
  EXPECT_EQ(Replace(path, Existing::kRefuse).code(), Status::Code::kInvalid);
  EXPECT_EQ(ReadAll(path), "old");
  EXPECT_TRUE(Replace(folder_ / "b", Existing::kRefuse).ok());
}

TEST_F(AtomicFileTest, RefusesAFileThatAppearedMeanwhile) {
  StatusOr<AtomicFile> file = AtomicFile::Create(&files_, folder_ / "a", Existing::kRefuse);
  ASSERT_TRUE(file.ok());
  folder_.Write("a", "other");
  EXPECT_FALSE(file.value().Commit(/*durable=*/false).ok());
  EXPECT_EQ(ReadAll(folder_ / "a"), "other");
}

TEST_F(AtomicFileTest, WritesADeviceStraight) { EXPECT_TRUE(Replace("/dev/null").ok()); }

TEST_F(AtomicFileTest, RefusesFoldersAndMissingFolders) {
  EXPECT_EQ(Replace(folder_.path()).message(), folder_.path() + ": Is a directory");
  EXPECT_FALSE(Replace(folder_ / "none/a").ok());
}

TEST_F(AtomicFileTest, RemoveAllLeavesNothing) {
  StatusOr<AtomicFile> first = AtomicFile::Create(&files_, folder_ / "a", Existing::kReplace);
  StatusOr<AtomicFile> second = AtomicFile::Create(&files_, folder_ / "b", Existing::kReplace);
  ASSERT_EQ(folder_.CountEntries(), 2u);
  // Nothing that comes after RemoveAll may use the registry, so a forked child dies with it.
  const pid_t child = fork();
  if (child == 0) {
    files_.RemoveAll();
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  EXPECT_EQ(folder_.CountEntries(), 0u);
}

}  // namespace
}  // namespace dechaff::io
