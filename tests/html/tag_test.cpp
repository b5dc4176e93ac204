// Tag names.
#include "html/tag.h"

#include <gtest/gtest.h>

namespace dechaff::html {
namespace {

TEST(TagTest, EveryNameLeadsToItsTagInAnyCase) {
  for (int i = 1; i + 1 < kTagCount; ++i) {
    Tag tag = static_cast<Tag>(i);
    std::string name(TagName(tag));
    EXPECT_EQ(TagForName(name), tag) << name;
    for (char& c : name) c = static_cast<char>(toupper(c));
    EXPECT_EQ(TagForName(name), tag) << name;
    EXPECT_EQ(TagForName(name + "q"), Tag::kUnknown) << name;
  }
}

TEST(TagTest, OtherNamesAreUnknown) {
  for (const char* name : {"", "x", "annotation_xml", "h7", "h\x11", "blockquotes", "a-b", "foreignobjectx"})
    EXPECT_EQ(TagForName(name), Tag::kUnknown) << name;
  EXPECT_EQ(TagForName(std::string_view("p\0", 2)), Tag::kUnknown);
  EXPECT_EQ(TagForName("annotation-xml"), Tag::annotation_xml_);
}

TEST(TagTest, KnowsTheLayout) {
  EXPECT_EQ(LayoutOf(Tag::div_), Layout::kBlock);
  EXPECT_EQ(LayoutOf(Tag::td_), Layout::kCell);
  EXPECT_EQ(LayoutOf(Tag::br_), Layout::kBreak);
  EXPECT_EQ(LayoutOf(Tag::script_), Layout::kNone);
  EXPECT_EQ(LayoutOf(Tag::kUnknown), Layout::kInline);
}

}  // namespace
}  // namespace dechaff::html
