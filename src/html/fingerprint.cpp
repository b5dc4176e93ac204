// A hash of each attribute, added up so that their order does not count.
#include "html/fingerprint.h"

#include <string>

#include "html/attributes.h"
#include "html/scan.h"

namespace dechaff::html {
namespace {

constexpr size_t kMaxAttributes = 32;

// FNV-1a.
uint64_t Hash(std::string_view text, uint64_t seed) {
  for (char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return seed;
}

}  // namespace

uint64_t AttributesFingerprint(std::string_view attributes) {
  std::string_view names[kMaxAttributes];
  size_t count = 0;
  uint64_t sum = 0;
  std::string name, value;
  for (AttributeReader reader(attributes); count < kMaxAttributes && reader.Next();) {
    bool repeated = false;
    for (size_t i = 0; i < count && !repeated; ++i) repeated = EqualsIgnoreCase(names[i], reader.name());
    if (repeated) continue;
    names[count++] = reader.name();
    name.clear();
    for (char c : reader.name()) name += LowerAscii(c);
    value.clear();
    AppendDecoded(reader.value(), true, &value);
    sum += Hash(value, Hash(name, 0xCBF29CE484222325) * 31);
  }
  return sum;
}

}  // namespace dechaff::html
