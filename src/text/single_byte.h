// The single-byte charsets of the WHATWG Encoding Standard, as tables.
#ifndef DECHAFF_TEXT_SINGLE_BYTE_H_
#define DECHAFF_TEXT_SINGLE_BYTE_H_

#include <string_view>

namespace dechaff::text {

struct SingleByteTable {
  std::string_view charset;
  char16_t high[128];  // what the bytes 0x80 to 0xFF stand for; U+FFFD = nothing
};

// The table of that canonical name; windows-1252 if there is none.
const SingleByteTable& SingleByteTableFor(std::string_view charset);

}  // namespace dechaff::text

#endif  // DECHAFF_TEXT_SINGLE_BYTE_H_
