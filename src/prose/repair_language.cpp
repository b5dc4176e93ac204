// Common words vote: one that few languages have weighs more.
#include "prose/repair_language.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "prose/word_keys.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// The second language counts if it has this share, in tenths, of the votes of the first.
constexpr uint32_t kSecond = 6;

// As LANGUAGES of rules/repair/corpus.py.
constexpr std::string_view kCodes[] = {"bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr",
                                       "hr", "hu", "id", "it", "lt", "lv", "nl", "no", "pl", "pt",
                                       "ro", "ru", "sk", "sl", "sv", "tr", "uk", "vi"};
static_assert(kCodes[LanguageTable::kEnglish] == "en" && std::size(kCodes) < kAnyLanguage);

bool IsAsciiLetter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}

uint32_t Load32(const char* p) {
  uint32_t value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

}  // namespace

bool LanguageTable::Open(std::string_view bytes) {
  static constexpr size_t kHead = 8, kSlot = 8;
  if (bytes.size() < kHead || bytes.substr(0, 4) != "DRL1") return false;
  const uint32_t bits = Load32(bytes.data() + 4);
  if (bits > 20 || bytes.size() != kHead + (kSlot << bits)) return false;
  slots_ = bytes.substr(kHead);
  mask_ = (uint64_t{1} << bits) - 1;
  for (uint64_t i = 0; i <= mask_; ++i) {
    if (Load32(slots_.data() + i * kSlot) == 0) return true;  // every search ends at a free slot
  }
  return false;
}

uint32_t LanguageTable::Find(uint64_t folded_hash) const {
  for (uint64_t i = folded_hash & mask_;; i = (i + 1) & mask_) {
    const char* slot = slots_.data() + i * 8;
    const uint32_t key = Load32(slot);
    if (key == 0) return 0;
    if (key == folded_hash >> 32) return Load32(slot + 4);
  }
}

int LanguageNumber(std::string_view code) {
  const auto* found = std::find(std::begin(kCodes), std::end(kCodes), code);
  return found == std::end(kCodes) ? Languages::kNone : static_cast<int>(found - kCodes);
}

void AddVotes(std::string_view text, const LanguageTable& table, LanguageVotes* votes) {
  const char* p = text.data();
  const char* const end = p + text.size();
  const char* const last = p + std::min(text.size(), kVotingBytes);
  WordHash hash;
  bool in_word = false;
  while (p <= last) {
    int size = 1;
    char32_t c = 0;
    if (p < last && IsAsciiLetter(*p)) {
      if (!in_word) hash = {};
      in_word = true;
      do hash.Add(static_cast<unsigned char>(*p++) | 0x20u);
      while (p < last && IsAsciiLetter(*p));
      continue;
    }
    const bool letter = p < last && text::ClassesOf(c = text::DecodeAt(p, end, &size)) &
                                        (text::kLetterClass | text::kMarkClass);
    if (letter) {
      if (!in_word) hash = {};
      hash.Add(FoldedCharacter(c));
    } else if (in_word) {
      const uint32_t languages = table.Find(hash.value());
      if (languages != 0) {
        const uint32_t share = kVote / static_cast<uint32_t>(std::popcount(languages));
        for (uint32_t rest = languages; rest != 0; rest &= rest - 1) {
          (*votes)[static_cast<size_t>(std::countr_zero(rest))] += share;
        }
      }
    }
    in_word = letter;
    p += size;
  }
}

Languages Elect(const LanguageVotes& votes, uint32_t sure_at) {
  Languages languages;
  const auto best = std::max_element(votes.begin(), votes.end());
  if (*best == 0) return languages;
  languages.of[0] = static_cast<int>(best - votes.begin());
  languages.sure = *best >= sure_at;
  uint32_t second = 0;
  for (size_t i = 0; i < votes.size(); ++i) {
    if (static_cast<int>(i) == languages.of[0] || votes[i] <= second) continue;
    second = votes[i];
    if (second * 10 >= *best * kSecond) languages.of[1] = static_cast<int>(i);
  }
  return languages;
}

}  // namespace dechaff::prose
