// Opens the tables. The binary ones lie in the program's read-only data and are used in place.
#include "prose/repair_tables.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "prose/repair_features.h"
#include "prose/word_keys.h"
#include "rules/rules.h"

// DECHAFF_REPAIR_RULES is the folder rules/repair at build time.
#define DECHAFF_EMBED(name)                                \
  asm(".section .rodata\n.balign 8\ndechaff_repair_" #name \
      ":\n"                                                \
      ".incbin \"" DECHAFF_REPAIR_RULES "/" #name          \
      ".bin\"\n"                                           \
      "dechaff_repair_" #name "_end:\n.text\n");           \
  extern "C" const char dechaff_repair_##name[], dechaff_repair_##name##_end[]
DECHAFF_EMBED(languages);
DECHAFF_EMBED(words);
DECHAFF_EMBED(edges);
DECHAFF_EMBED(space);
DECHAFF_EMBED(stop);
#undef DECHAFF_EMBED

namespace dechaff::prose {
namespace {

uint32_t Load32(const char* p) {
  uint32_t value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

// The next line of `text` without its end, and `text` cut behind it.
std::string_view NextLine(std::string_view* text) {
  const size_t end = std::min(text->find('\n'), text->size());
  const std::string_view line = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return line;
}

std::string_view NextField(std::string_view* line) {
  line->remove_prefix(std::min(line->find_first_not_of(" \t"), line->size()));
  const size_t end = std::min(line->find_first_of(" \t"), line->size());
  const std::string_view field = line->substr(0, end);
  line->remove_prefix(end);
  return field;
}

// One word or more a line, of which case matters; `#` begins a comment.
void ReadWords(std::string_view text, WordSet* words) {
  while (!text.empty()) {
    std::string_view line = NextLine(&text);
    line = line.substr(0, line.find('#'));
    for (std::string_view word = NextField(&line); !word.empty(); word = NextField(&line)) {
      words->insert(ExactHash(word));
    }
  }
}

// The same with a language first on each line, or * for any; words are keyed by it.
Status ReadByLanguage(const rules::File& file, WordSet* words) {
  std::string_view text = file.text;
  while (!text.empty()) {
    std::string_view line = NextLine(&text);
    line = line.substr(0, line.find('#'));
    const std::string_view code = NextField(&line);
    const int language = LanguageNumber(code);
    if (!code.empty() && code != "*" && language == Languages::kNone)
      return Status::Invalid(file.name + ": no such language: " + std::string(code));
    for (std::string_view word = NextField(&line); !word.empty(); word = NextField(&line)) {
      words->insert(InLanguage(ExactHash(word), language));
      words->insert(InLanguage(ExactHash(word), kAnyLanguage));
    }
  }
  return {};
}

// Opens `rules_dir`/repair/`name`, which `own` then holds, or else the built-in table.
template <typename Open>
Status OpenTable(const std::string& rules_dir, const char* name, std::string_view builtin, std::string* own,
                 Open open) {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::path(rules_dir) / "repair" / name;
  if (!rules_dir.empty() && std::filesystem::exists(path, error)) {
    std::ifstream in(path, std::ios::binary);
    own->assign(std::istreambuf_iterator<char>(in), {});
    if (in.bad()) return Status::Io("cannot read " + path.string());
    builtin = *own;
  }
  return open(builtin) ? Status() : Status::Invalid("not a table of sentence repair: " + path.string());
}

std::string_view Between(const char* begin, const char* end) {
  return {begin, static_cast<size_t>(end - begin)};
}

}  // namespace

bool WordTable::Open(std::string_view bytes) {
  static constexpr size_t kHead = 12;
  if (bytes.size() < kHead || bytes.substr(0, 4) != "DRT1") return false;
  bits_ = Load32(bytes.data() + 4);
  value_bits_ = Load32(bytes.data() + 8);
  if (bits_ > 20 || value_bits_ == 0 || value_bits_ > 9) return false;
  const size_t offsets = ((size_t{1} << bits_) + 1) * 4;
  if (bytes.size() < kHead + offsets) return false;
  offsets_ = bytes.substr(kHead, offsets);
  entries_ = bytes.substr(kHead + offsets);
  for (uint64_t i = 0; i < (uint64_t{1} << bits_); ++i) {
    if (Offset(i) > Offset(i + 1)) return false;
  }
  return Offset(uint64_t{1} << bits_) * 2 == entries_.size();
}

uint32_t WordTable::Offset(uint64_t bucket) const { return Load32(offsets_.data() + bucket * 4); }

unsigned WordTable::Find(uint64_t key) const {
  const uint64_t bucket = key >> (64 - bits_);
  const auto fingerprint = static_cast<uint16_t>(key << value_bits_);
  const unsigned mask = (1U << value_bits_) - 1;
  for (uint32_t i = Offset(bucket), end = Offset(bucket + 1); i < end; ++i) {
    uint16_t entry;
    std::memcpy(&entry, entries_.data() + size_t{i} * 2, sizeof entry);
    if ((entry & ~mask) == fingerprint) return entry & mask;
  }
  return 0;
}

Status RepairTables::Load(const std::string& rules_dir) {
  const auto model = [](TreeModel* m) {
    return [m](std::string_view b) { return m->Open(b, kFeatureCount); };
  };
  const auto table = [](WordTable* t) { return [t](std::string_view b) { return t->Open(b); }; };
  const Status opened[] = {
      OpenTable(rules_dir, "words.bin", Between(dechaff_repair_words, dechaff_repair_words_end), &own_[0],
                table(&words)),
      OpenTable(rules_dir, "edges.bin", Between(dechaff_repair_edges, dechaff_repair_edges_end), &own_[1],
                table(&edges)),
      OpenTable(rules_dir, "space.bin", Between(dechaff_repair_space, dechaff_repair_space_end), &own_[2],
                model(&space)),
      OpenTable(rules_dir, "stop.bin", Between(dechaff_repair_stop, dechaff_repair_stop_end), &own_[3],
                model(&stop)),
      OpenTable(rules_dir, "languages.bin", Between(dechaff_repair_languages, dechaff_repair_languages_end),
                &own_[4], [this](std::string_view b) { return languages.Open(b); }),
  };
  for (const Status& status : opened) {
    if (!status.ok()) return status;
  }
  StatusOr<std::vector<rules::File>> files = rules::Load(rules_dir, "repair");
  if (!files.ok()) return files.status();
  for (const rules::File& file : files.value()) {
    if (file.name == "repair/abbreviations.txt") {
      if (Status s = ReadByLanguage(file, &abbreviations); !s.ok()) return s;
    }
    if (file.name == "repair/units.txt") ReadWords(file.text, &units);
    if (file.name == "repair/stems.txt") ReadWords(file.text, &stems);
    if (file.name == "repair/suffixes.txt") ReadWords(file.text, &suffixes);
    if (file.name == "repair/names.txt") ReadWords(file.text, &humped);
  }
  return {};
}

}  // namespace dechaff::prose
