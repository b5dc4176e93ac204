// Parses rules/names and looks the words of class, id and role values up.
#include "page/names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "rules/rules.h"
#include "rules/sections.h"
#include "text/hash.h"
#include "text/swar.h"

namespace dechaff::page {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(NameGroup::kCount)> kGroupNames = {
#define DECHAFF_NAME_STRING(id, name) name,
    DECHAFF_NAME_GROUPS(DECHAFF_NAME_STRING)
#undef DECHAFF_NAME_STRING
};

constexpr size_t kSlots = 4096;        // at least twice the words of rules/names
constexpr size_t kLongestName = 1024;  // bytes; what follows says nothing

// A hash of bytes that come eight at a time, the first in the lowest byte.
class Mixer {
 public:
  explicit Mixer(uint64_t seed) : hash_(text::kHashSeed ^ seed) {}
  void Add(uint64_t bytes) {
    hash_ = (hash_ ^ bytes) * 0x9E3779B97F4A7C15;
    hash_ ^= hash_ >> 32;
  }
  uint64_t hash() const { return hash_ * text::kHashPrime; }

 private:
  uint64_t hash_;
};

uint64_t HashOf(std::string_view word) {
  Mixer mixer(word.size());
  for (; word.size() > 8; word.remove_prefix(8)) mixer.Add(text::Load8(word.data()));
  mixer.Add(text::LoadUpTo8(word.data(), word.size()));
  return mixer.hash();
}

// The first blank in `text`, or its end; `key` tells what stands before it from all else.
size_t NameEnd(std::string_view text, uint64_t* key) {
  Mixer mixer(0);
  size_t i = 0;
  uint64_t blanks = 0;
  for (; blanks == 0 && i < text.size();) {
    const uint64_t word = text::LoadUpTo8(text.data() + i, text.size() - i);
    blanks = text::ZeroByte(word ^ text::Bytes(' ')) | text::ZeroByte(word ^ text::Bytes('\n')) |
             text::ZeroByte(word ^ text::Bytes('\t'));
    const size_t left = std::min<size_t>(text.size() - i, 8);
    const size_t bytes = blanks == 0 ? left : text::FirstByte(blanks);
    if (bytes > 0) mixer.Add(bytes == 8 ? word : word & ((uint64_t{1} << (8 * bytes)) - 1));
    i += bytes;
  }
  mixer.Add(i);
  *key = mixer.hash();
  return i;
}

// Calls `visit` with each name of a value, a run of characters without blanks, and with its key.
template <typename Visit>
void EachName(std::string_view value, Visit visit) {
  for (size_t begin = 0; begin < value.size();) {
    uint64_t key;
    const size_t end = begin + NameEnd(value.substr(begin), &key);
    if (end > begin) visit(value.substr(begin, end - begin), key);
    begin = end + 1;
  }
}

// Calls `visit` with each word of a name, with each two words that stand together, and with the whole name if
// it has more than two; all in lower case without what parted them.
template <typename Visit>
void EachWord(std::string_view name, Visit visit) {
  std::array<char, kLongestName> letters;  // the words are stretches of them
  size_t size = 0, word = 0, word_before = 0, words = 0;
  bool small_before = false;
  const auto stretch = [&](size_t from) { return std::string_view(letters.data() + from, size - from); };
  const auto end_word = [&] {
    small_before = false;
    if (size == word) return;
    visit(stretch(word));
    if (words > 0) visit(stretch(word_before));
    ++words;
    word_before = word;
    word = size;
  };
  for (const char c : name.substr(0, kLongestName)) {
    const char lower = static_cast<char>(c | 0x20);
    if (lower < 'a' || lower > 'z') {
      end_word();
      continue;
    }
    const bool capital = c != lower;
    if (capital && small_before) end_word();
    small_before = !capital;
    letters[size++] = lower;
  }
  end_word();
  if (words > 2) visit(stretch(0));
}

}  // namespace

