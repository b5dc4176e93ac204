// The candidates of both chapters ask, then the words that were asked about are counted.
#include "prose/repair_evidence.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// How many texts vote for the languages, and how much more a paragraph's own words weigh.
constexpr size_t kVoters = 32;
constexpr uint32_t kOwnWeight = 8;
// Two words that no other language has, or more that are shared, tell a paragraph's language.
constexpr uint32_t kSureVotes = 2 * kVote * kOwnWeight;
constexpr uint8_t kWordClass = text::kLetterClass | text::kDigitClass | text::kMarkClass;

// A run that comes again is a name, unless it is of two ordinary words: these may meet again, but not often.
bool IsNameAt(uint32_t count, bool plain) { return count > (plain ? 3U : 1U); }

void Increase(uint16_t* count) { *count = static_cast<uint16_t>(*count + (*count < 0xFFFF)); }

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

}  // namespace

void Evidence::Impl::Clear() {
  before_.Clear();
  ClearChapter();
}

void Evidence::Impl::ClearChapter() {
  now_.Clear();
  has_candidates_ = has_words_ = voted_ = false;
  judged_ = RepairMode::kOff;
}

void Evidence::Impl::NextChapter() {
  std::swap(before_, now_);
  before_.Own();
  ClearChapter();
}

size_t Evidence::Impl::Add(std::string_view text) {
  now_.Add(text);
  has_candidates_ = has_words_ = voted_ = false;
  judged_ = RepairMode::kOff;
  return before_.size() + now_.size() - 1;
}

void Evidence::Impl::Judge(RepairMode mode, size_t sure, std::vector<Verdict> verdicts) {
  judged_ = mode;
  sure_ = sure;
  verdicts_ = std::move(verdicts);
}

std::span<const Verdict> Evidence::Impl::VerdictsOf(size_t number) const {
  const std::span<const Candidate> candidates = CandidatesOf(number);
  return {verdicts_.data() + (candidates.data() - CandidatesOf(begin()).data()), candidates.size()};
}

void Evidence::Impl::CountCandidates() {
  if (std::exchange(has_candidates_, true)) return;
  used_ = 0;
  density_ = {};
  slots_.assign(size_t{1} << 10, Slot{});
  for (EvidenceChapter* chapter : {&before_, &now_}) {
    for (const Question& question : chapter->Questions()) CountCandidate(question);
  }
}

void Evidence::Impl::CountWords() {
  CountCandidates();
  if (std::exchange(has_words_, true)) return;
  AskedSignatures asked{};
  if (!Ask(&asked)) return;
  for (EvidenceChapter* chapter : {&before_, &now_}) {
    chapter->EachWord(
        asked, [this](std::string_view text, size_t begin, size_t end) { CountWord(text, begin, end); });
    density_.words += chapter->CountRuns();
  }
}

void Evidence::Impl::CountCandidate(const Question& question) {
  for (const uint64_t key : question.sides) {
    if (key != 0) Increase(&Insert(key)->all);
  }
  if (question.whole == 0 || (question.humped && !question.first)) return;
  Count* count = Insert(question.whole);
  Increase(&count->all);
  density_.dotted += question.dotted;
  if (!question.humped) return;
  density_.humped_again += count->all > 1;
  density_.humped_once += count->all == 1;
  density_.humped_once -= count->all == 2;
}

// A name is never parted, whatever its words are. False if no word is asked about.
bool Evidence::Impl::Ask(AskedSignatures* asked) {
  bool any = false;
  for (const Question& question : now_.Questions()) {
    if (question.humped && IsNameAt(Find(question.whole)->count.all, question.plain)) continue;
    any = true;
    for (size_t i = 0; i < question.words.size(); ++i) {
      if (question.words[i] == 0) continue;
      Insert(question.words[i]);
      (*asked)[question.signatures[i]] = true;
    }
  }
  return any;
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
  size_t i = key * multiplier_ >> 32 & mask;
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
    for (size_t i = 0; i < before_.size() + now_.size() && voters < kVoters; ++i) {
      if (CandidatesOf(i).empty()) continue;
      const LanguageVotes& some = VotesOf(i, table);
      for (size_t k = 0; k < votes_.size(); ++k) votes_[k] += some[k];
      ++voters;
    }
  }
  LanguageVotes votes = VotesOf(number, table);
  for (size_t i = 0; i < votes.size(); ++i) votes[i] = votes[i] * kOwnWeight + votes_[i];
  return Elect(votes, kSureVotes);
}

Evidence::Impl::Count Evidence::Impl::OfWord(std::string_view word) {
  CountWords();
  return Find(WordKey(word))->count;
}

bool Evidence::Impl::IsName(const Site& site) {
  if (!site.merged()) return false;
  const uint32_t count = OfWhole(site.whole());
  return count > 1 && IsNameAt(count, IsPlain(site));
}

uint32_t Evidence::Impl::OfWhole(std::string_view whole) {
  CountCandidates();
  return Find(WholeKey(whole))->count.all;
}

uint32_t Evidence::Impl::OfPair(std::string_view left, std::string_view right) {
  CountCandidates();
  return Find(PairKey(left, right))->count.all;
}

uint32_t Evidence::Impl::OfSide(std::string_view run, bool left, bool merged) {
  CountCandidates();
  return Find(SideKey(run, left, merged))->count.all;
}

const Evidence::Impl::Density& Evidence::Impl::OfAll() {
  CountWords();
  return density_;
}

Evidence::Evidence() : impl_(std::make_unique<Impl>()) {}
Evidence::~Evidence() = default;
Evidence::Evidence(Evidence&&) noexcept = default;
Evidence& Evidence::operator=(Evidence&&) noexcept = default;
void Evidence::Clear() { impl_->Clear(); }
void Evidence::ClearChapter() { impl_->ClearChapter(); }
void Evidence::NextChapter() { impl_->NextChapter(); }
size_t Evidence::Add(std::string_view text) { return impl_->Add(text); }

}  // namespace dechaff::prose
