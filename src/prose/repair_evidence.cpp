// Two passes over the chapter: the first asks about the words at its candidates and counts the humped
// and dotted ones, the second counts the words that were asked about.
#include "prose/repair_evidence.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "prose/repair_mask.h"
#include "prose/repair_site.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

constexpr uint64_t kHashSeed = 0xCBF29CE484222325;
constexpr uint64_t kHashPrime = 0x100000001B3;
constexpr uint64_t kWholeSalt = 0x9E3779B97F4A7C15, kPairSalt = 0xC2B2AE3D27D4EB4F;
// How many texts of a chapter vote for its languages, and how much more a paragraph's own words weigh.
constexpr size_t kVoters = 32;
constexpr uint32_t kOwnWeight = 8;
// Two words that no other language has, or more that are shared, tell a paragraph's language.
constexpr uint32_t kSureVotes = 2 * kVote * kOwnWeight;
constexpr uint8_t kWordClass = text::kLetterClass | text::kDigitClass | text::kMarkClass;

void Increase(uint16_t* count) { *count = static_cast<uint16_t>(*count + (*count < 0xFFFF)); }

template <typename Map>
uint64_t HashOf(std::string_view word, Map map) {
  uint64_t hash = kHashSeed;
  const char* end = word.data() + word.size();
  for (const char* p = word.data(); p < end;) {
    int size;
    hash = (hash ^ map(text::DecodeAt(p, end, &size))) * kHashPrime;
    p += size;
  }
  return hash ^ hash >> 32;
}

// Bytes of words. All beyond ASCII count; those that do not tell letters from marks are odd, and make
// the word be looked at again. Latin, Greek and Cyrillic letters have none.
auto IsWordByte(Bytes c) { return ((c | 0x20) - 'a' < 26) | (c - '0' < 10) | (c >= 0x80); }
auto IsOddByte(Bytes c) { return (c >= 0xC0) & ~((c - 0xC3 < 3) | (c - 0xCF < 3)); }

