// What addresses say of their pages.
#include "judge/address.h"

#include <gtest/gtest.h>

#include <string>

namespace dechaff::judge {
namespace {

bool Says(std::string_view url, PageKind kind) { return ReadAddress(url).kinds[static_cast<size_t>(kind)]; }

TEST(Address, NamesTheKindOfItsPage) {
  EXPECT_TRUE(Says("https://forums.example.org/threads/a-lamp.12/", PageKind::kForum));
  EXPECT_TRUE(Says("http://example.org/phpBB/viewtopic.php?t=7", PageKind::kForum));
  EXPECT_TRUE(Says("https://docs.example.org/en/start", PageKind::kDocumentation));
  EXPECT_TRUE(Says("https://example.org/PRODUCTS/lamp", PageKind::kProduct));
  EXPECT_TRUE(Says("https://example.org/collections/lamps", PageKind::kCollection));
  EXPECT_TRUE(Says("https://example.org/tags/lamps", PageKind::kListing));
  EXPECT_TRUE(Says("https://example.org/services", PageKind::kService));
}

TEST(Address, IsReadByWholeWords) {
  EXPECT_FALSE(Says("https://example.org/forumshop", PageKind::kForum));
  EXPECT_FALSE(Says("https://example.org/forumshop", PageKind::kCollection));
  EXPECT_FALSE(Says("https://example.org/" + std::string(3000, 'a') + "/forum", PageKind::kForum));
}

TEST(Address, HasDatesOfArticles) {
  EXPECT_TRUE(Says("https://example.org/2024/05/lamp", PageKind::kArticle));
  EXPECT_TRUE(Says("https://example.org/a-lamp-2024-05-11", PageKind::kArticle));
  EXPECT_FALSE(Says("https://example.org/2024/13/lamp", PageKind::kArticle));
  EXPECT_FALSE(Says("https://example.org/1234/05/lamp", PageKind::kArticle));
  EXPECT_FALSE(Says("https://example.org/2024/0", PageKind::kArticle));
}

TEST(Address, KnowsFirstPages) {
  EXPECT_TRUE(ReadAddress("https://example.org").root);
  EXPECT_TRUE(ReadAddress("https://example.org/").root);
  EXPECT_FALSE(ReadAddress("https://example.org/a").root);
  EXPECT_FALSE(ReadAddress("").root);
  EXPECT_FALSE(ReadAddress("").known);
  EXPECT_TRUE(ReadAddress("https://example.org/a").known);
}

}  // namespace
}  // namespace dechaff::judge
