#include "io/name_list.h"

#include <gtest/gtest.h>

#include <vector>

#include "temporary_folder.h"

namespace dechaff::io {
namespace {

using testing::TemporaryFolder;
using Names = std::vector<std::string>;

struct Read {
  Names names;
  Status status;
};

Read ReadList(const std::string& content, char delimiter) {
  TemporaryFolder folder;
  StatusOr<NameList> list = NameList::Open(folder.Write("list", content), delimiter);
  Read read;
  for (std::string name; list.value().Next(&name);) read.names.push_back(name);
  read.status = list.value().status();
  return read;
}

TEST(NameList, GivesNamesWithOrWithoutALastDelimiter) {
  EXPECT_EQ(ReadList("a\nb c\n\nd", '\n').names, (Names{"a", "b c", "d"}));
  EXPECT_EQ(ReadList("a\nb\n", '\n').names, (Names{"a", "b"}));
  EXPECT_EQ(ReadList(std::string("a\nb\0c\0", 6), '\0').names, (Names{"a\nb", "c"}));
  EXPECT_EQ(ReadList("", '\n').names, Names{});
}

TEST(NameList, GivesNamesThatCrossReads) {
  Names names;
  std::string content;
  for (int i = 0; i < 5000; ++i) {
    names.push_back("folder/name-" + std::to_string(i));
    content += names.back() + "\n";
  }
  EXPECT_EQ(ReadList(content, '\n').names, names);
}

TEST(NameList, RefusesWhatIsNoList) {
  EXPECT_FALSE(ReadList(std::string("a\0b\n", 4), '\n').status.ok());
  EXPECT_FALSE(ReadList(std::string(200000, 'x'), '\n').status.ok());
  EXPECT_FALSE(NameList::Open("/none/such", '\n').ok());
}

}  // namespace
}  // namespace dechaff::io
