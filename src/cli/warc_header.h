// Fields of a WARC header, made from what dumps of all kinds say.
#ifndef DECHAFF_CLI_WARC_HEADER_H_
#define DECHAFF_CLI_WARC_HEADER_H_

#include <string>
#include <string_view>

namespace dechaff::cli {

// A date as WARC has it: ARC has dates as 20080430204825. 1970-01-01T00:00:00Z if there is none.
std::string WarcDate(const std::string& date);

// An address without what would end its line or is no part of an address.
std::string WarcUri(std::string_view address);

// Appends "NAME: VALUE" and the line end, unless the value is empty.
void AppendWarcField(std::string_view name, std::string_view value, std::string* out);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_WARC_HEADER_H_
