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
void Increase(uint16_t* count) {
  if (count != nullptr && *count < 0xFFFF) ++*count;
}
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
  used_ = 0;
  density_ = {};
  const size_t wanted = std::bit_ceil(std::clamp(bytes_ / 4, size_t{64}, kMaxWords));
  slots_.assign(wanted, Slot{});
  for (std::string_view text : texts_) Index(text);
}

void Evidence::Impl::Index(std::string_view text) {
  const char* end = text.data() + text.size();
  std::string_view dotted;  // the word before a stop that a letter follows at once
  bool dotted_lower = false;
  bool goes_on = false;  // a word or a comma was the last thing that is no blank
  for (const char* p = text.data(); p < end;) {
    int size;
    char32_t c = text::DecodeAt(p, end, &size);
    uint8_t classes = text::ClassesOf(c);
    if (!(classes & kWordClass)) {
      p += size;
      if (!(classes & text::kSpaceClass)) goes_on = c == ',';
      dotted = {};
      continue;
    }
    const char* begin = p;
    const bool capital = classes & text::kUpperClass;
    uint8_t seen = 0, inner = 0;
    uint64_t hash = kHashSeed;
    while (true) {
      hash = Mix(hash, text::ToLower(c));
      p += size;
      seen |= classes;
      if (p == end) break;
      c = text::DecodeAt(p, end, &size);
      classes = text::ClassesOf(c);
      if (!(classes & kWordClass)) break;
      inner |= classes;
    }
    const std::string_view word(begin, static_cast<size_t>(p - begin));
    ++density_.words;
    Count* count = Insert(Finish(hash));
    Increase(capital ? nullptr : &count->lower);
    Increase(capital && goes_on ? &count->name : nullptr);
    const bool humped = (inner & text::kUpperClass) && (seen & text::kLowerClass);
    if (humped) {
      const uint16_t times = Insert(ExactHash(word) ^ kExactSalt)->all;
      density_.humped_again += times > 1;
      density_.humped_once += times == 1;
      density_.humped_once -= times == 2;
    }
    if (!dotted.empty()) {
      Insert(Pair(dotted, word));
      density_.dotted += capital && (inner & text::kLowerClass) && dotted_lower;
    }
    dotted = {};
    goes_on = true;
    if (p < end && IsTerminator(c)) {
      dotted = word;
      dotted_lower = !capital && !humped;
      goes_on = false;
      p += size;  // the next round begins behind the stop
    }
  }
}

Evidence::Impl::Count* Evidence::Impl::Insert(uint64_t hash) {
  const auto key = static_cast<uint32_t>(hash >> 32) | 1;
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
  Slot& slot = slots_[i];
  if (slot.key == 0 && used_ + 1 < slots_.size()) {  // the last slot stays free, for what is unknown
    slot.key = key;
    ++used_;
  }
  if (slot.key == 0) return &overflow_;
  Increase(&slot.count.all);
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

const Evidence::Impl::Density& Evidence::Impl::OfAll() {
  if (!built_) Build();
  return density_;
}

Evidence::Evidence() : impl_(std::make_unique<Impl>()) {}
Evidence::~Evidence() = default;
Evidence::Evidence(Evidence&&) noexcept = default;
Evidence& Evidence::operator=(Evidence&&) noexcept = default;
void Evidence::Clear() { impl_->Clear(); }
void Evidence::Add(std::string_view text) { impl_->Add(text); }

}  // namespace dechaff::prose
