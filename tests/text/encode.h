// For tests: UTF-8 text in the bytes of a legacy charset, by ICU.
#ifndef DECHAFF_TESTS_TEXT_ENCODE_H_
#define DECHAFF_TESTS_TEXT_ENCODE_H_

#include <unicode/ucnv.h>

#include <string>

namespace dechaff::text {

inline std::string Encode(const std::string& utf8, const char* charset) {
  std::string bytes(utf8.size() * 4 + 16, '\0');
  UErrorCode error = U_ZERO_ERROR;
  int32_t size = ucnv_convert(charset, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                              static_cast<int32_t>(utf8.size()), &error);
  bytes.resize(U_SUCCESS(error) ? static_cast<size_t>(size) : 0);
  return bytes;
}

}  // namespace dechaff::text

#endif  // DECHAFF_TESTS_TEXT_ENCODE_H_
