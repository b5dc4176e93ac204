// Attributes and character references, as the tokenization section of the HTML Standard has them.
#include "html/attributes.h"

#include "html/entities.h"
#include "html/scan.h"
#include "text/utf8.h"

namespace dechaff::html {
namespace {

// What numeric references 0x80 to 0x9F stand for (windows-1252); 0 where they stand for themselves.
constexpr char16_t kWindows1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char32_t NumericCharacter(uint32_t code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return text::kReplacement;
  if (code >= 0x80 && code < 0xA0 && kWindows1252[code - 0x80] != 0) return kWindows1252[code - 0x80];
  return code;
}

int DigitValue(char c, bool hex) {
  if (c >= '0' && c <= '9') return c - '0';
  c = LowerAscii(c);
  return hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// `raw` starts with "&#".
size_t DecodeNumeric(std::string_view raw, char out[8], size_t* out_size) {
  size_t i = 2;
  bool hex = i < raw.size() && LowerAscii(raw[i]) == 'x';
  if (hex) ++i;
  size_t first_digit = i;
  uint32_t code = 0;
  for (int digit; i < raw.size() && (digit = DigitValue(raw[i], hex)) >= 0; ++i)
    if (code <= 0x10FFFF) code = code * (hex ? 16 : 10) + static_cast<uint32_t>(digit);
  if (i == first_digit) return 0;
  if (i < raw.size() && raw[i] == ';') ++i;
  *out_size = static_cast<size_t>(text::EncodeUtf8(NumericCharacter(code), out));
  return i;
}

}  // namespace

bool AttributeReader::Next() {
  const char* p = rest_.data();
  const char* end = p + rest_.size();
  p = SkipWhile(p, end, kNameEndBit);
  if (p == end) return false;
  p = ScanAttribute(p, end, &name_, &value_);
  if (p == nullptr) return false;
  rest_ = {p, static_cast<size_t>(end - p)};
  return true;
}

std::string_view FindAttribute(std::string_view attributes, std::string_view name) {
  const uint64_t packed = Packed(name);
  for (AttributeReader reader(attributes); reader.Next();) {
    if (PackedLower(reader.name()) != packed || reader.name().size() != name.size()) continue;
    if (name.size() <= 8 || EqualsIgnoreCase(reader.name(), name)) return reader.value();
  }
  return {};
}

size_t DecodeReference(std::string_view raw, bool in_attribute, char out[8], size_t* out_size) {
  if (raw.size() < 3) return 0;
  if (raw[1] == '#') return DecodeNumeric(raw, out, out_size);
  const NamedReference* reference = LongestNamedReference(raw.substr(1));
  if (reference == nullptr) return 0;
  size_t taken = reference->name.size() + 1;
  // For old query strings: in an attribute, "&copy=" and "&copyright" are no references.
  if (in_attribute && reference->name.back() != ';' && taken < raw.size() &&
      (raw[taken] == '=' || HasBit(raw[taken], kAlnumBit)))
    return 0;
  *out_size = reference->text.copy(out, 8);
  return taken;
}

void AppendDecoded(std::string_view raw, bool in_attribute, std::string* out) {
  auto is_special = [](char c) { return c == '&' || c == '\r' || c == '\0'; };
  size_t plain = 0;  // start of what is not copied yet
  for (size_t i = 0; i < raw.size();) {
    if (!is_special(raw[i])) {
      ++i;
      continue;
    }
    char decoded[8];
    size_t decoded_size = 0, taken = 1;
    if (raw[i] == '&') {
      taken = DecodeReference(raw.substr(i), in_attribute, decoded, &decoded_size);
      if (taken == 0) {
        ++i;
        continue;
      }
    } else if (raw[i] == '\r' && (i + 1 == raw.size() || raw[i + 1] != '\n')) {
      decoded[decoded_size++] = '\n';
    }
    out->append(raw, plain, i - plain).append(decoded, decoded_size);
    i += taken;
    plain = i;
  }
  out->append(raw, plain);
}

}  // namespace dechaff::html
