// Scans of texts, each of which goes into flat arrays.
#include "prose/evidence_chapter.h"

#include <algorithm>
#include <bit>

#include "text/byte_mask.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

using text::Block;
using text::BlockAt;
using text::Lanes;
using text::MaskOf;

constexpr uint8_t kWordClass = text::kLetterClass | text::kDigitClass | text::kMarkClass;

// Lanes of words. All beyond ASCII count; those that do not tell letters from marks are odd, and make
// the word be looked at again. Latin, Greek and Cyrillic letters have none.
auto IsWordByte(Lanes c) { return ((c | 0x20) - 'a' < 26) | (c - '0' < 10) | (c >= 0x80); }
auto IsOddByte(Lanes c) { return (c >= 0xC0) & ~((c - 0xC3 < 3) | (c - 0xCF < 3)); }

// Where the word that goes on at `begin` ends, and whether it has an odd byte.
size_t EndOfWord(std::string_view text, size_t begin) {
  for (; begin < text.size(); begin += Block::kSize) {
    const uint64_t words = MaskOf(BlockAt(text, begin), IsWordByte);
    if (words != ~uint64_t{0}) return begin + static_cast<size_t>(std::countr_one(words));
  }
  return text.size();
}
bool HasOddByte(std::string_view word) {
  for (size_t base = 0; base < word.size(); base += Block::kSize) {
    if (MaskOf(BlockAt(word, base), IsOddByte) != 0) return true;
  }
  return false;
}

// "end.Next": a word in lower case, a stop, a capital with small letters behind it.
bool IsDotted(const Site& site) {
  return CaseOf(site.left_run) == Case::kLower && site.closer == 0 && site.opener == 0 &&
         CaseOf(site.right_run) != Case::kUpper;
}

Question QuestionOf(const Site& site, std::string_view text, const char** counted) {
  Question question;
  const auto ask = [&](size_t i, std::string_view word) {
    if (word.empty()) return;
    question.words[i] = WordKey(word);
    question.signatures[i] = SignatureOf(word, text.data() + text.size());
  };
  ask(0, site.left_run);
  ask(1, site.right_piece);
  const bool merged = site.merged();
  if (site.closer == 0) {
    question.sides = {SideKey(site.left_run, true, merged),
                      SideKey(merged ? site.right_piece : site.right_run, false, merged)};
  }
  if (merged) {
    question.whole = WholeKey(site.whole());
    question.humped = true;
    question.plain = IsPlain(site);
    question.first = site.left_run.data() != *counted;
    *counted = site.left_run.data();
  } else if (site.terminator != 0 && site.closer == 0) {
    question.whole = PairKey(site.left_run, site.right_run);
    question.dotted = IsDotted(site);
  }
  return question;
}

}  // namespace

void EvidenceChapter::Clear() {
  texts_.clear();
  candidates_.clear();
  sites_.clear();
  questions_.clear();
  votes_.clear();
  has_words_ = false;
}

void EvidenceChapter::Add(std::string_view text) {
  FindCandidates(text, &candidates_);
  texts_.push_back({text, candidates_.size()});
  has_words_ = false;
}

void EvidenceChapter::Own() {
  size_t size = 0;
  for (const Text& t : texts_) size += t.text.size();
  std::vector<char> own;
  own.reserve(size);
  for (Text& t : texts_) {
    const size_t at = own.size();
    own.insert(own.end(), t.text.begin(), t.text.end());
    t.text = {own.data() + at, t.text.size()};
  }
  own_ = std::move(own);
  sites_.clear();
}

std::span<const Site> EvidenceChapter::SitesOf(size_t i) {
  ScanSites();
  return Slice(sites_, i, &Text::candidates_end);
}

std::span<const Question> EvidenceChapter::Questions() {
  ScanSites();
  return questions_;
}

const LanguageVotes& EvidenceChapter::VotesOf(size_t i, const LanguageTable& table) {
  Text& text = texts_[i];
  if (text.votes == 0) {
    votes_.emplace_back();
    AddVotes(text.text, table, &votes_.back());
    text.votes = votes_.size();
  }
  return votes_[text.votes - 1];
}

size_t EvidenceChapter::CountRuns() {
  ScanWords();
  return runs_;
}

void EvidenceChapter::ScanSites() {
  if (questions_.size() == candidates_.size()) return;
  for (size_t i = 0, next = questions_.size(); i < texts_.size(); ++i) {
    const std::string_view text = texts_[i].text;
    const char* counted = nullptr;  // the run that was counted last: it may have several humps
    for (; next < texts_[i].candidates_end; ++next) {
      sites_.push_back(SiteOf(text, candidates_[next]));
      questions_.push_back(QuestionOf(sites_.back(), text, &counted));
    }
  }
}