StatusOr<NameBook> NameBook::Create(const std::string& rules_dir) {
  StatusOr<std::vector<rules::File>> files = rules::Load(rules_dir, "names");
  if (!files.ok()) return files.status();
  NameBook book;
  book.slots_.resize(kSlots);
  for (const rules::File& file : files.value()) {
    const bool learnt = file.name.ends_with(".weights");
    Status s = learnt ? book.TakeWeights(file.text, file.name) : book.Parse(file.text, file.name);
    if (!s.ok()) return s;
  }
  return book;
}

Status NameBook::TakeWeights(std::string_view table, const std::string& file) {
  const size_t slots = table.size() / sizeof(uint32_t);
  if (!std::has_single_bit(slots) || table.size() % sizeof(uint32_t) != 0) {
    return Status::Invalid(file + ": not a table of weights of names");
  }
  weights_.resize(slots);
  std::memcpy(weights_.data(), table.data(), table.size());
  if (std::find(weights_.begin(), weights_.end(), 0u) == weights_.end()) {
    return Status::Invalid(file + ": no slot of the table is empty");
  }
  return {};
}

Status NameBook::Parse(std::string_view rules, const std::string& file) {
  size_t group = 0, words = 0;
  const auto begin = [&group](std::string_view name) -> std::string_view {
    group =
        static_cast<size_t>(std::find(kGroupNames.begin(), kGroupNames.end(), name) - kGroupNames.begin());
    return group < kGroupNames.size() ? std::string_view() : "unknown section";
  };
  const auto add = [&](std::string_view line) -> std::string_view {
    for (size_t at = 0; at < line.size();) {
      const size_t blank = std::min(line.find(' ', at), line.size());
      if (blank > at) {
        if (++words > kSlots / 2) return "too many words";
        Insert(line.substr(at, blank - at), static_cast<NameGroup>(group));
      }
      at = blank + 1;
    }
    return {};
  };
  return rules::ReadSections(rules, file, begin, add);
}

void NameBook::Insert(std::string_view word, NameGroup group) {
  const uint64_t hash = HashOf(word);
  size_t i = hash % kSlots;
  while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) % kSlots;
  slots_[i].hash = hash;
  slots_[i].groups |= uint32_t{1} << static_cast<int>(group);
  known_.set(hash >> (64 - kFilterBits));
}

uint32_t NameBook::GroupsOf(uint64_t hash) const {
  if (!known_.test(hash >> (64 - kFilterBits))) return 0;
  for (size_t i = hash % kSlots; slots_[i].hash != 0; i = (i + 1) % kSlots) {
    if (slots_[i].hash == hash) return slots_[i].groups;
  }
  return 0;
}

int32_t NameBook::WeightOf(uint64_t hash) const {
  if (weights_.empty()) return 0;
  const size_t mask = weights_.size() - 1;
  for (size_t i = hash & mask; weights_[i] != 0; i = (i + 1) & mask) {
    if (weights_[i] >> 8 == hash >> 40) return static_cast<int8_t>(weights_[i] & 0xFF);
  }
  return 0;
}

NameSet NameBook::Find(std::string_view value, NameMemo* memo, int32_t* weight) const {
  uint32_t groups = 0;
  EachName(value, [&](std::string_view name, uint64_t key) {
    NameMemo::Entry& known = memo->entries[key % memo->entries.size()];
    if (known.key != key) {
      known = {key, 0, 0};
      EachWord(name, [&](std::string_view word) {
        const uint64_t word_hash = HashOf(word);
        known.groups |= GroupsOf(word_hash);
        known.weight += WeightOf(word_hash);
      });
    }
    groups |= known.groups;
    *weight += known.weight;
  });
  return NameSet(groups);
}

NameSet NameBook::Find(std::string_view value) const {
  NameMemo memo;
  int32_t weight = 0;
  return Find(value, &memo, &weight);
}

void NameBook::Hashes(std::string_view value, std::vector<uint64_t>* hashes) {
  EachName(value, [&](std::string_view name, uint64_t) {
    EachWord(name, [&](std::string_view word) { hashes->push_back(HashOf(word)); });
  });
}

}  // namespace dechaff::page
