// Tokens are hashed as they are read; cues are looked up by hash.
#include "judge/cues.h"

#include <array>

#include "text/utf8.h"

namespace dechaff::judge {
namespace {

constexpr std::array<std::string_view, kCueCount> kCueNames = {
#define DECHAFF_CUE_STRING(id, name) name,
    DECHAFF_CUES(DECHAFF_CUE_STRING)
#undef DECHAFF_CUE_STRING
};

constexpr size_t kSlots = 4096;  // at least twice the entries of cues.txt and their beginnings
constexpr size_t kEntryTokens = 8;

// FNV-1a over characters.
constexpr uint64_t kHashSeed = 14695981039346656037ull;
constexpr uint64_t HashOn(uint64_t hash, char32_t c) { return (hash ^ c) * 1099511628211ull; }
constexpr uint64_t Chain(uint64_t a, uint64_t b) { return a * 0x9E3779B97F4A7C15u + b; }

}  // namespace

void HashTokens(std::string_view text, size_t limit, std::vector<uint64_t>* hashes) {
  const char* const end = text.data() + text.size();
  uint64_t hash = kHashSeed;
  const auto end_token = [&] {
    if (hash != kHashSeed) hashes->push_back(hash);
    hash = kHashSeed;
  };
  for (const char* p = text.data(); p < end && hashes->size() < limit;) {
    char32_t c = static_cast<unsigned char>(*p);
    if (c < 0x80) {
      ++p;
      const char32_t lower = c | 0x20;
      if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9')) {
        hash = HashOn(hash, c >= 'A' ? lower : c);
      } else if (c != '\'') {
        end_token();
      }
      continue;
    }
    int size = 0;
    c = text::DecodeAt(p, end, &size);
    p += size;
    if (text::IsCjkOrThai(c)) {
      end_token();
      hash = HashOn(hash, c);
      end_token();
    } else if (text::ClassesOf(c) & (text::kLetterClass | text::kDigitClass | text::kMarkClass)) {
      hash = HashOn(hash, text::Fold(c));
    } else if (c != 0x2019) {
      end_token();
    }
  }
  if (hashes->size() < limit) end_token();
}

StatusOr<CueBook> CueBook::Parse(std::string_view text, const std::string& file) {
  CueBook book;
  book.slots_.resize(kSlots);
  size_t line_number = 0, used = 0, cue = kCueNames.size();
  std::vector<uint64_t> tokens;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++line_number;
    const auto fail = [&](std::string_view what) {
      return Status::Invalid(file + ":" + std::to_string(line_number) + ": " + std::string(what));
    };
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      const std::string_view name = line.substr(1, line.find(']') - 1);
      for (cue = 0; cue < kCueNames.size() && kCueNames[cue] != name; ++cue) {
      }
      if (cue == kCueNames.size()) return fail("unknown cue");
      continue;
    }
    if (cue == kCueNames.size()) return fail("words before the first [cue]");
    for (size_t at = 0; at < line.size();) {
      const size_t comma = std::min(line.find(',', at), line.size());
      tokens.clear();
      HashTokens(line.substr(at, comma - at), kEntryTokens + 1, &tokens);
      if (tokens.empty() || tokens.size() > kEntryTokens) return fail("an entry has one to eight tokens");
      if ((used += tokens.size()) > kSlots / 2) return fail("too many entries");
      uint64_t hash = 0;
      for (size_t i = 0; i < tokens.size(); ++i) {
        hash = Chain(hash, tokens[i]);
        book.Insert(hash, i + 1 == tokens.size() ? uint32_t{1} << cue : 0);
      }
      at = comma + 1;
    }
  }
  return book;
}

void CueBook::Insert(uint64_t hash, uint32_t bit) {
  size_t i = hash % kSlots;
  while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) % kSlots;
  slots_[i].hash = hash;
  slots_[i].cues |= bit;
}

const CueBook::Slot* CueBook::Lookup(uint64_t hash) const {
  size_t i = hash % kSlots;
  while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) % kSlots;
  return slots_[i].hash == hash ? &slots_[i] : nullptr;
}

uint32_t CueBook::Find(const std::vector<uint64_t>& tokens) const {
  uint32_t cues = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    uint64_t hash = 0;
    for (size_t j = i; j < tokens.size(); ++j) {
      hash = Chain(hash, tokens[j]);
      const Slot* slot = Lookup(hash);
      if (slot == nullptr) break;
      cues |= slot->cues;
    }
  }
  return cues;
}

}  // namespace dechaff::judge
