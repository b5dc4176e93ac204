// Dates as pages show them, in several languages.
#include "page/shown_date.h"

#include <gtest/gtest.h>

namespace dechaff::page {
namespace {

TEST(ShownDateTest, ReadsDatesInWordsOfThePagesLanguage) {
  const struct {
    const char *line, *lang, *date;
  } kCases[] = {
      {"Posted on March 3rd, 2024 by Jane", "", "2024-03-03"},
      {"3 Sept. 2024", "en-gb", "2024-09-03"},
      {"Sunday, 03 March 2024, 10:45", "", "2024-03-03"},
      {"Dienstag, 3. März 2024, 10:45 Uhr", "de", "2024-03-03"},
      {"Publié le 1er août 2023 à 14h30", "fr-fr", "2023-08-01"},
      {"3 de marzo de 2024", "es", "2024-03-03"},
      {"Опубликовано 3 марта 2024 г.", "ru", "2024-03-03"},
      {"2024. június 10.", "hu", "2024-06-10"},
      {"2024年6月10日 12:30", "zh", "2024-06-10"},
      {"2024년 6월 10일", "ko", "2024-06-10"},
      {"٤ مارس ٢٠٢٤", "ar", "2024-03-04"},
      {"10 listopada 2023", "pl", "2023-11-10"},
      {"10. listopada 2023.", "hr", "2023-10-10"},
      {"Updated: 2024-03-03", "", "2024-03-03"},
      {"03.04.2024", "", "2024-04-03"},
      {"03/04/2024", "en-us", "2024-03-04"},
      {"03/04/2024", "it", "2024-04-03"},
      {"25/04/2024", "", "2024-04-25"},
  };
  for (const auto& c : kCases) EXPECT_EQ(FindShownDate(c.line, c.lang), c.date) << c.line;
}

TEST(ShownDateTest, TakesNothingElseForADate) {
  for (const char* line :
       {"", "2024", "March 2024", "03/04/2024", "In 2024 some 3 men", "Room 12, 3 of 2024", "3 Martians 2024",
        "1.2.3.4", "+49 30 2024 10", "© 2010-2024", "31/31/2024", "May I ask 12, 2024 times"}) {
    EXPECT_EQ(FindShownDate(line, "en"), "") << line;
  }
}

}  // namespace
}  // namespace dechaff::page
