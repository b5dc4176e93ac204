// The three gears and what they promise of a tree.
#include "html/parse.h"

#include <gtest/gtest.h>

#include "reference.h"

namespace dechaff::html {
namespace {

TEST(ParseTest, EveryPageHasAnHtmlAHeadAndABody) {
  Parser parser;
  Tree tree;
  for (const char* page : {"", " ", "x", "<p>", "</p>", "<!doctype html>", "<head>", "<title>x", "<td>"}) {
    for (Gear gear : {Gear::kStraight, Gear::kGumbo, Gear::kStripped}) {
      ASSERT_TRUE(parser.ParseWith(gear, page, &tree)) << page;
      ASSERT_GE(tree.nodes.size(), 3u) << page;
      EXPECT_EQ(tree.nodes[0].tag, Tag::html_) << page;
      EXPECT_EQ(tree.nodes[1].tag, Tag::head_) << page;
      EXPECT_EQ(tree.nodes[0].end, tree.nodes.size()) << page;
    }
  }
}

// Kernels of pages on which the straight path and Gumbo on the skeleton once built different trees, with the
// part of the tree inside the body that the standard gives.
struct Kernel {
  const char* page;
  const char* body;
};

const Kernel kKernels[] = {
    {"<svg><desc><![CDATA[a]]><b>", "<foreign svg>\n  <foreign desc>\n    \"a\"\n    <b>\n"},
    {"<svg><title><![CDATA[a]]></title>b", "<foreign svg>\n  <foreign title>\n    \"a\"\n  \"b\"\n"},
    {"<template><form><p>a</form>b</template>c", "\"c\"\n"},
    // Gumbo 0.10.1 does not end such a form; so that there is one tree, the straight path leaves it to Gumbo.
    {"<body><template><form><b>a</form>b", "<template>\n  <form>\n    <b>\n      \"ab\"\n"},
    // The standard drops this text.
    {"<body><template><col>\n<tbody>a", "<template>\n  <col>\n  \"\na\"\n"},
    {"<body><template><col>\n<title><b", "<template>\n  <col>\n  \"\n\"\n"},
    {"<body><template><col><pre>\n", "<template>\n  <col>\n  \"\n\"\n"},
    {"<html><html> <head>", ""},
    {"<select><template><title><b></title>", "<select>\n  <template>\n    <title>\n      \"<b>\"\n"},
    {"<table><td><select><td><title><b></title>",
     "<table>\n  <tbody>\n    <tr>\n      <td>\n        <select>\n      <td>\n        <title>\n"
     "          \"<b>\"\n"},
    {"<body><template><td><select><td><title><b></title>",
     "<template>\n  <td>\n    <select>\n  <td>\n    <title>\n      \"<b>\"\n"},
    {"<svg><g></p>a", "<foreign svg>\n  <foreign g>\n<p>\n\"a\"\n"},
    {"<div><svg><g></div>a", "<div>\n  <foreign svg>\n    <foreign g>\n\"a\"\n"},
    {"<svg><g><g><br>a<p>b", "<foreign svg>\n  <foreign g>\n    <foreign g>\n<br>\n\"a\"\n<p>\n  \"b\"\n"},
    {"<p>a<svg><g></p>b", "<p>\n  \"a\"\n  <foreign svg>\n    <foreign g>\n\"b\"\n"},
    {"<svg><g></br>a", "<foreign svg>\n  <foreign g>\n<br>\n\"a\"\n"},
    {"<a><svg></a>a", "<a>\n  <foreign svg>\n\"a\"\n"},
    {"<span><svg></x></div>a</span>b", "<span>\n  <foreign svg>\n    \"a\"\n\"b\"\n"},
    {"<svg></body><g></html>a</g>", "<foreign svg>\n  <foreign g>\n    \"a\"\n"},
    {"<table><td><svg><g></td>a</table>b",
     "\"a\"\n<table>\n  <tbody>\n    <tr>\n      <td>\n        <foreign svg>\n          <foreign "
     "g>\n\"b\"\n"},
    {"<table><td><svg><g></table>b",
     "<table>\n  <tbody>\n    <tr>\n      <td>\n        <foreign svg>\n          <foreign g>\n\"b\"\n"},
    {"<p><b><pre>\n<p>", "<p>\n  <b>\n<pre>\n  <p>\n"},
    {"<table> <html>a", "\"a\"\n<table>\n  \" \"\n"},
    {"<form>\n</x></form>", "<form>\n  \"\n\"\n"},
};

// The lines of the dump inside <body>, without their common indent.
std::string BodyOf(const Dump& dump) {
  std::string lines;
  bool inside = false;
  for (const std::string& line : dump) {
    if (inside) lines += line.substr(4) + "\n";
    inside |= line == "  <body>";
  }
  return lines;
}

TEST(ParseTest, BothGearsBuildTheTreeOfTheStandard) {
  Parser parser;
  Tree tree;
  for (const Kernel& kernel : kKernels) {
    for (Gear gear : {Gear::kStraight, Gear::kGumbo}) {
      if (!parser.ParseWith(gear, kernel.page, &tree)) {
        EXPECT_EQ(gear, Gear::kStraight) << kernel.page;
        continue;
      }
      EXPECT_EQ(BodyOf(DumpTree(tree)), kernel.body) << kernel.page << " gear " << static_cast<int>(gear);
    }
  }
}

// There are fewer stand-ins for unknown names than such names on a page, but enough for those open at once.
TEST(ParseTest, TellsManyUnknownElementsApart) {
  std::string page = "<body>";
  for (int i = 0; i < 50; ++i) {
    std::string name = "x-" + std::to_string(i);
    page += "<" + name + "></" + name + ">";
  }
  page += "<p><x-50></x-51>a";
  Parser parser;
  Tree tree;
  ASSERT_TRUE(parser.ParseWith(Gear::kGumbo, page, &tree));
  Dump skeleton = DumpTree(tree);
  ASSERT_TRUE(parser.ParseWith(Gear::kStraight, page, &tree));
  EXPECT_EQ(Join(skeleton), Join(DumpTree(tree)));
}

TEST(ParseTest, ReportsTheGear) {
  Parser parser;
  Tree tree;
  EXPECT_EQ(parser.Parse("<p>plain", &tree).gear, Gear::kStraight);
  ParseReport report = parser.Parse("<table>misplaced<tr><td>x</table>", &tree);
  EXPECT_EQ(report.gear, Gear::kGumbo);
  EXPECT_STREQ(report.why, "text in a table");
}

}  // namespace
}  // namespace dechaff::html
