// Tokens are hashed as they are read; cues are looked up by hash.
#include "judge/cues.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "rules/sections.h"
#include "text/byte_mask.h"
#include "text/hash.h"
#include "text/swar.h"
#include "text/utf8.h"

namespace dechaff::judge {
namespace {

constexpr std::array<std::string_view, kCueCount> kCueNames = {
#define DECHAFF_CUE_STRING(id, name) name,
    DECHAFF_CUES(DECHAFF_CUE_STRING)
#undef DECHAFF_CUE_STRING
};

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
    hash_ = text::HashOn8(hash_, pending_);
    pending_ = held == 0 ? 0 : bytes >> (8 * (8 - held));
  }
  // The hash, never 0; then begins anew.
  uint64_t Take() {
    const uint64_t hash = Finish(hash_, pending_, size_);
    *this = {};
    return hash;
  }
  // That of a token in one go, without a branch on its size. REQUIRES: `size` is at most 15.
  static uint64_t Of(uint64_t first_eight, uint64_t rest, size_t size) {
    const uint64_t longer = uint64_t{0} - (size >> 3);  // all ones or none
    return Finish(text::HashOn8(0, first_eight) & longer, first_eight ^ ((first_eight ^ rest) & longer),
                  size);
  }

 private:
  static uint64_t Finish(uint64_t hash, uint64_t pending, size_t size) {
    hash = text::HashOn8(hash, pending ^ uint64_t{size} << 56);
    return hash | (hash == 0);
  }
  uint64_t hash_ = 0, pending_ = 0;
  size_t size_ = 0;
};

// How many of the first bytes of `word` are ASCII letters or digits.
size_t AlnumPrefix(uint64_t word) {
  const uint64_t low = word & ~text::kHighBits;
  const uint64_t marks = text::Between(low | text::Bytes(0x20), 'a', 'z') | text::Between(low, '0', '9');
  const uint64_t others = ~(marks & ~word) & text::kHighBits;
  return others == 0 ? 8 : text::FirstByte(others);
}

// Lower case of the first bytes of `word`, one to eight, which are letters or digits; 0 behind them.
uint64_t LowerAlnum(uint64_t word, size_t size) {
  return (word | text::Bytes(0x20)) & ~uint64_t{0} >> 8 * (8 - size);
}

// Cuts a text into tokens.
class Tokeniser {
 public:
  Tokeniser(std::string_view text, size_t behind, std::span<uint64_t> hashes)
      : p_(text.data()), end_(p_ + text.size()), readable_end_(end_ + behind), hashes_(hashes) {}

  size_t Run() {
    while (p_ < end_ && count_ < hashes_.size()) {
      if (!token_.empty() || !text::IsAscii(*p_) || !TakePlainTokens()) TakeCharacter();
    }
    if (count_ < hashes_.size()) EndToken();
    return count_;
  }

 private:
  static constexpr size_t kStep = 32;

  // Takes what tokens of less than sixteen bytes end within the next kStep bytes and before anything but
  // ASCII without apostrophes. False if the next character must be taken by itself.
  bool TakePlainTokens() {
    const char* const from = p_;
    const auto left = static_cast<size_t>(end_ - from);
    std::array<char, 2 * kStep> copy;
    const char* bytes = from;
    if (static_cast<size_t>(readable_end_ - from) < copy.size()) {
      copy.fill(0);
      bytes = static_cast<const char*>(std::memcpy(copy.data(), from, std::min(left, copy.size())));
    }
    uint64_t alnum = 0, others = uint64_t{1} << std::min(left, kStep);
    for (size_t i = 0; i < kStep; i += sizeof(text::Lanes)) {
      text::Lanes lanes;
      std::memcpy(&lanes, bytes + i, sizeof lanes);
      const auto mask = [](auto test) { return text::HighBits(reinterpret_cast<text::Lanes>(test)); };
      alnum |= mask(((lanes | 0x20) - 'a' < 26) | (lanes - '0' < 10)) << i;
      others |= (text::HighBits(lanes) | mask(lanes == '\'')) << i;
    }
    const auto plain = static_cast<size_t>(std::countr_zero(others));
    const bool all = plain == left && plain < kStep;
    alnum &= (uint64_t{1} << plain) - 1;
    size_t count = count_;
    for (; alnum != 0 && count < hashes_.size(); alnum &= alnum + (alnum & -alnum)) {
      const auto first = static_cast<size_t>(std::countr_zero(alnum));
      const auto size = static_cast<size_t>(std::countr_one(alnum >> first));
      if (size >= 16 || (first + size == plain && !all)) {
        count_ = count;
        p_ = from + first;
        return first > 0 && size < 16 && plain == kStep;
      }
      const uint64_t front = LowerAlnum(text::Load8(bytes + first), std::min<size_t>(size, 8));
      const uint64_t rest_bits = (uint64_t{1} << 8 * (std::max<size_t>(size, 8) - 8)) - 1;
      const uint64_t rest = (text::Load8(bytes + first + 8) | text::Bytes(0x20)) & rest_bits;
      hashes_[count++] = TokenHash::Of(front, rest, size);
    }
    count_ = count;
    p_ = from + plain;
    return plain == kStep || all || count == hashes_.size();
  }

