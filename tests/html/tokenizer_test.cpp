// Tokens of difficult places.
#include "html/tokenizer.h"

#include <gtest/gtest.h>

#include <string>

namespace dechaff::html {
namespace {

// All tokens in one line: text in quotes, tags as "<name|attributes>", raw content in braces.
std::string Tokens(std::string_view source, bool in_foreign = false) {
  std::string line;
  Tokenizer tokenizer(source);
  for (Token token; tokenizer.Next(&token, in_foreign);) {
    std::string range(source.substr(token.begin, token.finish - token.begin));
    std::string name(token.Name(source));
    switch (token.kind) {
      case Token::kText:
        line += '"' + range + '"';
        break;
      case Token::kCData:
        line += '[' + range + ']';
        break;
      case Token::kStart:
        line += '<' + name + '|' + range + (token.self_closing ? "|/>" : ">");
        break;
      case Token::kEnd:
        line += "</" + name + '>';
        break;
      case Token::kComment:
        line += "!";
        break;
      case Token::kDoctype:
        line += "D";
        break;
    }
    RawKind kind;
    if (token.kind == Token::kStart && RawKindOf(token.tag, &kind)) {
      RawContent content = tokenizer.RawText(token, kind);
      line += '{' + std::string(source.substr(content.begin, content.finish - content.begin)) + '}';
    }
  }
  return line;
}

TEST(TokenizerTest, ReadsTags) {
  EXPECT_EQ(Tokens("<p class=a>x</p >"), "<p| class=a>\"x\"</p>");
  EXPECT_EQ(Tokens("<br/><br / ><a href=x/>"), "<br|/|/><br| / ><a| href=x/>");
  EXPECT_EQ(Tokens("<a title='>' b=\">\">x"), "<a| title='>' b=\">\">\"x\"");
  EXPECT_EQ(Tokens("<a<b>"), "<a<b|>");
  EXPECT_EQ(Tokens("a < b <3 </ x>y</>z<"), "\"a < b <3 \"!\"y\"!\"z<\"");
}

// Where the tag ends whose name ends at `i`, and whether it closes itself: state by state as in
// "Tokenization". npos if it does not end.
size_t EndByTheStates(std::string_view text, size_t i, bool* self_closing) {
  enum {
    kBeforeName,
    kName,
    kAfterName,
    kBeforeValue,
    kDouble,
    kSingle,
    kUnquoted,
    kClosing
  } state = kBeforeName;
  *self_closing = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    const bool blank = c == ' ';
    if (state == kClosing) {
      if (c == '>') return *self_closing = true, i;
      state = kBeforeName;
    }
    if (state == kBeforeName && !blank)
      state = c == '/' || c == '>' ? kAfterName : kName;
    else if (state == kName && c == '=')
      state = kBeforeValue;
    else if (state == kName && (blank || c == '/' || c == '>'))
      state = kAfterName;
    else if (state == kAfterName && c == '=')
      state = kBeforeValue;
    else if (state == kAfterName && !blank && c != '/' && c != '>')
      state = kName;
    else if (state == kBeforeValue && !blank) {
      if (c == '>') return i;
      state = c == '"' ? kDouble : c == '\'' ? kSingle : kUnquoted;
    } else if ((state == kDouble && c == '"') || (state == kSingle && c == '\'') ||
               (state == kUnquoted && blank)) {
      state = kBeforeName;
    } else if (state == kUnquoted && c == '>') {
      return i;
    }
    if (state == kAfterName && c == '/')
      state = kClosing;
    else if (state == kAfterName && c == '>')
      return i;
  }
  return std::string_view::npos;
}

TEST(TokenizerTest, EndsAllShortTagsWhereTheStatesDo) {
  constexpr std::string_view kLetters = " a=\"'/>";
  std::string source;
  for (size_t length = 1; length <= 7; ++length) {
    size_t count = 1;
    for (size_t i = 0; i < length; ++i) count *= kLetters.size();
    for (size_t number = 0; number < count; ++number) {
      source = "<b ";
      for (size_t left = number, i = 0; i < length; ++i, left /= kLetters.size())
        source += kLetters[left % kLetters.size()];
      bool self_closing;
      const size_t end = EndByTheStates(source, 2, &self_closing);
      Tokenizer tokenizer(source);
      Token token;
      ASSERT_EQ(tokenizer.Next(&token), end != std::string_view::npos) << source;
      if (end == std::string_view::npos) continue;
      ASSERT_EQ(token.finish, end) << source;
      ASSERT_EQ(token.self_closing, self_closing) << source;
    }
  }
}

TEST(TokenizerTest, LeavesOutATagThatTheSourceEndsIn) {
  EXPECT_EQ(Tokens("x<p class"), "\"x\"");
  EXPECT_EQ(Tokens("x<p class=\"y>z"), "\"x\"");
  EXPECT_EQ(Tokens("x</"), "\"x</\"");
}

TEST(TokenizerTest, EndsComments) {
  for (const char* comment : {"<!-- a -->", "<!-->", "<!--->", "<!---->", "<!--a--!>", "<!x>", "<?x>", "<!>",
                              "<!-- -- > -->", "<![CDATA[x]]>"})
    EXPECT_EQ(Tokens(std::string("1") + comment + "2"), "\"1\"!\"2\"") << comment;
  EXPECT_EQ(Tokens("1<!-- 2"), "\"1\"!");
  EXPECT_EQ(Tokens("<!doctype html>x"), "D\"x\"");
  EXPECT_EQ(Tokens("<![CDATA[<p>]]>x", true), "[<p>]\"x\"");
}

TEST(TokenizerTest, ReadsRawContent) {
  EXPECT_EQ(Tokens("<style>a<b></styles></STYLE x>c"), "<style|>{a<b></styles>}\"c\"");
  EXPECT_EQ(Tokens("<script>a</script>b"), "<script|>{a}\"b\"");
  EXPECT_EQ(Tokens("<script><!--<script></script>--></script>b"), "<script|>{<!--<script></script>-->}\"b\"");
  EXPECT_EQ(Tokens("<script><!--</script>b"), "<script|>{<!--}\"b\"");
  EXPECT_EQ(Tokens("<script><!--><script></script>b"), "<script|>{<!--><script>}\"b\"");
  EXPECT_EQ(Tokens("<textarea>a</text</textarea"), "<textarea|>{a</text</textarea}");
}

TEST(TokenizerTest, RecoversFromAnUnclosedTitle) {
  EXPECT_EQ(Tokens("<title>A < B<meta x>c"), "<title|>{A < B}<meta| x>\"c\"");
  EXPECT_EQ(Tokens("<title>A</head>c"), "<title|>{A}</head>\"c\"");
  EXPECT_EQ(Tokens("<title>A<p></title>c"), "<title|>{A<p>}\"c\"");
}

}  // namespace
}  // namespace dechaff::html
