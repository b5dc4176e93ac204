// Values of flags; see values.h.
#include "cli/values.h"

#include <charconv>
#include <cstdint>
#include <limits>

#include "cli/settings.h"

namespace dechaff::cli {
namespace {

struct EscapePair {
  char letter;
  char byte;
};
constexpr EscapePair kEscapes[] = {{'n', '\n'}, {'t', '\t'}, {'r', '\r'},
                                   {'f', '\f'}, {'0', '\0'}, {'\\', '\\'}};

struct SizeUnit {
  char letter;
  int shift;
};
constexpr SizeUnit kUnits[] = {{'G', 30}, {'M', 20}, {'K', 10}};

bool ParseWhole(std::string_view digits, int base, size_t* value) {
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, *value, base);
  return error == std::errc() && stop == end;
}

Status NotUnderstood(std::string_view text, std::string_view wanted) {
  return Status::Invalid("'" + Escape(text) + "' is not " + std::string(wanted));
}

}  // namespace

StatusOr<size_t> ParseSize(std::string_view text) {
  constexpr std::string_view kWanted = "a size; give bytes, or a number with K, M or G, such as 32M";
  std::string_view digits = text;
  int shift = 0;
  for (const SizeUnit unit : kUnits) {
    if (digits.empty() || (digits.back() & ~0x20) != unit.letter) continue;
    digits.remove_suffix(1);
    shift = unit.shift;
    break;
  }
  size_t value = 0;
  if (!ParseWhole(digits, 10, &value) || value == 0) return NotUnderstood(text, kWanted);
  if (value > (std::numeric_limits<size_t>::max() >> shift)) return NotUnderstood(text, kWanted);
  return value << shift;
}

std::string ShowSize(size_t bytes) {
  for (const SizeUnit unit : kUnits) {
    if (bytes % (size_t{1} << unit.shift) == 0) return std::to_string(bytes >> unit.shift) + unit.letter;
  }
  return std::to_string(bytes);
}

StatusOr<size_t> ParseOffset(std::string_view text) {
  if (text == "0") return size_t{0};
  return ParseSize(text);
}

StatusOr<size_t> ParseCount(std::string_view text) {
  size_t value = 0;
  if (!ParseWhole(text, 10, &value)) return NotUnderstood(text, "a whole number");
  return value;
}

StatusOr<Tolerance> ParseTolerance(std::string_view text) {
  Tolerance tolerance;
  const bool percent = text.ends_with('%');
  const char* const end = text.data() + text.size() - percent;
  const auto [stop, error] = std::from_chars(text.data(), end, tolerance.percent, std::chars_format::fixed);
  const bool number =
      error == std::errc() && stop == end && tolerance.percent >= 0 && tolerance.percent <= 100;
  if (percent && number) return tolerance;
  tolerance.percent = 0;
  size_t count = 0;
  if (percent || !ParseWhole(text, 10, &count)) {
    return NotUnderstood(text, "a number of failures, or a share of 0% to 100%");
  }
  tolerance.count = count;
  return tolerance;
}

std::string ShowTolerance(const Tolerance& tolerance) {
  if (tolerance.percent == 0) return std::to_string(tolerance.count);
  char buffer[32];
  const auto [stop, error] =
      std::to_chars(buffer, buffer + sizeof buffer, tolerance.percent, std::chars_format::fixed);
  return std::string(buffer, stop) + '%';
}

StatusOr<ShardOf> ParseShard(std::string_view text) {
  const size_t slash = std::min(text.find('/'), text.size());
  ShardOf shard;
  const bool numbers = ParseWhole(text.substr(0, slash), 10, &shard.index) &&
                       ParseWhole(text.substr(std::min(slash + 1, text.size())), 10, &shard.count);
  constexpr size_t kMost = 1000000;
  if (!numbers || shard.index == 0 || shard.index > shard.count || shard.count > kMost) {
    return NotUnderstood(text, "a part such as 1/8; give 1/N to N/N");
  }
  return shard;
}

StatusOr<size_t> ParseJobs(std::string_view text) {
  constexpr size_t kMaxJobs = 1024;
  if (text == "auto") return size_t{0};
  size_t value = 0;
  if (!ParseWhole(text, 10, &value) || value > kMaxJobs) {
    return NotUnderstood(text, "a number of threads; give 1 to 1024, or 0 or auto for one a core");
  }
  return value;
}

StatusOr<float> ParseBias(std::string_view text) {
  constexpr float kMost = 20;
  float value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (error != std::errc() || stop != end || !(value >= -kMost && value <= kMost)) {
    return NotUnderstood(text, "a number from -20 to 20");
  }
  return value;
}

std::string ShowBias(float bias) {
  char buffer[64];
  const auto [stop, error] = std::to_chars(buffer, buffer + sizeof buffer, bias, std::chars_format::fixed);
  return {buffer, stop};
}

StatusOr<std::string> Unescape(std::string_view text) {
  std::string bytes;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
      continue;
    }
    const std::string_view rest = text.substr(i + 1);
    size_t value = 0;
    if (rest.starts_with('x') && rest.size() >= 3 && ParseWhole(rest.substr(1, 2), 16, &value)) {
      bytes += static_cast<char>(value);
      i += 3;
      continue;
    }
    const size_t before = bytes.size();
    for (const EscapePair pair : kEscapes) {
      if (rest.starts_with(pair.letter)) bytes += pair.byte;
    }
    if (bytes.size() == before)
      return NotUnderstood(text, R"(understood; escapes are \n \t \r \f \0 \\ \xHH)");
    ++i;
  }
  return bytes;
}

std::string Escape(std::string_view bytes) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    const EscapePair* pair = kEscapes;
    while (pair != std::end(kEscapes) && pair->byte != c) ++pair;
    if (pair != std::end(kEscapes)) {
      text += {'\\', pair->letter};
    } else if (byte < 0x20 || byte == 0x7F) {
      text += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace dechaff::cli
