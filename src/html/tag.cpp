// Tag names: a perfect hash over the first eight bytes, the last byte and the length, found at compile time.
#include "html/tag.h"

#include <array>

#include "html/scan.h"
#include "text/swar.h"

namespace dechaff::html {
namespace {

constexpr std::array<std::string_view, kTagCount> kNames = [] {
  std::array<std::string_view, kTagCount> names{};
  size_t i = 1;
#define DECHAFF_TAG_STRING(name, layout) names[i++] = #name;
  DECHAFF_TAGS(DECHAFF_TAG_STRING)
#undef DECHAFF_TAG_STRING
  names[static_cast<size_t>(Tag::annotation_xml_)] = "annotation-xml";
  return names;
}();

constexpr size_t kLongestName = 14;

constexpr int kHashBits = 11;
constexpr size_t HashSlot(uint64_t packed, char last, size_t size, uint64_t factor) {
  uint64_t mixed = packed ^ (uint64_t{static_cast<unsigned char>(last)} << 40) ^ (uint64_t{size} << 56);
  return static_cast<size_t>(mixed * factor >> (64 - kHashBits));
}

struct TagHash {
  uint64_t factor = 0;
  std::array<uint8_t, size_t{1} << kHashBits> slots{};
  std::array<uint64_t, kTagCount> packed{};  // of each name
  std::array<uint8_t, kTagCount> sizes{};
};

constexpr bool Fill(uint64_t factor, TagHash* hash) {
  *hash = TagHash{factor, {}, {}, {}};
  for (size_t i = 1; i + 1 < kNames.size(); ++i) {
    std::string_view name = kNames[i];
    uint8_t& slot = hash->slots[HashSlot(Packed(name), name.back(), name.size(), factor)];
    if (slot != 0) return false;
    slot = static_cast<uint8_t>(i);
    hash->packed[i] = Packed(name);
    hash->sizes[i] = static_cast<uint8_t>(name.size());
  }
  return true;
}

// The first factor without collisions. Compilers bound the steps they take for a constant, so that the search
// starts at the one it found for these names; when a name is added it goes on from there.
constexpr TagHash kHash = [] {
  TagHash hash;
  uint64_t factor = 0x33EF7989785C9197;
  while (!Fill(factor, &hash)) factor = factor * 6364136223846793005 + 1442695040888963407;
  return hash;
}();

}  // namespace

std::string_view TagName(Tag tag) { return kNames[static_cast<size_t>(tag)]; }

Tag TagForName(std::string_view name) {
  const size_t size = name.size();
  if (size == 0 || size > kLongestName) return Tag::kUnknown;
  const uint64_t packed = PackedLower(name);
  const size_t index = kHash.slots[HashSlot(packed, LowerAscii(name.back()), size, kHash.factor)];
  if (kHash.packed[index] != packed || kHash.sizes[index] != size) return Tag::kUnknown;
  if (size > 8 && !EqualsIgnoreCase(name.substr(8), kNames[index].substr(8))) return Tag::kUnknown;
  return static_cast<Tag>(index);
}

Tag TagForShortName(uint64_t packed, size_t size) {
  const auto last = static_cast<char>(packed >> 8 * (size - 1));
  const size_t index = kHash.slots[HashSlot(packed, last, size, kHash.factor)];
  return kHash.packed[index] == packed ? static_cast<Tag>(index) : Tag::kUnknown;
}

}  // namespace dechaff::html
