// HTTP responses: what their headers say of the body is tried, never believed.
#include <gtest/gtest.h>

#include "build.h"
#include "dechaff/crawl.h"

namespace dechaff::crawl {
namespace {

Payload Take(std::string content, size_t limit = 1 << 20) {
  Record record;
  record.content = std::move(content);
  return TakePayload(&record, limit);
}

std::string Response(std::string_view fields, std::string_view body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-1\r\n" + std::string(fields) + "\r\n" +
         std::string(body);
}

TEST(PayloadTest, HeaderIsRead) {
  const Payload payload = Take(Response("", "body"));
  EXPECT_EQ(payload.body, "body");
  EXPECT_EQ(payload.media_type, "text/html");
  EXPECT_EQ(payload.charset, "ISO-8859-1");
  EXPECT_EQ(payload.http_status, 200u);
}

TEST(PayloadTest, NoHttpAtAll) {
  EXPECT_EQ(Take("<html>").body, "<html>");
  EXPECT_EQ(Take("HTTP/1.0 404 Not Found\r\nA: b").body, "");
}

struct Chunks {
  const char* sent;
  const char* body;
  const char* damage;
};

TEST(PayloadTest, Chunks) {
  const Chunks cases[] = {
      {"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde", ""},
      {"3\nabc\n0\n\n", "abc", ""},
      {"<html>never chunked", "<html>never chunked", ""},
      {"3\r\nabc\r\n", "abc", "its last chunk is missing"},
      {"9\r\nabc", "abc", "its last chunk is cut short"},
      {"3\r\nabc\r\nrest", "abcrest", "its chunks end in something else"},
      {"", "", ""},
  };
  for (const Chunks& c : cases) {
    const Payload payload = Take(Response("Transfer-Encoding: chunked\r\n", c.sent));
    EXPECT_EQ(payload.body, c.body) << c.sent;
    EXPECT_EQ(payload.damage, c.damage) << c.sent;
  }
}

TEST(PayloadTest, ContentCodings) {
  const std::string text = "<p>some text, some text, some text</p>";
  const struct {
    const char* coding;
    std::string body;
  } cases[] = {{"gzip", Gzip(text)},
               {"x-gzip", Gzip(text)},
               {"deflate", Deflate(text, 15)},
               {"deflate", Deflate(text, -15)},
               {"zstd", Zstd(text)},
               {"deflate, gzip", Gzip(Deflate(text, 15))},
               {"gzip", text},
               {"deflate", text},
               {"br", text},
               {"zstd", text}};
  for (const auto& c : cases) {
    const Payload payload = Take(Response("Content-Encoding: " + std::string(c.coding) + "\r\n", c.body));
    EXPECT_EQ(payload.body, text) << c.coding;
  }
}

TEST(PayloadTest, CutAndBombs) {
  const std::string text(100000, 'x');
  const std::string coded = Gzip(text);
  const Payload cut = Take(Response("Content-Encoding: gzip\r\n", coded.substr(0, coded.size() - 20)));
  EXPECT_GT(cut.body.size(), 0u);
  EXPECT_EQ(cut.damage, "its compressed body is cut short");
  const Payload bomb = Take(Response("Content-Encoding: gzip\r\n", coded), 1000);
  EXPECT_EQ(bomb.body.size(), 1000u);
  EXPECT_EQ(bomb.damage, "its body grows over 1000 bytes");
}

TEST(PayloadTest, MediaTypes) {
  for (const char* type : {"", "text/html", "text/plain", "application/xhtml+xml"})
    EXPECT_TRUE(MayBeProse(type)) << type;
  for (const char* type : {"image/png", "text/css", "application/json", "text/dns"})
    EXPECT_FALSE(MayBeProse(type)) << type;
}

}  // namespace
}  // namespace dechaff::crawl
