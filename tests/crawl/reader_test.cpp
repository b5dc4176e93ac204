// WARC and ARC records from whole, damaged and lying dumps.
#include <gtest/gtest.h>

#include "account.h"
#include "build.h"

namespace dechaff::crawl {
namespace {

std::vector<std::string> Contents(const Account& account) {
  std::vector<std::string> contents;
  for (const Record& record : account.records) contents.emplace_back(record.content);
  return contents;
}

using Strings = std::vector<std::string>;

TEST(ReaderTest, WarcFields) {
  const Account account = ReadAll(MakeRecord("Response", "<http://a/>", "hello"));
  ASSERT_EQ(account.records.size(), 1u);
  const Record& record = account.records[0];
  EXPECT_EQ(record.kind, RecordKind::kDocument);
  EXPECT_EQ(record.type, "response");
  EXPECT_EQ(record.url, "http://a/");
  EXPECT_EQ(record.id, "<urn:uuid:1>");
  EXPECT_EQ(record.date, "2024-01-02T03:04:05Z");
  EXPECT_EQ(record.content, "hello");
  EXPECT_EQ(record.damage, "");
  EXPECT_EQ(account.error, "");
}

TEST(ReaderTest, OffsetsAreThoseOfMembers) {
  const std::string first = Gzip(MakeRecord("resource", "http://a/", "one"));
  const Account account = ReadAll(first + Gzip(MakeRecord("resource", "http://b/", "two")));
  ASSERT_EQ(account.records.size(), 2u);
  EXPECT_EQ(account.records[0].file_offset, 0u);
  EXPECT_EQ(account.records[1].file_offset, first.size());
}

TEST(ReaderTest, LineFeedsAloneAndOldVersions) {
  const Account account =
      ReadAll("WARC/0.18\nWARC-Type: response\nContent-Length: 3\n\nabc\n\nWARC/1.1\nContent-Length: 0\n\n");
  EXPECT_EQ(Contents(account), (Strings{"abc", ""}));
  EXPECT_TRUE(account.damages.empty());
}

struct Lie {
  const char* length;
  const char* damage;
  Strings contents;
};

TEST(ReaderTest, LyingLengthsCostOneRecord) {
  const Lie lies[] = {
      {"3", "its content does not end where its length says", {"one", "hel", "two"}},
      {"11", "its length reaches into the next record", {"one", "hello", "two"}},
      {"60", "its length reaches into the next record", {"one", "hello", "two"}},
      {"999999999999", "its length reaches into the next record", {"one", "hello\r\n\r\n", "two"}},
      {"-5", "its header gives no usable length", {"one", "", "two"}},
      {"five", "its header gives no usable length", {"one", "", "two"}},
  };
  const std::string before = MakeRecord("resource", "http://a/", "one");
  const std::string after = MakeRecord("resource", "http://c/", "two");
  for (const Lie& lie : lies) {
    const Account account =
        ReadAll(before + MakeRecord("resource", "http://b/", "hello", lie.length) + after);
    ASSERT_EQ(Contents(account), lie.contents) << lie.length;
    EXPECT_EQ(account.records[1].damage, lie.damage) << lie.length;
    EXPECT_EQ(account.records[2].damage, "") << lie.length;
    EXPECT_EQ(account.error, "") << lie.length;
  }
}

TEST(ReaderTest, AWarcInsideARecordStaysInside) {
  const std::string inner = MakeRecord("resource", "http://inner/", "x");
  const Account account =
      ReadAll(MakeRecord("resource", "http://a/", inner) + MakeRecord("resource", "http://b/", "y"));
  EXPECT_EQ(Contents(account), (Strings{inner, "y"}));
}

TEST(ReaderTest, LongContentIsCut) {
  const std::string dump = MakeRecord("resource", "http://a/", std::string(500000, 'x')) +
                           MakeRecord("resource", "http://b/", "y");
  const Account account = ReadAll(dump, WarcGrammar(), 1 << 16, {.content = 1000});
  EXPECT_EQ(Contents(account), (Strings{std::string(1000, 'x'), "y"}));
  EXPECT_EQ(account.records[0].damage, "is longer than the limit of 1000 bytes");
  EXPECT_EQ(account.error, "");
}

TEST(ReaderTest, GarbageIsReportedWithItsPlace) {
  const std::string record = MakeRecord("resource", "http://a/", "one");
  const std::string header_without_end = "WARC/1.0\r\nX: " + std::string(70000, 'x') + "\r\n";
  for (const std::string& garbage : {std::string("garbage\n"), header_without_end}) {
    const Account account = ReadAll(record + garbage + record);
    EXPECT_EQ(Contents(account), (Strings{"one", "one"}));
    ASSERT_EQ(account.damages.size(), 1u);
    EXPECT_EQ(account.damages[0].range.begin, record.size());
    EXPECT_EQ(account.damages[0].range.end, record.size() + garbage.size());
    EXPECT_EQ(account.error, "");
  }
}

// Cut anywhere, all records before the cut are whole and the account adds up, in pieces of any size.
TEST(ReaderTest, AHeaderEndsWhereAnotherRecordBegins) {
  const std::string record = MakeRecord("resource", "http://a/", "one");
  for (const std::string& begun : {"WARC/1.0\r\n", "WARC/1.0\r\nWARC-Type: response\r\n"}) {
    const Account account = ReadAll(begun + record);
    EXPECT_EQ(Contents(account), Strings{"one"});
    ASSERT_EQ(account.damages.size(), 1u);
    EXPECT_EQ(account.damages[0].range.end, begun.size());
    EXPECT_EQ(account.damages[0].reason, "a header without an end");
  }
}

TEST(ReaderTest, LinearOnHeadersWithoutEnd) {
  std::string dump;
  while (dump.size() < (size_t{8} << 20)) dump += "WARC/1.0\r\n";
  const Account account = ReadAll(dump + MakeRecord("resource", "http://a/", "one"));
  EXPECT_EQ(Contents(account), Strings{"one"});
  EXPECT_EQ(account.error, "");
}

TEST(ReaderTest, CutAnywhere) {
  const std::string one = MakeRecord("resource", "http://a/", "one");
  const std::string two = MakeRecord("response", "http://b/", "HTTP/1.0 200 OK\r\n\r\ntwo");
  for (const bool compressed : {false, true}) {
    const std::string first = compressed ? Gzip(one) : one;
    const std::string dump = first + (compressed ? Gzip(two) : two);
    for (size_t size = 0; size <= dump.size(); ++size) {
      const Account account = ReadAll(std::string_view(dump).substr(0, size), WarcGrammar(), 1 + size % 50);
      EXPECT_EQ(account.error, "") << size;
      if (size < first.size()) continue;
      ASSERT_GE(account.records.size(), 1u) << size;
      EXPECT_EQ(account.records[0].content, "one");
      EXPECT_EQ(account.records[0].damage, "") << size;
      const bool is_damaged =
          account.records.size() < 2 || !account.records[1].damage.empty() || !account.damages.empty();
      const size_t needed = compressed ? dump.size() : dump.size() - 4;  // the line ends may be missing
      EXPECT_EQ(is_damaged && size != first.size(), size > first.size() && size < needed) << size;
    }
  }
}

TEST(ReaderTest, AWrongChecksumMarksItsRecordOnly) {
  std::string middle = Gzip(MakeRecord("resource", "http://b/", "two"));
  middle[middle.size() - 6] = static_cast<char>(middle[middle.size() - 6] ^ 1);
  const Account account = ReadAll(Gzip(MakeRecord("resource", "http://a/", "one")) + middle +
                                  Gzip(MakeRecord("resource", "http://c/", "three")));
  EXPECT_EQ(Contents(account), (Strings{"one", "two", "three"}));
  EXPECT_EQ(account.records[0].damage, "");
  EXPECT_EQ(account.records[1].damage, "its compressed data are damaged");
  EXPECT_EQ(account.records[2].damage, "");
  EXPECT_EQ(account.error, "");
}

TEST(ReaderTest, ArcBothVersions) {
  const Account account = ReadAll(
      "filedesc://x.arc 0.0.0.0 20140216050221 text/plain 5\n1 0 X\n"
      "http://a/b c 127.0.0.1 20140216050221 text/html 5\nhello\n"
      "http://d/ 127.0.0.1 20140216050221 text/html 200 - - 99 x.arc 3\nabc\n",
      ArcGrammar());
  EXPECT_EQ(Contents(account), (Strings{"1 0 X", "hello", "abc"}));
  EXPECT_EQ(account.records[0].kind, RecordKind::kOther);
  EXPECT_EQ(account.records[1].url, "http://a/b c");
  EXPECT_EQ(account.records[2].url, "http://d/");
  EXPECT_EQ(account.records[2].media_type, "text/html");
  EXPECT_TRUE(account.damages.empty());
  EXPECT_EQ(account.error, "");
}

TEST(ReaderTest, OpenDumpTellsTheKind) {
  Account account;
  const std::string warc = Gzip(MakeRecord("resource", "http://a/", "one"));
  auto dump = OpenDump(ReadFrom(warc, 5), &account);
  ASSERT_TRUE(dump.ok());
  Record record;
  EXPECT_TRUE(dump.value()->Next(&record));
  EXPECT_EQ(record.content, "one");
  EXPECT_FALSE(dump.value()->Next(&record));
  EXPECT_FALSE(OpenDump(ReadFrom("<html>", 5), &account).ok());
  EXPECT_FALSE(OpenDump(ReadFrom("", 5), &account).ok());
}

}  // namespace
}  // namespace dechaff::crawl
