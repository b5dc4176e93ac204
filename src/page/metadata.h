// What a page says about itself in its head: title, address, language.
#ifndef DECHAFF_PAGE_METADATA_H_
#define DECHAFF_PAGE_METADATA_H_

#include <string>

#include "html/tree.h"

namespace dechaff::page {

// UTF-8, white space folded; empty where the page says nothing.
struct Metadata {
  std::string title;  // og:title, else the title element
  std::string url;    // link rel=canonical, else og:url; only if http or https
  std::string lang;   // html lang, else og:locale or content-language; BCP 47, lower case
};

// Reads the head (and stray meta and link elements elsewhere). Linear.
Metadata ReadMetadata(const html::Tree& tree);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_METADATA_H_
