#include "crawl/byte_stream.h"

#include <gtest/gtest.h>

#include "account.h"
#include "build.h"

namespace dechaff::crawl {
namespace {

struct Coded {
  const char* name;
  std::string (*code)(std::string_view);
};

std::string ZstdOf(std::string_view bytes) { return Zstd(bytes); }

constexpr Coded kCodings[] = {{"gzip", Gzip}, {"zstd", ZstdOf}, {"bzip2", Bzip2}, {"xz", Xz}, {"lz4", Lz4}};

// Long enough for several steps of any decoder, and hard to compress.
std::string Noise(size_t size) {
  std::string bytes;
  for (uint64_t x = 1; bytes.size() < size; x = x * 6364136223846793005u + 1442695040888963407u)
    bytes += static_cast<char>('a' + (x >> 60));
  return bytes;
}

std::string Drain(ByteStream* stream, int* gaps) {
  std::string all;
  for (;;) {
    const std::string_view bytes = stream->Peek(1);
    all += bytes;
    stream->Consume(bytes.size());
    if (!bytes.empty()) continue;
    if (stream->stop() == ByteStream::Stop::kEnd) return all;
    stream->PassGap();
    ++*gaps;
  }
}

TEST(ByteStreamTest, EveryCodingInOneAndManyMembers) {
  const std::string a = Noise(300000), b = "short", c = Noise(70000);
  for (const Coded& coding : kCodings) {
    for (const size_t piece : {size_t{7}, size_t{1} << 20}) {
      const std::string file = coding.code(a) + coding.code(b) + coding.code(c);
      Account account;
      ByteStream stream(ReadFrom(file, piece), &account);
      int gaps = 0;
      EXPECT_EQ(Drain(&stream, &gaps), a + b + c) << coding.name;
      EXPECT_EQ(gaps, 0);
      EXPECT_TRUE(account.damages.empty()) << coding.name;
      EXPECT_EQ(stream.intact_bytes(), file.size());
    }
  }
}

TEST(ByteStreamTest, GoesOnAfterDamage) {
  const std::string a = Noise(5000), b = Noise(200000), c = Noise(9000);
  for (const Coded& coding : kCodings) {
    const std::string first = coding.code(a), second = coding.code(b), third = coding.code(c);
    std::string flipped = second;
    for (size_t i = second.size() / 2; i < second.size() / 2 + 40; ++i)
      flipped[i] = static_cast<char>(flipped[i] ^ 0x55);
    for (const std::string& damaged :
         {flipped, second.substr(0, second.size() / 2), second + "garbage between members"}) {
      const std::string file = first + damaged + third;
      Account account;
      ByteStream stream(ReadFrom(file, 1 << 16), &account);
      int gaps = 0;
      const std::string got = Drain(&stream, &gaps);
      EXPECT_TRUE(got.starts_with(a)) << coding.name;
      EXPECT_TRUE(got.ends_with(c)) << coding.name << ' '
                                    << (account.damages.empty() ? "" : account.damages[0].reason);
      EXPECT_GE(gaps, 1) << coding.name;
      EXPECT_EQ(stream.intact_bytes() + account.left_over, file.size()) << coding.name;
    }
  }
}

TEST(ByteStreamTest, ReportsATruncatedEnd) {
  for (const Coded& coding : kCodings) {
    const std::string whole = coding.code(Noise(100000));
    const std::string file = whole.substr(0, whole.size() - 3);
    Account account;
    ByteStream stream(ReadFrom(file, 1 << 16), &account);
    int gaps = 0;
    Drain(&stream, &gaps);
    ASSERT_EQ(account.damages.size(), 1u) << coding.name;
    EXPECT_EQ(account.damages[0].range.end, file.size());
    EXPECT_EQ(stream.intact_bytes() + account.left_over, file.size());
  }
}

TEST(ByteStreamTest, CutsABombAndGoesOn) {
  const std::string file = Gzip(std::string(40 << 20, '\0')) + Gzip("after");
  Account account;
  ByteStream stream(ReadFrom(file, 4096), &account, {.bomb_floor = 1 << 20, .bomb_ratio = 200});
  int gaps = 0;
  const std::string got = Drain(&stream, &gaps);
  EXPECT_LT(got.size(), size_t{8} << 20);
  EXPECT_TRUE(got.ends_with("after"));
  EXPECT_EQ(stream.intact_bytes() + account.left_over, file.size());
}

// Beginnings of members everywhere must not make the search for a good one slow.
TEST(ByteStreamTest, LinearOnFalseBeginnings) {
  std::string file = Gzip("first");
  while (file.size() < (size_t{4} << 20)) file += "\x1f\x8b\x08";
  Account account;
  ByteStream stream(ReadFrom(file, 1 << 16), &account);
  int gaps = 0;
  EXPECT_TRUE(Drain(&stream, &gaps).starts_with("first"));
  EXPECT_EQ(stream.intact_bytes() + account.left_over, file.size());
}

// So many that no more bytes may be decoded again; decoders take nothing of some of them.
TEST(ByteStreamTest, GoesOnBehindEachOfManyFalseBeginnings) {
  for (const Coded& coding : kCodings) {
    const std::string good = coding.code("good"), magic = coding.code("").substr(0, 10);
    for (const size_t size : {size_t{4}, size_t{6}, magic.size()}) {
      std::string file = good;
      for (int i = 0; i < 10000; ++i) file += magic.substr(0, size);
      file += good;
      Account account;
      ByteStream stream(ReadFrom(file, 1 << 20), &account);
      int gaps = 0;
      EXPECT_TRUE(Drain(&stream, &gaps).starts_with("good")) << coding.name;
      EXPECT_EQ(stream.file_bytes(), file.size());
    }
  }
}

TEST(ByteStreamTest, TakesTheDictionaryOfWarcZst) {
  const std::string dictionary = Noise(4000), text = dictionary.substr(100, 3000);
  for (const std::string& content : {dictionary, Zstd(dictionary)}) {
    std::string file = "\x5d\x2a\x4d\x18";
    for (int i = 0; i < 4; ++i) file += static_cast<char>(content.size() >> (8 * i));
    file += content + Zstd(text, dictionary) + Zstd("x", dictionary);
    Account account;
    ByteStream stream(ReadFrom(file, 100), &account);
    int gaps = 0;
    EXPECT_EQ(Drain(&stream, &gaps), text + "x");
    EXPECT_EQ(gaps, 0);
  }
}

TEST(ByteStreamTest, TellsOfReadErrors) {
  Account account;
  ByteStream stream([](char*, size_t) { return errno = EIO, ssize_t{-1}; }, &account);
  EXPECT_TRUE(stream.Peek(1).empty());
  EXPECT_EQ(stream.status().message(), "Input/output error");
}

}  // namespace
}  // namespace dechaff::crawl
