// Hashes tokens as they come and keeps the last three.
#include "page/shingles.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/hash.h"
#include "text/swar.h"
#include "text/utf8.h"

namespace dechaff::page {
namespace {

constexpr size_t kWords = 4;

bool IsSet(const std::vector<uint64_t>& bits, uint64_t bit) { return (bits[bit / 64] >> (bit % 64)) & 1; }
void Set(std::vector<uint64_t>* bits, uint64_t bit) { (*bits)[bit / 64] |= uint64_t{1} << (bit % 64); }

// How many of the first bytes of `word` are ASCII letters, in lower case, or digits.
size_t AlnumPrefix(uint64_t word) {
  const uint64_t low = word & ~text::kHighBits;
  const auto in_range = [low](uint64_t first, uint64_t last) {
    return (low + text::Bytes(0x80 - first)) ^ (low + text::Bytes(0x7F - last));
  };
  const uint64_t others = (~(in_range('a', 'z') | in_range('0', '9')) | word) & text::kHighBits;
  return others == 0 ? 8 : text::FirstByte(others);
}

// Calls `use(hash)` for each shingle of `text`.
template <typename Use>
void ForEachShingle(std::string_view text, const Use& use) {
  std::array<uint64_t, kWords> last{};  // hashes of the last tokens, as a ring
  size_t count = 0;
  uint64_t token = text::kHashSeed;
  bool in_token = false;
  const auto end_token = [&] {
    if (!in_token) return;
    in_token = false;
    last[count++ % kWords] = token;
    token = text::kHashSeed;
    if (count < kWords) return;
    uint64_t hash = 0;
    for (size_t i = 0; i < kWords; ++i) hash = (hash ^ last[(count + i) % kWords]) * text::kHashPrime;
    use(hash ^ (hash >> 32));
  };
  const char* const end = text.data() + text.size();
  for (const char* p = text.data(); p < end;) {
    const uint64_t word = text::LowerAscii8(text::LoadUpTo8(p, static_cast<size_t>(end - p)));
    if (const size_t letters = AlnumPrefix(word); letters > 0) {
      token = text::HashOn8(token, word & (~uint64_t{0} >> (64 - 8 * letters)));
      in_token = true;
      p += letters;
      if (letters == 8 || p == end) continue;
    }
    if (text::IsAscii(*p)) {
      end_token();
      ++p;
      continue;
    }
    int size = 0;
    const char32_t c = text::DecodeAt(p, end, &size);
    p += size;
    const bool alone = text::IsCjkOrThai(c);
    if (alone || !(text::ClassesOf(c) & (text::kLetterClass | text::kDigitClass | text::kMarkClass)))
      end_token();
    if (!alone && !(text::ClassesOf(c) & (text::kLetterClass | text::kDigitClass | text::kMarkClass)))
      continue;
    token = text::HashOn8(token, text::Fold(c));
    in_token = true;
    if (alone) end_token();
  }
  end_token();
}

}  // namespace

void ShingleSet::Reset(size_t bytes) {
  constexpr size_t kBitsPerByte = 16, kLeast = 1024, kMost = size_t{1} << 24;
  const size_t bits = std::bit_ceil(std::clamp(bytes * kBitsPerByte, kLeast, kMost));
  bits_.assign(bits / 64, 0);
  used_.assign(bits / 64, 0);
  mask_ = bits - 1;
  added_ = 0;
}

void ShingleSet::Add(std::string_view text) {
  ForEachShingle(text, [this](uint64_t hash) {
    ++added_;
    Set(&bits_, hash & mask_);
    Set(&bits_, (hash >> 32) & mask_);
  });
}

ShingleSet::Overlap ShingleSet::Compare(std::string_view text) const {
  Overlap overlap;
  ForEachShingle(text, [&](uint64_t hash) {
    ++overlap.shingles;
    if (!IsSet(bits_, hash & mask_) || !IsSet(bits_, (hash >> 32) & mask_)) return;
    ++overlap.found;
    overlap.fresh += !IsSet(used_, hash & mask_) || !IsSet(used_, (hash >> 32) & mask_);
  });
  return overlap;
}

void ShingleSet::Use(std::string_view text) {
  ForEachShingle(text, [&](uint64_t hash) {
    Set(&used_, hash & mask_);
    Set(&used_, (hash >> 32) & mask_);
  });
}

}  // namespace dechaff::page