void EvidenceChapter::ScanWords() {
  if (has_words_) return;
  has_words_ = true;
  words_ = runs_ = 0;
  for (Text& t : texts_) {
    AddWords(t.text);
    t.words_end = words_;
  }
}

namespace {

// A block behind which eight bytes can be read.
struct Padded {
  Block block;
  uint64_t zeros;
  const char* bytes() const { return reinterpret_cast<const char*>(this); }
};

}  // namespace

// Blocks begin at words, so that none reaches from one block into the next but what fills a whole one.
void EvidenceChapter::AddWords(std::string_view text) {
  const char* const text_end = text.data() + text.size();
  for (size_t base = 0; base < text.size();) {
    MakeRoom(Block::kSize);
    const Block block = BlockAt(text, base);
    const uint64_t words = MaskOf(block, IsWordByte);
    const bool ascii = text::HighBytes(block) == 0;
    const uint64_t odd = ascii ? 0 : MaskOf(block, IsOddByte);
    const size_t end = std::min(base + Block::kSize, text.size());
    if (words == ~uint64_t{0}) {
      base = AddLongWord(text, base);
      continue;
    }
    // The words of the block, but for one that may go on in the next.
    const auto last = static_cast<size_t>(std::countl_one(words << (Block::kSize - (end - base))));
    const size_t next = end < text.size() ? end - last : end;
    const uint64_t rest = next - base < Block::kSize ? words & ((uint64_t{1} << (next - base)) - 1) : words;
    uint64_t begins = rest & ~(rest << 1), ends = ~rest & rest << 1;
    if (ascii) {
      const Padded padded{block, 0};
      const bool last_block = text.size() - end < sizeof padded.zeros;
      PutAsciiWords(last_block ? padded.bytes() : text.data() + base, base, begins, ends);
      base = next;
      continue;
    }
    for (; begins != 0; begins &= begins - 1, ends &= ends - 1, ++runs_) {
      const size_t begin = base + static_cast<size_t>(std::countr_zero(begins));
      const size_t word_end = base + static_cast<size_t>(std::countr_zero(ends));  // 64 if there is none
      if ((odd & ((ends & -ends) - (begins & -begins))) == 0) {
        PutWord(SignatureOf(text.substr(begin, word_end - begin), text_end), begin, word_end);
      } else {
        AddPieces(text, begin, word_end);
        MakeRoom(Block::kSize);
      }
    }
    base = next;
  }
}

// Adds the words that begin and end at these bits of the block at `base`, whose bytes are at `block`, eight
// more behind them.
void EvidenceChapter::PutAsciiWords(const char* block, size_t base, uint64_t begins, uint64_t ends) {
  Signature* signature = signatures_.data() + words_;
  Extent* extent = extents_.data() + words_;
  for (; begins != 0; begins &= begins - 1, ends &= ends - 1) {
    const auto begin = static_cast<uint32_t>(std::countr_zero(begins));
    const uint32_t size = static_cast<uint32_t>(std::countr_zero(ends)) - begin;
    *signature++ = SignatureOfAscii(block + begin, size);
    *extent++ = {static_cast<uint32_t>(base) + begin, size};
  }
  const auto words = static_cast<size_t>(signature - signatures_.data()) - words_;
  words_ += words;
  runs_ += words;
}

// Adds the word at `begin`, which fills a block or more, and returns where it ends.
size_t EvidenceChapter::AddLongWord(std::string_view text, size_t begin) {
  const size_t end = EndOfWord(text, begin);
  const std::string_view word = text.substr(begin, end - begin);
  ++runs_;
  if (HasOddByte(word)) {
    AddPieces(text, begin, end);
  } else {
    PutWord(SignatureOf(word, text.data() + text.size()), begin, end);
  }
  return end;
}

// What may hold marks besides letters.
void EvidenceChapter::AddPieces(std::string_view text, size_t begin, size_t end) {
  MakeRoom(end - begin);
  const auto put = [&](size_t from, size_t to) {
    PutWord(SignatureOf(text.substr(from, to - from), text.data() + text.size()), from, to);
  };
  for (size_t p = begin; p < end;) {
    int size;
    const bool ends =
        !(text::ClassesOf(text::DecodeAt(text.data() + p, text.data() + end, &size)) & kWordClass);
    if (ends && begin < p) put(begin, p);
    p += static_cast<size_t>(size);
    if (ends) begin = p;
  }
  if (begin < end) put(begin, end);
}

void EvidenceChapter::MakeRoom(size_t words) {
  if (signatures_.size() - words_ >= words) return;
  signatures_.resize(2 * words_ + words);
  extents_.resize(signatures_.size());
}

}  // namespace dechaff::prose