  // Takes the letters and digits before the next character of another kind, at most eight, then that one.
  void TakeCharacter() {
    const auto left = static_cast<size_t>(end_ - p_);
    const uint64_t word = text::LoadUpTo8(p_, left);
    if (const size_t size = AlnumPrefix(word); size > 0) {
      token_.Add(LowerAlnum(word, size), size);
      p_ += size;
      if (size == 8 || p_ == end_) return;
    }
    if (text::IsAscii(*p_)) {
      if (*p_++ != '\'') EndToken();
      return;
    }
    int size = 0;
    const char32_t c = text::DecodeAt(p_, end_, &size);
    p_ += size;
    if (text::IsCjkOrThai(c)) {
      EndToken();
      if (count_ == hashes_.size()) return;
      Add(c);
      EndToken();
    } else if (text::ClassesOf(c) & (text::kLetterClass | text::kDigitClass | text::kMarkClass)) {
      Add(text::Fold(c));
    } else if (c != 0x2019) {
      EndToken();
    }
  }

  void Add(char32_t c) {
    char bytes[4];
    const auto size = static_cast<size_t>(text::EncodeUtf8(c, bytes));
    token_.Add(text::LoadUpTo8(bytes, size), size);
  }
  void EndToken() {
    if (!token_.empty()) hashes_[count_++] = token_.Take();
  }

  const char* p_;
  const char *const end_, *const readable_end_;
  const std::span<uint64_t> hashes_;
  size_t count_ = 0;
  TokenHash token_;
};

}  // namespace

size_t HashTokens(std::string_view text, std::span<uint64_t> hashes, size_t behind) {
  return Tokeniser(text, behind, hashes).Run();
}

StatusOr<CueBook> CueBook::Parse(std::string_view text, const std::string& file) {
  CueBook book;
  size_t cue = 0;
  const auto begin = [&cue](std::string_view name) -> std::string_view {
    cue = static_cast<size_t>(std::find(kCueNames.begin(), kCueNames.end(), name) - kCueNames.begin());
    return cue < kCueNames.size() ? std::string_view() : "unknown section";
  };
  std::array<uint64_t, kEntryTokens + 1> room;
  const auto add = [&](std::string_view line) -> std::string_view {
    for (size_t at = 0; at < line.size();) {
      const size_t comma = std::min(line.find(',', at), line.size());
      const auto tokens = std::span(room).first(HashTokens(line.substr(at, comma - at), room));
      if (tokens.empty() || tokens.size() > kEntryTokens) return "an entry has one to eight tokens";
      book.AddEntry(tokens, uint64_t{1} << cue);
      at = comma + 1;
    }
    return {};
  };
  if (Status s = rules::ReadSections(text, file, begin, add); !s.ok()) return s;
  return book;
}

void CueBook::AddEntry(std::span<const uint64_t> tokens, uint64_t bit) {
  begins_.set(tokens[0] >> (64 - kBeginBits));
  uint64_t hash = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    hash = Chain(hash, tokens[i]);
    Insert(hash, i + 1 == tokens.size() ? bit : 0);
  }
}

// The slot of `hash`, or the free one where it would go.
size_t CueBook::SlotOf(uint64_t hash) const {
  size_t i = hash >> (64 - std::countr_zero(slots_.size()));
  while (slots_[i] != 0 && (slots_[i] ^ hash) > kCueBits) i = (i + 1) & (slots_.size() - 1);
  return i;
}

void CueBook::Insert(uint64_t hash, uint64_t cues) {
  if (2 * used_ >= slots_.size()) {
    const std::vector<uint64_t> old = std::exchange(slots_, std::vector<uint64_t>(2 * slots_.size()));
    for (const uint64_t slot : old) {
      if (slot != 0) slots_[SlotOf(slot)] = slot;
    }
  }
  uint64_t& slot = slots_[SlotOf(hash)];
  used_ += slot == 0;
  slot |= (hash & ~kCueBits) | cues;
}

uint32_t CueBook::Find(std::span<const uint64_t> tokens) const {
  uint64_t cues = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!begins_[tokens[i] >> (64 - kBeginBits)]) continue;
    uint64_t hash = 0;
    for (size_t j = i; j < tokens.size(); ++j) {
      hash = Chain(hash, tokens[j]);
      const uint64_t slot = slots_[SlotOf(hash)];
      if (slot == 0) break;
      cues |= slot;
    }
  }
  return static_cast<uint32_t>(cues & kCueBits);
}

}  // namespace dechaff::judge