template <typename Word>
uint64_t Load(const char* p) {
  Word word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

// A key that is the same for a word with and without a capital: its first letter in lower case, its
// length, and up to eight bytes from the beginning and the end of what follows.
uint64_t WordKey(std::string_view word) {
  static constexpr uint64_t kFold = 0x2020202020202020;
  if (word.empty()) return 1;
  int size;
  const char32_t first = text::ToLower(text::DecodeAt(word.data(), word.data() + word.size(), &size));
  const char* p = word.data() + size;
  const size_t n = word.size() - static_cast<size_t>(size);
  uint64_t a = 0, b = 0;
  if (n >= 8) {
    a = Load<uint64_t>(p);
    b = Load<uint64_t>(p + n - 8);
  } else if (n >= 4) {
    a = Load<uint32_t>(p);
    b = Load<uint32_t>(p + n - 4);
  } else if (n > 0) {
    a = Load<uint8_t>(p) << 8 | Load<uint8_t>(p + n / 2);
    b = Load<uint8_t>(p + n - 1);
  }
  uint64_t key = ((a | kFold) ^ n << 56) * kWholeSalt;
  key = (key ^ key >> 32 ^ (b | kFold)) * kPairSalt;
  key = (key ^ key >> 32 ^ first) * kWholeSalt;
  return (key ^ key >> 32) | 1;
}

uint64_t WholeKey(std::string_view whole) { return (ExactHash(whole) ^ kWholeSalt) | 1; }
uint64_t PairKey(std::string_view left, std::string_view right) {
  return (ExactHash(left) * 31 + ExactHash(right)) * kPairSalt | 1;
}
uint64_t SideKey(std::string_view run, bool left, bool merged) {
  return ((ExactHash(run) << 2 | (left ? 2 : 0) | (merged ? 1 : 0)) * kWholeSalt ^ kPairSalt) | 1;
}

// Whether a word or a comma is what stands before the blanks before `p`.
bool GoesOn(std::string_view text, size_t p) {
  while (p > 0) {
    int size;
    const char32_t c = text::DecodeBefore(text.data(), text.data() + p, &size);
    if (!text::IsSpace(c)) return c == ',' || (text::ClassesOf(c) & kWordClass);
    p -= static_cast<size_t>(size);
  }
  return false;
}

// "end.Next": a word in lower case, a stop, a capital with small letters behind it.
bool IsDotted(const Site& site) {
  return CaseOf(site.left_run) == Case::kLower && site.closer == 0 && site.opener == 0 &&
         CaseOf(site.right_run) != Case::kUpper;
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
  candidates_.clear();
  built_ = voted_ = false;
}

size_t Evidence::Impl::Add(std::string_view text) {
  FindCandidates(text, &candidates_);
  texts_.push_back({text, candidates_.size()});
  built_ = voted_ = false;
  return texts_.size() - 1;
}

std::span<const Candidate> Evidence::Impl::CandidatesOf(size_t number) const {
  const size_t begin = number == 0 ? 0 : texts_[number - 1].candidates_end;
  return {candidates_.data() + begin, texts_[number].candidates_end - begin};
}

void Evidence::Impl::Build() {
  built_ = true;
  used_ = 0;
  density_ = {};
  slots_.assign(size_t{1} << 10, Slot{});
  for (size_t i = 0; i < texts_.size(); ++i) Ask(i);
  for (const Text& text : texts_) CountWords(text.text);
}

void Evidence::Impl::Ask(size_t number) {
  const char* counted = nullptr;  // the run that was counted last: it may have several humps
  for (const Candidate& candidate : CandidatesOf(number)) {
    const Site site = SiteOf(TextOf(number), candidate);
    Insert(WordKey(site.left_run));
    Insert(WordKey(site.right_piece));
    if (site.closer == 0) {
      const bool merged = site.merged();
      Increase(&Insert(SideKey(site.left_run, true, merged))->all);
      Increase(&Insert(SideKey(merged ? site.right_piece : site.right_run, false, merged))->all);
    }
    if (site.merged()) {
      if (site.left_run.data() == counted) continue;
      counted = site.left_run.data();
      Count* count = Insert(WholeKey(site.whole()));
      Increase(&count->all);
      density_.humped_again += count->all > 1;
      density_.humped_once += count->all == 1;
      density_.humped_once -= count->all == 2;
    } else if (site.terminator != 0 && site.closer == 0) {
      Increase(&Insert(PairKey(site.left_run, site.right_run))->all);
      density_.dotted += IsDotted(site);
    }
  }
}

void Evidence::Impl::CountWords(std::string_view text) {
  size_t begin = 0, odd_end = 0;  // of the word that goes on; behind the last odd byte
  bool in_word = false;
  const auto finish = [&](size_t end) {
    ++density_.words;
    odd_end > begin ? CountPieces(text, begin, end) : CountWord(text, begin, end);
  };
  for (size_t base = 0; base < text.size(); base += Block::kSize) {
    const Block block = BlockAt(text, base);
    const uint64_t words = MaskOf(block, IsWordByte), odd = MaskOf(block, IsOddByte);
    for (uint64_t edges = words ^ (words << 1 | (in_word ? 1 : 0)); edges != 0; edges &= edges - 1) {
      const auto at = static_cast<size_t>(std::countr_zero(edges));
      const uint64_t odd_before = odd & ((uint64_t{1} << at) - 1);
      if (odd_before != 0) odd_end = base + static_cast<size_t>(std::bit_width(odd_before));
      if (in_word) finish(base + at);
      in_word = !in_word;
      begin = base + at;
    }
    if (odd != 0) odd_end = base + static_cast<size_t>(std::bit_width(odd));
  }
  if (in_word) finish(text.size());
}

// What may hold marks besides letters.
void Evidence::Impl::CountPieces(std::string_view text, size_t begin, size_t end) {
  for (size_t p = begin; p < end;) {
    int size;
    const bool ends =
        !(text::ClassesOf(text::DecodeAt(text.data() + p, text.data() + end, &size)) & kWordClass);
    if (ends && begin < p) CountWord(text, begin, p);
    p += static_cast<size_t>(size);
    if (ends) begin = p;
  }
  if (begin < end) CountWord(text, begin, end);
}

void Evidence::Impl::CountWord(std::string_view text, size_t begin, size_t end) {
  Slot* slot = Find(WordKey(text.substr(begin, end - begin)));
  if (slot->key == 0) return;
  Increase(&slot->count.all);
  int size;
  if (!text::IsUpper(text::DecodeAt(text.data() + begin, text.data() + end, &size))) {
    Increase(&slot->count.lower);
  } else if (GoesOn(text, begin)) {
    Increase(&slot->count.name);
  }
}

// The slot of a key, or a free one.
Evidence::Impl::Slot* Evidence::Impl::Find(uint64_t key) {
  const size_t mask = slots_.size() - 1;
  size_t i = key >> 16 & mask;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
  return &slots_[i];
}

// Keeps three slots of four free, so that a word that nobody asked about is passed at once.
Evidence::Impl::Count* Evidence::Impl::Insert(uint64_t key) {
  Slot* slot = Find(key);
  if (slot->key == key) return &slot->count;
  if (used_ * 4 >= slots_.size()) {
    if (slots_.size() >= kMaxSlots) return &overflow_;
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& s : old) {
      if (s.key != 0) *Find(s.key) = s;
    }
    slot = Find(key);
  }
  ++used_;
  slot->key = key;
  return &slot->count;
}

Languages Evidence::Impl::LanguagesOf(size_t number, const LanguageTable& table) {
  if (!voted_) {
    voted_ = true;
    votes_ = {};
    size_t voters = 0;
    for (size_t i = 0; i < texts_.size() && voters < kVoters; ++i) {
      if (CandidatesOf(i).empty()) continue;
      AddVotes(TextOf(i), table, &votes_);
      ++voters;
    }
  }
  LanguageVotes votes{};
  AddVotes(TextOf(number), table, &votes);
  for (size_t i = 0; i < votes.size(); ++i) votes[i] = votes[i] * kOwnWeight + votes_[i];
  return Elect(votes, kSureVotes);
}

Evidence::Impl::Count Evidence::Impl::OfWord(std::string_view word) {
  if (!built_) Build();
  return Find(WordKey(word))->count;
}

uint32_t Evidence::Impl::OfWhole(std::string_view whole) {
  if (!built_) Build();
  return Find(WholeKey(whole))->count.all;
}

uint32_t Evidence::Impl::OfPair(std::string_view left, std::string_view right) {
  if (!built_) Build();
  return Find(PairKey(left, right))->count.all;
}

uint32_t Evidence::Impl::OfSide(std::string_view run, bool left, bool merged) {
  if (!built_) Build();
  return Find(SideKey(run, left, merged))->count.all;
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
size_t Evidence::Add(std::string_view text) { return impl_->Add(text); }

}  // namespace dechaff::prose
