// Finds the table of a single-byte charset.
#include "text/single_byte.h"

#include <array>

namespace dechaff::text {
namespace {

constexpr SingleByteTable kTables[] = {
#include "text/single_byte.inc"
};

// Its bytes 0x80 to 0xFF stand for U+F780 to U+F7FF.
constexpr SingleByteTable kUserDefined = [] {
  SingleByteTable table{"x-user-defined", {}};
  for (char16_t i = 0; i < 128; ++i) table.high[i] = static_cast<char16_t>(0xF780 + i);
  return table;
}();

const SingleByteTable* Find(std::string_view charset) {
  for (const SingleByteTable& table : kTables) {
    if (table.charset == charset) return &table;
  }
  return nullptr;
}

}  // namespace

const SingleByteTable& SingleByteTableFor(std::string_view charset) {
  if (charset == kUserDefined.charset) return kUserDefined;
  if (charset == "iso-8859-8-i") charset = "iso-8859-8";  // differ in the direction of writing only
  if (const SingleByteTable* table = Find(charset)) return *table;
  return *Find("windows-1252");
}

}  // namespace dechaff::text
