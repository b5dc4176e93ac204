// A record says what the library's Result says.
#include "cli/record.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "dechaff/cleaner.h"

namespace dechaff::cli {
namespace {

TEST(Record, FieldsAreNamedAddedAndRefused) {
  EXPECT_EQ(ShowFields(DefaultFields()),
            "id,url,title,author,date,description,site,lang,text,status,reason,source,stated_in");
  EXPECT_EQ(ShowFields(ParseFields("text,id").value()), "id,text");
  EXPECT_EQ(ShowFields(ParseFields("+edits").value()),
            "id,url,title,author,date,description,site,lang,text,edits,status,reason,source,stated_in");
  EXPECT_FALSE(ParseFields("words").ok());
  EXPECT_FALSE(ParseFields("").ok());
  EXPECT_FALSE(ParseFields("id,,text").ok());
}

TEST(Record, AsksForThePartsThatItsFieldsAreMadeFrom) {
  const auto asked = [](std::string_view names) {
    Options options;
    AskFor(ParseFields(names).value(), &options);
    return std::pair(options.read_credits, options.list_blocks);
  };
  EXPECT_EQ(asked("id,url,title,site,lang,text,paragraphs,edits,status,reason,source"),
            std::pair(false, false));
  for (const char* field : {"author", "date", "description", "stated_in"})
    EXPECT_EQ(asked(field), std::pair(true, false)) << field;
  EXPECT_EQ(asked("text,blocks"), std::pair(false, true));
}

TEST(Record, EditsLeadFromTheTextToTheInput) {
  const std::string input =
      "The harbour re\u00ADopened on Monday after two years of repairsThe first boats came in with the "
      "tide.\n\n"
      "Advertisement\n\nThe men sang as they rowed.The girls looked on from the quay.\n";
  const Result result = Cleaner::Create({}).value().Clean(input);
  std::string json;
  AppendRecord(result, {}, ParseFields("edits").value(), &json);
  std::string expected;
  for (const Edit& e : result.edits) {
    char score[16];
    std::snprintf(score, sizeof score, "%.3f", static_cast<double>(e.score));
    expected += expected.empty() ? "" : ",";
    expected += "[" + std::to_string(e.text) + "," + std::to_string(e.input) + ",\"" +
                std::string(EditKindName(e.kind)) + "\"," + score + "]";
    if (e.kind == EditKind::kStop) {
      EXPECT_EQ(result.text.substr(e.text, 5), ". The");
      EXPECT_EQ(input.substr(e.input, 3), "The");
    }
    if (e.kind == EditKind::kSpace) {
      EXPECT_EQ(result.text.substr(e.text, 4), " The");
      EXPECT_EQ(input.substr(e.input, 3), "The");
    }
    if (e.kind == EditKind::kNormalised) {
      EXPECT_EQ(input.substr(e.input, 2), "\u00AD");
    }
  }
  EXPECT_EQ(json, "{\"edits\":[" + expected + "]}");
  EXPECT_EQ(result.edits.size(), 3u);
}

TEST(Record, ParagraphsAndBlocksAreThoseOfTheResult) {
  const std::string page = "<h2>Title</h2><p>One sentence stands here, and it is long enough.</p>";
  Options options;
  options.main_content_only = false;
  const Result result = Cleaner::Create(options).value().Clean(page);
  std::string json;
  AppendRecord(result, {}, ParseFields("paragraphs,blocks").value(), &json);
  EXPECT_EQ(json.substr(0, json.find("],\"blocks")),
            "{\"paragraphs\":[[0,5,4,9,\"heading\",2],[7,55,17,65,\"text\",0]");
  EXPECT_NE(json.find("\"blocks\":[[4,9,true,\"none\","), std::string::npos) << json;
}

}  // namespace
}  // namespace dechaff::cli
