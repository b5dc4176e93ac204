// Which doctypes mean quirks mode: the cases of the HTML Standard's "initial" insertion mode, each once.
#include "html/doctype.h"

#include <gtest/gtest.h>

namespace dechaff::html {
namespace {

TEST(DoctypeTest, TellsQuirksMode) {
  const std::pair<const char*, bool> kCases[] = {
      {"<!DOCTYPE html>", false},
      {"<!doctype HTML >", false},
      {"<!DOCTYPEhtml>", false},
      {"<!DOCTYPE html SYSTEM \"about:legacy-compat\">", false},
      {"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">", false},
      {"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\">", false},
      {"<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", false},
      {"<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'>", false},
      {"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\"\"\">", false},
      {"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\" y>", false},
      {"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">", true},
      {"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Frameset//EN\">", true},
      {"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.0 Transitional//EN\" \"x\">", true},
      {"<!doctype html public \"-//w3c//dtd html 3.2 final//en\">", true},
      {"<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML//EN\">", true},
      {"<!DOCTYPE HTML PUBLIC \"HTML\">", true},
      {"<!DOCTYPE html SYSTEM \"http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd\">", true},
      {"<!DOCTYPE>", true},
      {"<!DOCTYPE svg>", true},
      {"<!DOCTYPE html x>", true},
      {"<!DOCTYPE html PUBLIC>", true},
      {"<!DOCTYPE html PUBLIC x>", true},
      {"<!DOCTYPE html SYSTEM>", true},
      {"<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN>", true},
      {"<!DOCTYPE html", true},
  };
  for (auto [doctype, quirky] : kCases) EXPECT_EQ(IsQuirky(doctype), quirky) << doctype;
}

}  // namespace
}  // namespace dechaff::html
