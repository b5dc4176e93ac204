// Tokens are hashed as they are read; cues are looked up by hash.
#include "judge/cues.h"

#include <algorithm>
#include <array>

#include "rules/sections.h"
#include "text/swar.h"
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

constexpr uint64_t Chain(uint64_t a, uint64_t b) { return a * 0x9E3779B97F4A7C15u + b; }

// Hashes a token as it comes, a stretch of up to eight bytes at a time; where it is cut makes no difference.
class TokenHash {
 public:
  bool empty() const { return size_ == 0; }
  // The bytes from the lowest one up; the rest of `bytes` is 0. REQUIRES: 0 < size <= 8.
  void Add(uint64_t bytes, size_t size) {
    const size_t held = size_ % 8;
    pending_ |= bytes << (8 * held);
    size_ += size;
    if (held + size < 8) return;
    Mix(pending_);
    pending_ = held == 0 ? 0 : bytes >> (8 * (8 - held));
  }
  // The hash, never 0; then begins anew.
  uint64_t Take() {
    Mix(pending_ ^ uint64_t{size_} << 56);
    const uint64_t hash = hash_ | (hash_ == 0);
    *this = {};
    return hash;
  }

 private:
  void Mix(uint64_t bytes) {
    hash_ = (hash_ ^ bytes) * 0x9E3779B97F4A7C15u;
    hash_ ^= hash_ >> 32;
  }
  uint64_t hash_ = 0, pending_ = 0;
  size_t size_ = 0;
};

// How many of the first bytes of `word` are ASCII letters or digits.
size_t AlnumPrefix(uint64_t word) {
  const uint64_t low = word & ~text::kHighBits, small = low | text::Bytes(0x20);
  const auto between = [](uint64_t bytes, uint64_t first, uint64_t last) {
    return (bytes + text::Bytes(0x80 - first)) & ~(bytes + text::Bytes(0x7F - last));
  };
  const uint64_t marks = between(small, 'a', 'z') | between(low, '0', '9');
  const uint64_t others = ~(marks & ~word) & text::kHighBits;
  return others == 0 ? 8 : text::FirstByte(others);
}

}  // namespace

void HashTokens(std::string_view text, size_t limit, std::vector<uint64_t>* hashes) {
  const char* const end = text.data() + text.size();
  TokenHash token;
  const auto end_token = [&] {
    if (!token.empty()) hashes->push_back(token.Take());
  };
  const auto add = [&](char32_t c) {
    char bytes[4];
    const auto size = static_cast<size_t>(text::EncodeUtf8(c, bytes));
    token.Add(text::LoadUpTo8(bytes, size), size);
  };
  for (const char* p = text.data(); p < end && hashes->size() < limit;) {
    const auto left = static_cast<size_t>(end - p);
    const uint64_t word = text::LoadUpTo8(p, left);
    if (const size_t size = AlnumPrefix(word); size > 0) {
      const uint64_t bytes = size == 8 ? word : word & ((uint64_t{1} << (8 * size)) - 1);
      token.Add(text::LowerAscii8(bytes), size);
      p += size;
      if (size == 8 || p == end) continue;
    }
    char32_t c = static_cast<unsigned char>(*p);
    if (c < 0x80) {
      ++p;
      if (c != '\'') end_token();
      continue;
    }
    int size = 0;
    c = text::DecodeAt(p, end, &size);
    p += size;
    if (text::IsCjkOrThai(c)) {
      end_token();
      add(c);
      end_token();
    } else if (text::ClassesOf(c) & (text::kLetterClass | text::kDigitClass | text::kMarkClass)) {
      add(text::Fold(c));
    } else if (c != 0x2019) {
      end_token();
    }
  }
  if (hashes->size() < limit) end_token();
}

StatusOr<CueBook> CueBook::Parse(std::string_view text, const std::string& file) {
  CueBook book;
  book.slots_.resize(kSlots);
  size_t cue = 0, used = 0;
  const auto begin = [&cue](std::string_view name) -> std::string_view {
    cue = static_cast<size_t>(std::find(kCueNames.begin(), kCueNames.end(), name) - kCueNames.begin());
    return cue < kCueNames.size() ? std::string_view() : "unknown section";
  };
  std::vector<uint64_t> tokens;
  const auto add = [&](std::string_view line) -> std::string_view {
    for (size_t at = 0; at < line.size();) {
      const size_t comma = std::min(line.find(',', at), line.size());
      tokens.clear();
      HashTokens(line.substr(at, comma - at), kEntryTokens + 1, &tokens);
      if (tokens.empty() || tokens.size() > kEntryTokens) return "an entry has one to eight tokens";
      if ((used += tokens.size()) > kSlots / 2) return "too many entries";
      book.AddEntry(tokens, uint32_t{1} << cue);
      at = comma + 1;
    }
    return {};
  };
  if (Status s = rules::ReadSections(text, file, begin, add); !s.ok()) return s;
  return book;
}

void CueBook::AddEntry(const std::vector<uint64_t>& tokens, uint32_t bit) {
  begins_.set(tokens[0] >> (64 - kBeginBits));
  uint64_t hash = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    hash = Chain(hash, tokens[i]);
    Insert(hash, i + 1 == tokens.size() ? bit : 0);
  }
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
    if (!begins_.test(tokens[i] >> (64 - kBeginBits))) continue;
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
