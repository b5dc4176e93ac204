// Takes numbers off the front of a table of a model, little endian as the machine is.
#ifndef DECHAFF_JUDGE_TABLE_READER_H_
#define DECHAFF_JUDGE_TABLE_READER_H_

#include <cstring>
#include <string_view>

namespace dechaff::judge {

// REQUIRES: the table is long enough.
template <typename T>
T Take(std::string_view* table) {
  T value;
  std::memcpy(&value, table->data(), sizeof value);
  table->remove_prefix(sizeof value);
  return value;
}

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_TABLE_READER_H_
