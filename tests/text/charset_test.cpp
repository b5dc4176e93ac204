#include "text/charset.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "encode.h"
#include "samples.h"
#include "text/single_byte.h"
#include "text/transcode.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

TEST(Labels, OfTheStandard) {
  struct Case {
    std::string_view label, charset;
  } cases[] = {
      {"UTF-8", "utf-8"},
      {" utf8\n", "utf-8"},
      {"latin1", "windows-1252"},
      {"US-ASCII", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"GB2312", "gbk"},
      {"x-sjis", "shift_jis"},
      {"ks_c_5601-1987", "euc-kr"},
      {"big5-hkscs", "big5"},
      {"koi8-ru", "koi8-u"},
      {"utf-16", "utf-16le"},
      {"unicodefffe", "utf-16be"},
      {"hz-gb-2312", "replacement"},
      {"tis-620", "windows-874"},
      {"x-user-defined", "x-user-defined"},
      {"", ""},
      {"utf-7", ""},
      {"utf-8x", ""},
      {"a label that is far too long to be one", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(CharsetForLabel(c.label), c.charset) << c.label;
}

// Every label of the table finds its charset, and every charset is a label of itself.
TEST(Labels, TableIsComplete) {
  std::ifstream in(DECHAFF_ROOT "/src/text/labels.inc");
  std::string all((std::istreambuf_iterator<char>(in)), {});
  std::set<std::string> charsets;
  size_t labels = 0;
  for (size_t at = all.find("{\""); at != std::string::npos; at = all.find("{\"", at + 1)) {
    size_t end = all.find('"', at + 2), begin = all.find('"', end + 1) + 1;
    std::string label = all.substr(at + 2, end - at - 2),
                charset = all.substr(begin, all.find('"', begin) - begin);
    EXPECT_EQ(CharsetForLabel(label), charset);
    EXPECT_EQ(CharsetForLabel(charset), charset);
    charsets.insert(charset);
    ++labels;
  }
  EXPECT_EQ(labels, 228u);
  EXPECT_EQ(charsets.size(), 40u);
}

TEST(Labels, EveryCharsetDecodesItsAscii) {
  for (const char* charset :
       {"ibm866", "koi8-r", "koi8-u", "macintosh", "windows-874", "x-mac-cyrillic", "gbk", "gb18030", "big5",
        "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "x-user-defined", "iso-8859-16", "iso-8859-8-i"}) {
    std::string out, ascii;
    for (char c = ' '; c < 0x7F; ++c) ascii.push_back(c);
    SourceMap map;
    MakeTranscoder(charset)->Feed(ascii, true, &out, &map);
    EXPECT_EQ(out, ascii) << charset;
  }
}

struct Decision {
  std::string charset, source, text;
  uint64_t replaced;
};

Decision Decide(std::string_view bytes, const CharsetHints& hints = {}) {
  Decoder decoder;
  Decoded d = decoder.Decode(bytes, hints);
  return {std::string(d.charset), d.source, std::string(d.text), d.replaced};
}

// Text in each language and charset, with nothing declared.
TEST(Charset, IsDetected) {
  struct Case {
    const char* text;
    const char* icu;
    const char* charset;
  } cases[] = {
      {kFrench, "windows-1252", "windows-1252"},
      {kPolish, "windows-1250", "windows-1250"},
      {kPolish, "iso-8859-2", "iso-8859-2"},
      {kRussian, "windows-1251", "windows-1251"},
      {kRussian, "koi8-r", "koi8-r"},
      {kRussian, "iso-8859-5", "iso-8859-5"},
      {kGreek, "windows-1253", "iso-8859-7"},  // the same bytes in both
      {kHebrew, "windows-1255", "iso-8859-8-i"},
      {kArabic, "windows-1256", "windows-1256"},
      {kChinese, "gb18030", "gb18030"},
      {kTaiwanese, "big5", "big5"},
      {kJapanese, "shift_jis", "shift_jis"},
      {kJapanese, "euc-jp", "euc-jp"},
      {kJapanese, "iso-2022-jp", "iso-2022-jp"},
      {kKorean, "euc-kr", "euc-kr"},
      {kFrench, "utf-16le", "utf-16le"},
      {kRussian, "utf-16be", "utf-16be"},
      {kJapanese, "utf-8", "utf-8"},
  };
  for (const Case& c : cases) {
    std::string bytes = Encode(c.text, c.icu);
    ASSERT_FALSE(bytes.empty()) << c.icu;
    Decision d = Decide(bytes);
    EXPECT_EQ(d.charset, c.charset) << c.icu;
    EXPECT_EQ(d.text, c.text) << c.icu;
    EXPECT_EQ(d.replaced, 0u);
  }
}

TEST(Charset, OrderOfEvidence) {
  const std::string russian = Encode(kRussian, "windows-1251"), meta = "<meta charset=windows-1251>";
  const std::string utf8 = kRussian;
  struct Case {
    const char* why;
    std::string bytes;
    CharsetHints hints;
    const char* charset;
    const char* source;
  } cases[] = {
      {"a mark beats the user's word", "\xEF\xBB\xBF" + utf8, {"koi8-r", "", false}, "utf-8", "bom"},
      {"the user's word beats the bytes", utf8, {"koi8-r", "", false}, "koi8-r", "given"},
      {"the user's word beats meta", meta + russian, {"koi8-r", "", true}, "koi8-r", "given"},
      {"an unknown word is no word", russian, {"klingon", "", false}, "windows-1251", "detected"},
      {"the header beats meta", meta + russian, {"", "koi8-r", true}, "koi8-r", "transport"},
      {"meta is believed", meta + russian, {"", "", true}, "windows-1251", "meta"},
      {"meta counts in HTML only", meta + russian, {"", "", false}, "windows-1251", "detected"},
      {"valid UTF-8 beats a legacy meta", meta + utf8, {"", "", true}, "utf-8", "valid"},
      {"valid UTF-8 beats a legacy header", utf8, {"", "windows-1251", false}, "utf-8", "valid"},
      {"meta says UTF-8 but it cannot be",
       "<meta charset=utf-8>" + russian,
       {"", "", true},
       "windows-1251",
       "detected"},
      {"header and meta both say Latin but all words are high",
       "<meta charset=latin1>" + russian,
       {"", "latin1", true},
       "windows-1251",
       "detected"},
      {"meta says EUC-KR but next to nothing decodes",
       "<meta charset=euc-kr>" + russian,
       {"", "", true},
       "windows-1251",
       "detected"},
      {"one bad byte does not unmake UTF-8", utf8 + " \xFF " + utf8, {"", "", false}, "utf-8", "detected"},
      {"nor if the label is a legacy one",
       meta + utf8 + " \xFF " + utf8,
       {"", "", true},
       "utf-8",
       "detected"},
      {"plain ASCII", "nothing to see", {"", "", false}, "utf-8", "valid"},
      {"nothing at all", "", {"", "", true}, "utf-8", "valid"},
      {"XML declaration",
       "<?xml version='1.0' encoding='windows-1251'?>" + russian,
       {"", "", true},
       "windows-1251",
       "meta"},
      {"a header that says replacement", russian, {"", "iso-2022-kr", false}, "windows-1251", "detected"},
      {"an ornament is no word",
       "<b>\xA7\xA7\xA7\xA7\xA7</b> text <b>\xA7\xA7\xA7\xA7\xA7</b>",
       {"", "", true},
       "windows-1252",
       nullptr},
      {"one word of Latin", "un caf\xE9 noir", {"", "", false}, "windows-1252", nullptr},
  };
  for (const Case& c : cases) {
    Decision d = Decide(c.bytes, c.hints);
    EXPECT_EQ(d.charset, c.charset) << c.why;
    if (c.source != nullptr) {
      EXPECT_EQ(d.source, c.source) << c.why;
    }
  }
}

// The cases of html5lib-tests whose kind they are, written anew.
TEST(Charset, MetaPrescan) {
  struct Case {
    const char* page;
    const char* charset;
  } cases[] = {
      {"<meta charset='koi8-r'>", "koi8-r"},
      {"<meta\ncharset = \"koi8-r\" />", "koi8-r"},
      {"<META CONTENT=\"text/html; Charset=KOI8-R\" HTTP-EQUIV='Content-Type'>", "koi8-r"},
      {"<meta http-equiv=content-type content='text/html; charset = \"koi8-r\"'>", "koi8-r"},
      {"<meta content='text/html;charset=koi8-r'>", "windows-1251"},  // no http-equiv
      {"<meta name=x content='charset=koi8-r'>", "windows-1251"},
      {"<metacharset=koi8-r>", "windows-1251"},
      {"<!-- <meta charset=koi8-r> -->", "windows-1251"},
      {"<!--><meta charset=koi8-r>", "koi8-r"},
      {"<script a='<meta charset=koi8-r>'></script>", "windows-1251"},
      {"<? <meta charset=koi8-r>", "windows-1251"},
      {"<meta charset=nonsense><meta charset=koi8-r>", "koi8-r"},
      {"<meta charset=x-user-defined>", "windows-1251"},  // means windows-1252, which it plainly is not
  };
  const std::string russian = Encode(kRussian, "windows-1251");
  for (const Case& c : cases)
    EXPECT_EQ(Decide(c.page + russian, {"", "", true}).charset, c.charset) << c.page;
}

TEST(Charset, WhatCannotBeDecodedIsCounted) {
  struct Case {
    std::string bytes;
    const char* charset;
    std::string text;
    uint64_t replaced;
  } cases[] = {
      {"a\xC3(\xE2\x82z\xF0\x9F\x98", "utf-8", "a\uFFFD(\uFFFDz\uFFFD", 3},
      {"\x81\x8D", "windows-1252", "\u0081\u008D", 0},  // as the standard has it
      {"\xAA\xD2", "windows-1253", "\uFFFD\uFFFD", 2},
      {"\x80", "gbk", "\u20AC", 0},
      {"\xA3\xA0", "gbk", "\u3000", 0},
      {"\x81<b>", "gbk", "\uFFFD<b>", 1},  // the tag is not swallowed
      {"\x82\xA0\x81", "shift_jis", "あ\uFFFD", 1},
      {std::string("\0\xD8\x41\0", 4), "utf-16le",
       "\uFFFD"
       "A",
       1},
      {"\xF7", "x-user-defined", "\uF7F7", 0},
      {"\xA4", "iso-8859-16", "\u20AC", 0},
  };
  for (const Case& c : cases) {
    Decision d = Decide(c.bytes, {c.charset, "", false});
    EXPECT_EQ(d.text, c.text) << c.charset;
    EXPECT_EQ(d.replaced, c.replaced) << c.charset;
  }
}

// Each character's bytes, found through the map, decode to that character and lie in order.
TEST(Charset, MapIsExactToTheCharacter) {
  for (const char* charset : {"utf-8", "windows-1251", "gb18030", "shift_jis", "euc-jp", "iso-2022-jp",
                              "utf-16le", "big5", "euc-kr"}) {
    std::string text;
    for (int i = 0; i < 300; ++i) {
      text += "ASCII ";
      text += std::string_view(charset) == "windows-1251" ? kRussian : "東京 and a stretch of text、";
      if (std::string_view(charset).substr(0, 3) == "utf" || std::string_view(charset) == "gb18030")
        text += kEmoji;
    }
    std::string bytes = Encode(text, charset);
    if (std::string_view(charset) == "utf-8") bytes.insert(100, "\xFF");
    Decoder decoder;
    Decoded d = decoder.Decode(bytes, {charset, "", false});
    std::vector<uint64_t> starts;
    for (size_t i = 0; i < d.text.size();) {
      starts.push_back(d.map.ToInput(i));
      int size;
      DecodeAt(d.text.data() + i, d.text.data() + d.text.size(), &size);
      i += static_cast<size_t>(size);
    }
    starts.push_back(bytes.size());
    EXPECT_EQ(d.map.ToInput(d.text.size()), bytes.size()) << charset;
    if (std::string_view(charset) == "iso-2022-jp") continue;  // its bytes mean nothing alone
    size_t at = 0;
    for (size_t k = 0; k + 1 < starts.size(); ++k) {
      ASSERT_LT(starts[k], starts[k + 1]) << charset << " character " << k;
      std::string out;
      SourceMap map;
      MakeTranscoder(charset)->Feed(bytes.substr(starts[k], starts[k + 1] - starts[k]), true, &out, &map);
      ASSERT_EQ(out, d.text.substr(at, out.size())) << charset << " character " << k;
      at += out.size();
    }
    EXPECT_EQ(at, d.text.size());
  }
}

TEST(Charset, Utf8IsNotCopied) {
  std::string bytes = kJapanese;
  Decoder decoder;
  EXPECT_EQ(decoder.Decode(bytes, {}).text.data(), bytes.data());
  std::string marked = "\xEF\xBB\xBF" + bytes;
  Decoded d = decoder.Decode(marked, {});
  EXPECT_EQ(d.text, bytes);
  EXPECT_EQ(d.map.ToInput(5), 8u);
}

}  // namespace
}  // namespace dechaff::text
