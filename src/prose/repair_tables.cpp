// Opens the tables. The binary ones lie in the program's read-only data and are used in place.
#include "prose/repair_tables.h"

#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/rules.h"

// DECHAFF_REPAIR_RULES is the folder rules/repair at build time.
asm(".section .rodata\n"
    ".balign 4\n"
    "dechaff_repair_words: .incbin \"" DECHAFF_REPAIR_RULES
    "/words.bin\"\n"
    "dechaff_repair_words_end:\n"
    ".balign 4\n"
    "dechaff_repair_edges: .incbin \"" DECHAFF_REPAIR_RULES
    "/edges.bin\"\n"
    "dechaff_repair_edges_end:\n"
    ".text\n");
extern "C" const char dechaff_repair_words[], dechaff_repair_words_end[];
extern "C" const char dechaff_repair_edges[], dechaff_repair_edges_end[];

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

// One word or more a line; `#` begins a comment. `exact`: case matters.
void ReadWords(std::string_view text, bool exact, WordSet* words) {
  while (!text.empty()) {
    std::string_view line = NextLine(&text);
    line = line.substr(0, line.find('#'));
    for (std::string_view word = NextField(&line); !word.empty(); word = NextField(&line)) {
      words->insert(exact ? ExactHash(word) : FoldedHash(word));
    }
  }
}

Status OpenTable(const std::string& rules_dir, const char* name, std::string_view builtin, std::string* own,
                 WordTable* table) {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::path(rules_dir) / "repair" / name;
  if (!rules_dir.empty() && std::filesystem::exists(path, error)) {
    std::ifstream in(path, std::ios::binary);
    own->assign(std::istreambuf_iterator<char>(in), {});
    if (in.bad()) return Status::Io("cannot read " + path.string());
    builtin = *own;
  }
  if (!table->Open(builtin)) return Status::Invalid("not a word table: " + path.string());
  return {};
}

}  // namespace

bool WordTable::Open(std::string_view bytes) {
  static constexpr size_t kHead = 12;
  if (bytes.size() < kHead || bytes.substr(0, 4) != "DRT1") return false;
  bits_ = Load32(bytes.data() + 4);
  value_bits_ = Load32(bytes.data() + 8);
  if (bits_ > 20 || value_bits_ == 0 || value_bits_ > 8) return false;
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

unsigned WordTable::Find(uint64_t folded_hash) const {
  const uint64_t bucket = folded_hash >> (64 - bits_);
  const auto fingerprint = static_cast<uint16_t>(folded_hash << value_bits_);
  const unsigned mask = (1U << value_bits_) - 1;
  for (uint32_t i = Offset(bucket), end = Offset(bucket + 1); i < end; ++i) {
    uint16_t entry;
    std::memcpy(&entry, entries_.data() + size_t{i} * 2, sizeof entry);
    if ((entry & ~mask) == fingerprint) return entry & mask;
  }
  return 0;
}

Status RepairTables::Load(const std::string& rules_dir) {
  using Bytes = std::string_view;
  const Bytes builtin_words(dechaff_repair_words,
                            static_cast<size_t>(dechaff_repair_words_end - dechaff_repair_words));
  const Bytes builtin_edges(dechaff_repair_edges,
                            static_cast<size_t>(dechaff_repair_edges_end - dechaff_repair_edges));
  if (Status s = OpenTable(rules_dir, "words.bin", builtin_words, &own_words_, &words); !s.ok()) return s;
  if (Status s = OpenTable(rules_dir, "edges.bin", builtin_edges, &own_edges_, &edges); !s.ok()) return s;
  StatusOr<std::vector<rules::File>> files = rules::Load(rules_dir, "repair");
  if (!files.ok()) return files.status();
  for (const rules::File& file : files.value()) {
    if (file.name == "repair/abbreviations.txt") ReadWords(file.text, false, &abbreviations);
    if (file.name == "repair/units.txt") ReadWords(file.text, true, &units);
    if (file.name == "repair/suffixes.txt") ReadWords(file.text, true, &suffixes);
    if (file.name == "repair/names.txt") ReadWords(file.text, true, &humped);
    if (file.name == "repair/weights.txt") {
      if (Status s = ParseWeights(file.name, file.text); !s.ok()) return s;
    }
  }
  return {};
}

// Lines are "stop|bare COLUMN WEIGHT..."; a column that is not named weighs nothing.
Status RepairTables::ParseWeights(std::string_view name, std::string_view text) {
  const auto columns = FeatureColumns();
  for (Weights& w : weights) {
    for (size_t c = 0; c < columns.size(); ++c) w.columns[c].assign(columns[c].size, 0.0F);
  }
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = NextLine(&text);
    if (line.empty() || line[0] == '#') continue;
    const auto fail = [&](const char* what) {
      return Status::Invalid(std::string(name) + ":" + std::to_string(number) + ": " + what);
    };
    const std::string_view shape = NextField(&line);
    if (shape != "stop" && shape != "bare") return fail("expected \"stop\" or \"bare\"");
    const std::string_view column = NextField(&line);
    size_t c = 0;
    while (c < columns.size() && columns[c].name != column) ++c;
    if (c == columns.size()) return fail("unknown column");
    for (float& weight : weights[shape == "stop"].columns[c]) {
      const std::string_view field = NextField(&line);
      if (std::from_chars(field.data(), field.data() + field.size(), weight).ec != std::errc()) {
        return fail("expected a number");
      }
    }
    if (!NextField(&line).empty()) return fail("too many weights");
  }
  return {};
}

}  // namespace dechaff::prose
