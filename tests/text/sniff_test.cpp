#include "text/sniff.h"

#include <gtest/gtest.h>

#include <string>

#include "encode.h"
#include "samples.h"

namespace dechaff::text {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

TEST(Sniff, BinaryKinds) {
  std::string noise;
  uint32_t state = 1;
  for (int i = 0; i < 5000; ++i)
    noise.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 24));
  struct Case {
    std::string bytes;
    std::string_view kind;
  } cases[] = {
      {"%PDF-1.7\n", "pdf"},
      {"\xFF\xD8\xFF\xE0", "jpeg"},
      {"\x89PNG\r\n\x1A\n", "png"},
      {"GIF89a", "gif"},
      {"PK\x03\x04", "zip"},
      {"\x1F\x8B\x08", "gzip"},
      {"\x7F"
       "ELF\x02",
       "elf"},
      {std::string("RIFF\x10\0\0\0WEBPVP8 ", 16), "webp"},
      {std::string("\0\0\0\x18"
                   "ftypmp42",
                   12),
       "mp4"},
      {noise, "binary"},
      {std::string(1000, '\0'), "binary"},
      {"", ""},
      {"plain text", ""},
      {"PKW is German for a car", ""},
      {"GIF images are old", ""},
      {kJapanese, ""},
      {Encode(kChinese, "gb18030"), ""},
      {Encode(kJapanese, "iso-2022-jp"), ""},
      {Encode(kRussian, "koi8-r"), ""},
      {Encode(kFrench, "utf-16le"), ""},
      {Encode(kRussian, "utf-16be"), ""},
      {"\x1B[1mbold\x1B[0m and \x1B[31mred\x1B[0m", ""},
      {"<p>A page with one NUL\0 in it, and a good deal of text around it to make up for that."s, ""},
  };
  for (const Case& c : cases) EXPECT_EQ(BinaryKind(c.bytes), c.kind) << c.bytes.substr(0, 20);
}

TEST(Sniff, Utf16WithoutAMark) {
  EXPECT_EQ(Utf16Kind(Encode(kFrench, "utf-16le")), "utf-16le");
  EXPECT_EQ(Utf16Kind(Encode(kFrench, "utf-16be")), "utf-16be");
  EXPECT_EQ(Utf16Kind(Encode(std::string(kChinese) + "\r\n2024\r\n", "utf-16le")), "utf-16le");
  EXPECT_EQ(Utf16Kind("plain text, of which no unit has a NUL"), "");
  EXPECT_EQ(Utf16Kind("text with\0one\0or two NULs in it, which is damaged but not UTF-16 at all"sv), "");
  EXPECT_EQ(Utf16Kind(std::string(100, '\0')), "");
}

TEST(Sniff, HtmlOrText) {
  struct Case {
    const char* why;
    std::string text;
    bool html;
  } cases[] = {
      {"doctype", "<!DOCTYPE html><title>x", true},
      {"old doctype, after a mark and blanks",
       "\xEF\xBB\xBF \n<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", true},
      {"html", "<html lang=en>", true},
      {"body in capitals", "<BODY>text", true},
      {"comment first", "<!-- saved from --><html><p>x", true},
      {"nothing but a comment", "<!-- empty -->", true},
      {"fragment", "<p>A paragraph without a document around it.</p>", true},
      {"fragment that begins with text",
       "Hello <b>bold</b> and <i>italic</i> <br> and <a href='x'>a link</a>.", true},
      {"wrapper of another program",
       "<text id='1' title='x'><html><head><title>x</title></head><body><p>x</p></body></html>", true},
      {"XHTML", "<?xml version='1.0'?><!DOCTYPE html><html/>", true},
      {"feed", "<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", true},
      {"feed without a declaration", "<rss version='2.0'><channel>", true},
      {"drawing", "<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>", true},
      {"a fragment of one word", "<p>Hello</p>", true},
      {"a fragment after blanks and a comment", "\n  <!-- cached -->\n\n<div>x</div>", true},
      {"a prolog, then a page",
       "<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><p>x", true},
      {"a feed after a mark", "\xEF\xBB\xBF<?xml version='1.0'?><feed><entry/></feed>", true},
      {"HTTP headers before it",
       "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>x</title></head><body><p>x</p>",
       true},
      {"nothing", "", false},
      {"prose that mentions the root tag",
       "Every page begins with <html>, and the text stands in <body>. That much is known.", false},
      {"JSON with escaped markup", "{\"body\":\"\\u003cp\\u003eHello\\u003c/p\\u003e\"}", false},
      {"JSON lines", "{\"html\":\"<p>x<\\/p>\"}\n{\"html\":\"<p>y<\\/p><p>z<\\/p><p>w<\\/p>\"}\n", false},
      {"escaped markup", "&lt;p&gt;Hello&lt;/p&gt; &lt;p&gt;there&lt;/p&gt;", false},
      {"an e-mail with a page quoted",
       "From: A <a@example.com>\nSubject: page\n\n> <html>\n> <body>\n> <p>x</p>\n> </body>\n> </html>\n",
       false},
      {"Python that writes tags", "def page(x):\n    return '<p>' + x + '</p>' + \"<b>%s</b>\" % x\n", false},
      {"prose", "A sentence. Another one.", false},
      {"prose with signs", "If a < b and b > c then a<b is true.", false},
      {"prose that mentions a tag", "The <title> element names the page. " + std::string(600, 'x'), false},
      {"prose that begins with an address", "<john@example.com> wrote:\n> hello", false},
      {"an angle quote first", "<<Bonjour>> dit-il.", false},
      {"e-mail",
       "From: A <a@example.com>\nTo: B <b@example.com>\nSubject: <none>\n\nHi,\n<https://example.com>\n",
       false},
      {"Markdown with a tag", "# Title\n\nUse `<div>` and <br> with care.\n\n* one\n* two\n* three\n", false},
      {"Markdown that begins with HTML",
       "<p align=\"center\"><img src=\"logo.png\"></p>\n\n# Tool\n\n## Install\n\n```\nmake\n```\n\nSee "
       "[docs](x.md).\n",
       false},
      {"source code",
       "#include <vector>\n#include <map>\nstd::vector<a> x;\ntemplate <class T> struct S {};\n", false},
      {"JSON with markup in it", "{\"html\": \"<p>x</p><p>y</p><p>z</p><p>w</p>\"}", false},
      {"JSON list", "[\"<html><body><p>x</p></body></html>\"]", false},
      {"script that writes tags",
       "document.write('<p>' + x + '</p>');\nel.innerHTML = \"<div>\" + \"</div>\";\n", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(LooksLikeHtml(c.text), c.html) << c.why;
    const std::string text = c.text.substr(c.text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    for (const char* charset : {"utf-16le", "utf-16be"}) {
      const std::string mark = charset[6] == 'l' ? "\xFF\xFE" : "\xFE\xFF";
      EXPECT_EQ(LooksLikeHtml(mark + Encode(text, charset)), c.html) << c.why << ", " << charset;
    }
  }
}

}  // namespace
}  // namespace dechaff::text
