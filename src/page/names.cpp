// Parses rules/names and looks the words of class, id and role values up.
#include "page/names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "html/scan.h"
#include "rules/rules.h"
#include "rules/sections.h"
#include "text/byte_mask.h"
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
constexpr size_t kSlack = 16;          // bytes behind a word that may be read

// Of a word that has slack behind it.
uint64_t HashOf(const char* word, size_t size) {
  uint64_t hash = text::kHashSeed ^ size;
  for (; size > 8; word += 8, size -= 8) hash = text::HashOn8(hash, text::Load8(word));
  return text::HashOn8(hash, text::Load8(word) & (~uint64_t{0} >> (64 - 8 * size))) * text::kHashPrime;
}

constexpr size_t kStep = sizeof(text::Lanes);

// Calls `visit` with each name of a value, a run of characters without blanks.
template <typename Visit>
void EachName(std::string_view value, Visit visit) {
  size_t begin = 0;  // of the name at hand
  const auto end_name = [&](size_t end) {
    if (end > begin) visit(value.substr(begin, end - begin));
    begin = end + 1;
  };
  for (size_t at = 0; at < value.size(); at += kStep) {
    const text::Lanes bytes = text::LanesUpTo16(value.data() + at, value.size() - at);
    const auto blank = (bytes == ' ') | (bytes == '\n') | (bytes == '\t');
    uint64_t blanks = text::HighBits(reinterpret_cast<text::Lanes>(blank));
    for (; blanks != 0; blanks &= blanks - 1) end_name(at + static_cast<size_t>(std::countr_zero(blanks)));
  }
  end_name(value.size());
}

// What stands at the end of a name and is in no word: its number, most often.
std::string_view WithoutTail(std::string_view name) {
  while (!name.empty() && !html::HasBit(name.back(), html::kLetterBit)) name.remove_suffix(1);
  return name;
}

// Calls `visit` with the hash of each word of a name, of each two words that stand together, and of the whole
// name if it has more than two; all in lower case without what parted them.
template <typename Visit>
void EachWord(std::string_view name, Visit visit) {
  std::array<char, kLongestName + kSlack> letters;  // the words are stretches of them
  size_t size = 0, word = 0, word_before = 0, words = 0;
  const auto stretch = [&](size_t from) { return HashOf(letters.data() + from, size - from); };
  const auto end_word = [&] {
    if (size == word) return;
    visit(stretch(word));
    if (words > 0) visit(stretch(word_before));
    ++words;
    word_before = word;
    word = size;
  };
  name = name.substr(0, kLongestName);
  uint64_t letter_before = 0, small_before = 0;  // 1 if the character before the step is one
  for (size_t at = 0; at < name.size(); at += kStep) {
    text::Lanes steps[2] = {text::LanesUpTo16(name.data() + at, name.size() - at)};  // copies may read both
    const auto mask = [](auto test) { return text::HighBits(reinterpret_cast<text::Lanes>(test)); };
    const uint64_t capital = mask(steps[0] - 'A' < 26);
    steps[0] |= 0x20;
    const uint64_t letter = mask(steps[0] - 'a' < 26), small = letter & ~capital;
    const uint64_t before = letter << 1 | letter_before, small_then = small << 1 | small_before;
    const uint64_t begins = letter & (~before | (capital & small_then));
    letter_before = letter >> (kStep - 1), small_before = small >> (kStep - 1);
    for (uint64_t left = letter; left != 0;) {
      const int begin = std::countr_zero(left);
      if (begins >> begin & 1) end_word();
      const int end = std::countr_zero((~letter | begins) & ~uint64_t{1} << begin);
      std::memcpy(letters.data() + size, reinterpret_cast<const char*>(steps) + begin, kStep);
      size += static_cast<size_t>(end - begin);
      left &= ~uint64_t{0} << end;
    }
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
  std::array<char, kLongestName + kSlack> letters{};
  const uint64_t hash = HashOf(letters.data(), word.copy(letters.data(), kLongestName));
  size_t i = hash % kSlots;
  while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) % kSlots;
  slots_[i].hash = hash;
  slots_[i].groups |= uint32_t{1} << static_cast<int>(group);
  known_.set(hash >> (64 - kFilterBits));
}

uint32_t NameBook::GroupsOf(uint64_t hash) const {
  if (!known_[hash >> (64 - kFilterBits)]) return 0;
  for (size_t i = hash % kSlots; slots_[i].hash != 0; i = (i + 1) % kSlots) {
    if (slots_[i].hash == hash) return slots_[i].groups;
  }
  return 0;
}

int32_t NameBook::WeightOf(uint64_t hash) const {
  const size_t mask = weights_.size() - 1;
  for (size_t i = hash & mask; weights_[i] != 0; i = (i + 1) & mask) {
    if (weights_[i] >> 8 == hash >> 40) return static_cast<int8_t>(weights_[i] & 0xFF);
  }
  return 0;
}

void NameBook::Fetch() const {
  constexpr size_t kLine = 64 / sizeof(weights_[0]);
  for (size_t i = 0; i < weights_.size(); i += kLine) __builtin_prefetch(&weights_[i], 0, 2);
}

// The table of weights is seldom in the nearest cache: the words of a name are asked for together.
void NameBook::LookUp(std::string_view name, NameMemo::Entry* said) const {
  std::array<uint64_t, 16> words;
  size_t count = 0;
  const auto look_up = [&] {
    for (size_t i = 0; i < count; ++i) {
      said->groups |= GroupsOf(words[i]);
      said->weight += WeightOf(words[i]);
    }
    count = 0;
  };
  EachWord(name, [&](uint64_t word) {
    if (count == words.size()) look_up();
    __builtin_prefetch(&weights_[word & (weights_.size() - 1)]);
    __builtin_prefetch(&slots_[word % kSlots]);
    words[count++] = word;
  });
  look_up();
}

NameSet NameBook::Find(std::string_view value, NameMemo* memo, int32_t* weight) const {
  uint32_t groups = 0;
  EachName(value, [&](std::string_view name) {
    name = WithoutTail(name);
    const uint64_t key = memo->hash(name);
    NameMemo::Entry& known = memo->entries[key % memo->entries.size()];
    if (known.key != key) {
      known = {key, 0, 0};
      LookUp(name, &known);
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
  EachName(value,
           [&](std::string_view name) { EachWord(name, [&](uint64_t word) { hashes->push_back(word); }); });
}

}  // namespace dechaff::page
