// What a page says about itself: title, author, date, description, language, address, site, each with
// the place that says it.
#ifndef DECHAFF_PAGE_METADATA_H_
#define DECHAFF_PAGE_METADATA_H_

#include <string>
#include <string_view>

#include "dechaff/result.h"
#include "page/linked_data.h"
#include "page/page.h"

namespace dechaff::page {

// Adds the linked data of the page's scripts to `data`, which is cleared first. Linear; nothing is
// allocated where there is none.
void ReadLinkedData(const html::Tree& tree, LinkedData* data);

// The address that the page gives as its own in a link or meta element (canonical, og:url), absolute, or
// empty. Linear.
std::string StatedAddress(const html::Tree& tree);

// Asks, by falling rank: of the author and the date, linked data, meta elements, of the date also time
// elements and the address; of description, site and address, meta and link elements, then linked data; of
// the language, the html element first. How the title is chosen: page/title.h. Author, date and description
// are left out unless `credits` are wanted. Linear.
Metadata ReadMetadata(const Page& page, const LinkedData& data, bool credits = true);

// Adds a name to a list, which holds 16 KiB and one more, unless it stands there or is empty.
void AddAuthor(std::string_view name, std::string* authors);

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_METADATA_H_
