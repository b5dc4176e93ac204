#include "text/stream_decoder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "encode.h"
#include "samples.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

struct Streamed {
  std::string text, charset;
  std::vector<uint64_t> starts;  // where each decoded byte's character came from, as known at the end
};

// Feeds `bytes` in pieces of `chunk`.
Streamed Stream(std::string_view bytes, size_t chunk, const CharsetHints& hints = {}) {
  StreamDecoder decoder(hints);
  Streamed s;
  for (size_t at = 0; at < bytes.size(); at += chunk) {
    std::string_view piece = decoder.Feed(bytes.substr(at, chunk));
    EXPECT_TRUE(IsValidUtf8(piece));
    s.text += piece;
  }
  s.text += decoder.Finish();
  s.charset = decoder.charset();
  for (size_t i = 0; i < s.text.size(); i += 7) s.starts.push_back(decoder.ToInput(i));
  return s;
}

std::string Repeated(const std::string& text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += text + "\n";
  return all;
}

TEST(StreamDecoder, DoesNotDependOnTheChunks) {
  struct Case {
    std::string bytes;
    const char* charset;
    std::string text;
  };
  const std::string ascii = Repeated("Only plain ASCII here.", 100), french = Repeated(kFrench, 400);
  std::vector<Case> cases = {
      {ascii, "utf-8", ascii},
      {"short", "utf-8", "short"},
      {"", "utf-8", ""},
      {ascii + french, "utf-8", ascii + french},
      {ascii + Encode(french, "windows-1252"), "windows-1252", ascii + french},
      {"\xEF\xBB\xBF" + french, "utf-8", french},
      {ascii + "\x1B[1mbold\x1B[0m " + french, "utf-8", ascii + "\x1B[1mbold\x1B[0m " + french},
  };
  for (auto [text, charset] : {std::pair{kRussian, "windows-1251"},
                               {kChinese, "gb18030"},
                               {kJapanese, "shift_jis"},
                               {kJapanese, "iso-2022-jp"},
                               {kRussian, "utf-16le"},
                               {kEmoji, "utf-16be"},
                               {kKorean, "euc-kr"}}) {
    std::string all = Repeated(text, 700);
    cases.push_back({Encode(all, charset), charset, all});
  }
  for (const Case& c : cases) {
    Streamed whole = Stream(c.bytes, c.bytes.size() + 1);
    EXPECT_EQ(whole.charset, c.charset);
    EXPECT_EQ(whole.text, c.text) << c.charset;
    for (size_t chunk : {1, 2, 3, 7, 4096, 65537}) {
      Streamed cut = Stream(c.bytes, chunk);
      EXPECT_EQ(cut.text, whole.text) << c.charset << " chunk " << chunk;
      EXPECT_EQ(cut.starts, whole.starts) << c.charset << " chunk " << chunk;
    }
  }
}

TEST(StreamDecoder, IllFormedUtf8CutAnywhere) {
  std::string bytes;
  for (int i = 0; i < 3000; ++i)
    bytes += "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82, \xE2\x82\xAC \xF0\x9F\x98\x80 ";
  for (const char* bad : {"\xE2\x82", "\xF0\x9F", "\xC3", "\xE2\xE2\x82", "\xED\xA0\x80", "\x80\x80"}) {
    std::string broken = bytes + bad + "A" + bytes + bad;
    Streamed whole = Stream(broken, broken.size());
    EXPECT_EQ(whole.charset, "utf-8");
    for (size_t chunk : {1, 2, 3, 5, 64}) EXPECT_EQ(Stream(broken, chunk).text, whole.text);
  }
}

TEST(StreamDecoder, AsciiComesOutAtOnce) {
  StreamDecoder decoder({});
  std::string line(1000, 'y');
  EXPECT_EQ(decoder.Feed(line), line);
  EXPECT_EQ(decoder.Feed("more"), "more");
}

TEST(StreamDecoder, TheUsersWordNeedsNoProbe) {
  StreamDecoder decoder({"windows-1251", "", false});
  std::string russian = Encode(Repeated(kRussian, 3), "windows-1251");
  EXPECT_EQ(std::string(decoder.Feed(russian)), Repeated(kRussian, 3));
}

TEST(StreamDecoder, MapReachesBackInBoundedMemory) {
  StreamDecoder decoder({});
  std::string russian = Encode(Repeated(kRussian, 100), "windows-1251");
  uint64_t in = 0, out = 0;
  for (int i = 0; i < 2000; ++i) {
    in += russian.size();
    out += decoder.Feed(russian).size();
  }
  out += decoder.Finish().size();
  EXPECT_EQ(decoder.ToInput(out), in);
  uint64_t back = StreamDecoder::kReach / 2;
  uint64_t at = decoder.ToInput(out - back);
  EXPECT_NEAR(static_cast<double>(in - at),
              static_cast<double>(back) * static_cast<double>(in) / static_cast<double>(out), 200.0);
}

}  // namespace
}  // namespace dechaff::text
