// Values of flags: sizes, numbers and escapes, read and shown.
#ifndef DECHAFF_CLI_VALUES_H_
#define DECHAFF_CLI_VALUES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "dechaff/status.h"

namespace dechaff::cli {

// "4096", "512K", "32M", "1G" (powers of 1024, either case) in bytes. 0 and what does not fit are errors.
StatusOr<size_t> ParseSize(std::string_view text);
// The shortest text that ParseSize reads as `bytes`.
std::string ShowSize(size_t bytes);

// "I/N", 1 <= I <= N.
struct ShardOf {
  size_t index = 1;
  size_t count = 1;
};
StatusOr<ShardOf> ParseShard(std::string_view text);

// Bytes as ParseSize has them, or 0.
StatusOr<size_t> ParseOffset(std::string_view text);

// A number of failures, or with % a share of the documents; in its shortest form again.
struct Tolerance;
StatusOr<Tolerance> ParseTolerance(std::string_view text);
std::string ShowTolerance(const Tolerance& tolerance);

// A whole number.
StatusOr<size_t> ParseCount(std::string_view text);

// A number of threads: 0 to 1024, or "auto" for 0.
StatusOr<size_t> ParseJobs(std::string_view text);

// A number from -20 to 20, in whole or decimal digits, and the shortest text that is read as it.
StatusOr<float> ParseBias(std::string_view text);
std::string ShowBias(float bias);

// Replaces \n \t \r \f \0 \\ and \xHH; other escapes are errors.
StatusOr<std::string> Unescape(std::string_view text);
// The reverse of Unescape: all control bytes and backslashes are escaped.
std::string Escape(std::string_view bytes);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_VALUES_H_
