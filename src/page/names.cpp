// Parses rules/names and looks the words of class, id and role values up.
#include "page/names.h"

#include <array>

#include "rules/rules.h"
#include "text/hash.h"

namespace dechaff::page {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(NameGroup::kCount)> kGroupNames = {
#define DECHAFF_NAME_STRING(id, name) name,
    DECHAFF_NAME_GROUPS(DECHAFF_NAME_STRING)
#undef DECHAFF_NAME_STRING
};

constexpr size_t kSlots = 4096;  // at least twice the words of rules/names

}  // namespace

StatusOr<NameBook> NameBook::Create(const std::string& rules_dir) {
  StatusOr<std::vector<rules::File>> files = rules::Load(rules_dir, "names");
  if (!files.ok()) return files.status();
  NameBook book;
  book.slots_.resize(kSlots);
  for (const rules::File& file : files.value()) {
    if (Status s = book.Parse(file.text, file.name); !s.ok()) return s;
  }
  return book;
}

Status NameBook::Parse(std::string_view rules, const std::string& file) {
  size_t group = kGroupNames.size(), line_number = 0, words = 0;
  while (!rules.empty()) {
    const size_t end = rules.find('\n');
    std::string_view line = rules.substr(0, end);
    rules.remove_prefix(end == std::string_view::npos ? rules.size() : end + 1);
    ++line_number;
    const auto fail = [&](std::string_view what) {
      return Status::Invalid(file + ":" + std::to_string(line_number) + ": " + std::string(what));
    };
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      const std::string_view name = line.substr(1, line.find(']') - 1);
      for (group = 0; group < kGroupNames.size() && kGroupNames[group] != name; ++group) {
      }
      if (group == kGroupNames.size()) return fail("unknown group of names");
      continue;
    }
    if (group == kGroupNames.size()) return fail("word before the first [group]");
    for (size_t at = 0; at < line.size();) {
      const size_t blank = std::min(line.find(' ', at), line.size());
      if (blank > at) {
        if (++words > kSlots / 2) return fail("too many words");
        Insert(line.substr(at, blank - at), static_cast<NameGroup>(group));
      }
      at = blank + 1;
    }
  }
  return {};
}

void NameBook::Insert(std::string_view word, NameGroup group) {
  const uint64_t hash = text::Hash(word);
  size_t i = hash % kSlots;
  while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) % kSlots;
  slots_[i].hash = hash;
  slots_[i].groups |= uint32_t{1} << static_cast<int>(group);
}

uint32_t NameBook::Lookup(uint64_t hash) const {
  for (size_t i = hash % kSlots; slots_[i].hash != 0; i = (i + 1) % kSlots) {
    if (slots_[i].hash == hash) return slots_[i].groups;
  }
  return 0;
}

NameSet NameBook::Find(std::string_view value) const {
  uint32_t groups = 0;
  // Hashes of the word at hand, of it and the word before, and of the whole name so far.
  uint64_t word = text::kHashSeed, pair = text::kHashSeed, whole = text::kHashSeed;
  bool in_word = false, small_before = false;
  int words = 0;
  const auto end_word = [&] {
    if (!in_word) return;
    groups |= Lookup(word);
    if (words > 0) groups |= Lookup(pair);
    pair = word;
    word = text::kHashSeed;
    in_word = small_before = false;
    ++words;
  };
  const auto end_name = [&] {
    end_word();
    if (words > 2) groups |= Lookup(whole);
    pair = whole = text::kHashSeed;
    words = 0;
  };
  for (const char c : value) {
    const char lower = static_cast<char>(c | 0x20);
    if (lower < 'a' || lower > 'z') {
      if (c == ' ' || c == '\n' || c == '\t') {
        end_name();
      } else {
        end_word();
      }
      continue;
    }
    const bool capital = c != lower;
    if (capital && small_before) end_word();
    small_before = !capital;
    in_word = true;
    word = text::HashOn(word, lower);
    pair = text::HashOn(pair, lower);
    whole = text::HashOn(whole, lower);
  }
  end_name();
  return NameSet(groups);
}

}  // namespace dechaff::page
