#include "crawl/fields.h"

#include <gtest/gtest.h>

namespace dechaff::crawl {
namespace {

TEST(FieldsTest, ForgivesWhatWritersDo) {
  const Fields fields("A: 1\r\nb :2\nno colon\nC: x\r\n  y\r\nC: second\r\n\r\n");
  EXPECT_EQ(fields.Get("a"), "1");
  EXPECT_EQ(fields.Get("B"), "2");
  EXPECT_EQ(fields.Get("c"), "x y");
  EXPECT_FALSE(fields.Has("no colon"));
}

TEST(FieldsTest, HeaderEndsAtEmptyLine) {
  EXPECT_EQ(HeaderSize("a: 1\r\n\r\nbody"), 8u);
  EXPECT_EQ(HeaderSize("a: 1\n\nbody"), 6u);
  EXPECT_EQ(HeaderSize("\r\nbody"), 2u);
  EXPECT_EQ(HeaderSize("a: 1\r\n"), std::string_view::npos);
}

TEST(FieldsTest, NumbersAreDigitsAlone) {
  EXPECT_EQ(ParseNumber("0042"), 42u);
  for (const char* text : {"", "-1", "+1", "1 ", "0x10", "99999999999999999999999"})
    EXPECT_FALSE(ParseNumber(text)) << text;
}

TEST(FieldsTest, MediaTypeWithCharset) {
  const MediaType type("Text/HTML; q=1; Charset=\"UTF-8\"");
  EXPECT_EQ(type.name, "text/html");
  EXPECT_EQ(type.charset, "UTF-8");
  EXPECT_EQ(MediaType("text/plain").charset, "");
}

}  // namespace
}  // namespace dechaff::crawl
