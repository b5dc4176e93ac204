// Dates in the forms that pages use.
#include "page/date.h"

#include <gtest/gtest.h>

namespace dechaff::page {
namespace {

TEST(DateTest, ReadsTheFormsThatPagesUse) {
  constexpr std::string_view kCases[][2] = {
      {"2024-05-20", "2024-05-20"},
      {" 2024-5-2 ", "2024-05-02"},
      {"20240520", "2024-05-20"},
      {"20240520101500", "2024-05-20"},
      {"2024/05/20 10:15", "2024-05-20T10:15"},
      {"2024-05-20T10:15:30Z", "2024-05-20T10:15:30Z"},
      {"2024-05-20T10:15:30.123456+02:00", "2024-05-20T10:15:30+02:00"},
      {"2024-05-20T10:15:30-0330", "2024-05-20T10:15:30-03:30"},
      {"2024-05-20 10:15:30 UTC", "2024-05-20T10:15:30Z"},
      {"Mon, 20 May 2024 10:15:30 GMT", "2024-05-20T10:15:30Z"},
      {"Mon May 20 2024", "2024-05-20"},
      {"May 20th, 2024", "2024-05-20"},
      {"Sept. 3, 2024", "2024-09-03"},
      {"20.5.2024", "2024-05-20"},
      {"20/05/2024", "2024-05-20"},
      {"05/20/2024", "2024-05-20"},
      {"05/06/2024", ""},
      {"05/05/2024", "2024-05-05"},
      {"0001-01-01T00:00:00", ""},
      {"1970-01-01", ""},
      {"2024-13-40", ""},
      {"yesterday", ""},
      {"", ""},
      {"2024", ""},
  };
  for (const auto& [text, iso] : kCases) EXPECT_EQ(IsoDate(text), iso) << text;
}

TEST(DateTest, FindsTheDateOfAnAddress) {
  EXPECT_EQ(DateInAddress("https://a.example/news/2024/05/20/harbour"), "2024-05-20");
  EXPECT_EQ(DateInAddress("https://a.example/2024-05-20-harbour"), "2024-05-20");
  EXPECT_EQ(DateInAddress("https://a.example/2024/05/harbour"), "");
  EXPECT_EQ(DateInAddress("https://a.example/1/2/3456"), "");
}

}  // namespace
}  // namespace dechaff::page
