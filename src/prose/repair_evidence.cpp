// One pass over the chapter; each word is folded and hashed as it is read.
#include "prose/repair_evidence.h"

#include <algorithm>
#include <array>
#include <bit>

#include "prose/repair_scan.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

constexpr uint64_t kHashSeed = 0xCBF29CE484222325;
constexpr uint64_t kHashPrime = 0x100000001B3;
constexpr uint8_t kWordClass = text::kLetterClass | text::kDigitClass | text::kMarkClass;

uint64_t Mix(uint64_t hash, char32_t c) { return (hash ^ c) * kHashPrime; }
uint64_t Finish(uint64_t hash) { return hash ^ hash >> 32; }

template <typename Map>
uint64_t HashOf(std::string_view word, Map map) {
  uint64_t hash = kHashSeed;
  const char* end = word.data() + word.size();
  for (const char* p = word.data(); p < end;) {
    int size;
    hash = Mix(hash, map(text::DecodeAt(p, end, &size)));
    p += size;
  }
  return Finish(hash);
}

}  // namespace

uint64_t FoldedHash(std::string_view word) {
  return HashOf(word, [](char32_t c) { return c == 0x2019 ? U'\'' : text::ToLower(c); });
}

uint64_t ExactHash(std::string_view word) {
  return HashOf(word, [](char32_t c) { return c; });
}

void Evidence::Impl::Clear() {
  texts_.clear();
  bytes_ = 0;
  built_ = false;
}

void Evidence::Impl::Add(std::string_view text) {
  texts_.push_back(text);
  bytes_ += text.size();
  built_ = false;
}

void Evidence::Impl::Build() {
  built_ = true;
  used_ = words_ = humped_again_ = 0;
  const size_t wanted = std::bit_ceil(std::clamp(bytes_ / 4, size_t{64}, kMaxWords));
  slots_.assign(wanted, Slot{});
  for (std::string_view text : texts_) Index(text);
}

void Evidence::Impl::Index(std::string_view text) {
  const char* end = text.data() + text.size();
  std::string_view dotted;  // the word before a stop that a letter follows at once
  for (const char* p = text.data(); p < end;) {
    int size;
    char32_t c = text::DecodeAt(p, end, &size);
    uint8_t classes = text::ClassesOf(c);
    if (!(classes & kWordClass)) {
      p += size;
      dotted = {};
      continue;
    }
    const char* begin = p;
    const bool lower = !(classes & text::kUpperClass);
    bool humped = false, was_lower = false;
    uint64_t hash = kHashSeed;
    while (true) {
      hash = Mix(hash, text::ToLower(c));
      humped |= was_lower && (classes & text::kUpperClass);
      was_lower = classes & (text::kLowerClass | text::kDigitClass);
      p += size;
      if (p == end) break;
      c = text::DecodeAt(p, end, &size);
      classes = text::ClassesOf(c);
      if (!(classes & kWordClass)) break;
    }
    const std::string_view word(begin, static_cast<size_t>(p - begin));
    ++words_;
    Insert(Finish(hash), lower);
    if (humped && Insert(ExactHash(word) ^ kExactSalt, false)->all > 1) ++humped_again_;
    if (!dotted.empty()) Insert(Pair(dotted, word), false);
    dotted = {};
    if (p < end && IsTerminator(c)) {
      dotted = word;
      p += size;  // the next round begins behind the stop
    }
  }
}

Evidence::Impl::Count* Evidence::Impl::Insert(uint64_t hash, bool lower) {
  static constexpr uint16_t kMost = 0xFFFF;
  const auto key = static_cast<uint32_t>(hash >> 32) | 1;
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
  Slot& slot = slots_[i];
  if (slot.key == 0 && used_ + 1 < slots_.size()) {  // the last slot stays free
    slot.key = key;
    ++used_;
  }
  if (slot.count.all < kMost && slot.key != 0) ++slot.count.all;
  if (lower && slot.count.lower < kMost && slot.key != 0) ++slot.count.lower;
  return &slot.count;
}

Evidence::Impl::Count Evidence::Impl::Find(uint64_t hash) {
  if (!built_) Build();
  const auto key = static_cast<uint32_t>(hash >> 32) | 1;
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
  return slots_[i].count;
}

uint32_t Evidence::Impl::HumpedPerMille() {
  if (!built_) Build();
  return words_ == 0 ? 0 : static_cast<uint32_t>(uint64_t{humped_again_} * 1000 / words_);
}

Evidence::Evidence() : impl_(std::make_unique<Impl>()) {}
Evidence::~Evidence() = default;
Evidence::Evidence(Evidence&&) noexcept = default;
Evidence& Evidence::operator=(Evidence&&) noexcept = default;
void Evidence::Clear() { impl_->Clear(); }
void Evidence::Add(std::string_view text) { impl_->Add(text); }

}  // namespace dechaff::prose
