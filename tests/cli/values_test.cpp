#include "cli/values.h"

#include <gtest/gtest.h>

namespace dechaff::cli {
namespace {

TEST(Sizes, AreReadAndShownInPowersOf1024) {
  EXPECT_EQ(ParseSize("1").value(), 1u);
  EXPECT_EQ(ParseSize("512k").value(), 512u << 10);
  EXPECT_EQ(ParseSize("32M").value(), 32u << 20);
  EXPECT_EQ(ParseSize("2G").value(), size_t{2} << 30);
  EXPECT_EQ(ShowSize(32u << 20), "32M");
  EXPECT_EQ(ShowSize(1536), "1536");
  for (const char* wrong :
       {"", "0", "K", "-1", "1.5M", "32Q", "1 M", "99999999999999999999", "99999999999999999G"}) {
    EXPECT_FALSE(ParseSize(wrong).ok()) << wrong;
  }
}

TEST(Jobs, AreANumberOrAuto) {
  EXPECT_EQ(ParseJobs("auto").value(), 0u);
  EXPECT_EQ(ParseJobs("8").value(), 8u);
  for (const char* wrong : {"", "-1", "1025", "two", "2x"}) EXPECT_FALSE(ParseJobs(wrong).ok()) << wrong;
}

TEST(Bias, IsADecimalNumber) {
  EXPECT_EQ(ParseBias("-1.5").value(), -1.5f);
  EXPECT_EQ(ShowBias(ParseBias("0.25").value()), "0.25");
  EXPECT_EQ(ShowBias(0), "0");
  for (const char* wrong : {"", "+", "21", "-20.5", "nan", "inf", "1e1", "1,5", "1x"}) {
    EXPECT_FALSE(ParseBias(wrong).ok()) << wrong;
  }
}

TEST(Escapes, GoThereAndBack) {
  const std::string bytes("\n\t\f\r\0\\ \x1b\x7f é", 12);
  EXPECT_EQ(Unescape(Escape(bytes)).value(), bytes);
  EXPECT_EQ(Unescape(R"(\n\x41\\n)").value(), "\nA\\n");
  for (const char* wrong : {"\\", "\\q", "\\x", "\\x4", "\\xzz"}) EXPECT_FALSE(Unescape(wrong).ok()) << wrong;
}

}  // namespace
}  // namespace dechaff::cli
