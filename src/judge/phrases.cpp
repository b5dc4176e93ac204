// Parses rules/phrases into one hash table of folded phrases and looks folded lines up in it.
#include "judge/phrases.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

#include "rules/rules.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace dechaff::judge {
namespace {

// Names of the sections, in the order of PhraseClass.
constexpr std::array<std::string_view, 15> kSections = {
    "",        "ad label",  "continue after ad", "share",       "subscribe", "read more",
    "cookie",  "login",     "copyright",         "back to top", "loading",   "counter",
    "by word", "date word", "month word"};

// A section name followed by this holds phrases that are chaff wherever they stand alone.
constexpr std::string_view kSureMark = ", sure";

// A phrase that ends in this stands for all lines that begin so.
constexpr std::string_view kRestMark = " *";

constexpr size_t kMaxForms = 500;     // that one phrase with alternatives may stand for
constexpr size_t kMaxPattern = 2000;  // bytes

// A line reduced to what phrases are compared by: words in folded case parted by single blanks, each run
// of numbers written as 0, all marks but the copyright sign gone. Fixed room, no allocation.
class Folded {
 public:
  // With `enough`, only as much of the line as makes the first word, or that many bytes of it.
  explicit Folded(std::string_view line, size_t enough = 4 * kMaxLabel) {
    const char* p = line.data();
    const char* const end = p + std::min(line.size(), kMaxLabel);
    while (p < end && size_ < enough) {
      int size;
      const char32_t c = text::DecodeAt(p, end, &size);
      const uint8_t classes = text::ClassesOf(c);
      if (classes & text::kDigitClass) {
        p = SkipNumber(p, end);
        if (!LastWordIsNumber()) Put(U'0', true);
        broken_ = true;
        continue;
      }
      p += size;
      if (classes & (text::kLetterClass | text::kMarkClass)) {
        Put(text::Fold(c), false);
      } else if (c == U'\u00A9') {
        Put(c, true);
        broken_ = true;
      } else {
        broken_ = true;
      }
    }
    if (size_ > 0) word_ends_[words_++] = static_cast<uint16_t>(size_);
    if (size_ == 0) apart_before_ = broken_;
  }

  // Whether something that parts words stands before the first word, or after the last.
  bool apart_before() const { return apart_before_; }
  bool apart_after() const { return broken_; }
  std::string_view text() const { return {bytes_.data(), size_}; }
  size_t words() const { return words_; }

  std::string_view Word(size_t i) const {
    const size_t begin = i == 0 ? 0 : word_ends_[i - 1] + size_t{1};
    return text().substr(begin, word_ends_[i] - begin);
  }

 private:
  // One past a number with its inner separators and a suffix: "1,234.5", "12", "3.4K".
  static const char* SkipNumber(const char* p, const char* end) {
    int size;
    const auto digit_at = [&](const char* q) {
      return q < end && (text::ClassesOf(text::DecodeAt(q, end, &size)) & text::kDigitClass) != 0;
    };
    while (digit_at(p)) {
      p += size;
      if (p < end && (*p == '.' || *p == ',' || *p == '\'') && digit_at(p + 1)) ++p;
    }
    if (p < end && std::string_view("KkMmBb").find(*p) != std::string_view::npos) {
      const bool more =
          p + 1 < end && (text::ClassesOf(text::DecodeAt(p + 1, end, &size)) & text::kLetterClass);
      if (!more) ++p;
    }
    return p;
  }

  bool LastWordIsNumber() const {
    return size_ > 0 && bytes_[size_ - 1] == '0' && (size_ == 1 || bytes_[size_ - 2] == ' ');
  }

  void Put(char32_t c, bool own_word) {
    if (size_ == 0) apart_before_ = broken_ || own_word;
    if (size_ > 0 && (broken_ || own_word)) {
      word_ends_[words_++] = static_cast<uint16_t>(size_);
      bytes_[size_++] = ' ';
    }
    broken_ = false;
    size_ += static_cast<size_t>(text::EncodeUtf8(c, bytes_.data() + size_));
  }

  std::array<char, 4 * kMaxLabel> bytes_;
  std::array<uint16_t, kMaxLabel + 1> word_ends_;
  size_t size_ = 0, words_ = 0;
  bool broken_ = false;  // a blank is due before the next letter
  bool apart_before_ = false;
};

// If `text` is one unit said two or more times, with or without blanks between, the unit; else `text`.
std::string_view Unrepeated(std::string_view text) {
  for (size_t unit = 2; unit * 2 <= text.size() + 1; ++unit) {
    if (text[unit] != ' ' && text[unit] != text[0]) continue;
    const bool apart = (text.size() + 1) % (unit + 1) == 0 && text[unit] == ' ';
    const size_t period = apart ? unit + 1 : unit;
    if (!apart && text.size() % unit != 0) continue;
    if (text.substr(period) == text.substr(0, text.size() - period)) return text.substr(0, unit);
  }
  return text;
}

constexpr uint8_t WordBit(PhraseClass cls) {
  return static_cast<uint8_t>(1 << (static_cast<int>(cls) - static_cast<int>(PhraseClass::kByWord)));
}

// What is looked at before all else: a hash of the first bytes of the first word.
constexpr size_t kPrefixBytes = 4;
size_t PrefixSlot(std::string_view first_word) {
  return text::Hash(first_word.substr(0, kPrefixBytes)) >> 50;  // 14 bits
}
std::string_view FirstWord(std::string_view folded) { return folded.substr(0, folded.find(' ')); }

// A phrase in the making: the hash of what Folded would make of its parts together.
struct Form {
  uint64_t hash = text::kHashSeed;
  size_t words = 0;
  bool apart = true;  // the next part begins a new word
  std::array<char, kPrefixBytes> first{};
  size_t first_size = 0;

  void Append(const Folded& part) {
    apart |= part.apart_before();
    if (part.text().empty()) return;
    if (apart && words > 0) hash = text::HashOn(hash, ' ');
    if (words == 0 || (words == 1 && !apart)) {
      const std::string_view word = FirstWord(part.text());
      for (size_t i = 0; i < word.size() && first_size < first.size(); ++i) first[first_size++] = word[i];
    }
    hash = text::Hash(part.text(), hash);
    words += part.words() - (apart ? 0 : 1);
    apart = part.apart_after();
  }
};

}  // namespace

struct PhraseBook::Impl {
  struct Phrase {
    uint64_t hash = 0;  // 0: free
    PhraseMatch label;  // kNone if it is only a word
    bool rest = false;  // any words may follow
    uint8_t words = 0;  // classes of word, see WordBit
  };

  Status Parse(const rules::File& file);
  std::string_view Add(std::string_view pattern, PhraseMatch section);
  void Insert(const Form& form, PhraseMatch section, bool rest);
  size_t SlotOf(uint64_t hash) const;
  void Grow();
  const Phrase* Find(uint64_t hash) const;
  bool MayBegin(std::string_view line) const;
  PhraseMatch MatchSeries(const Folded& line) const;

  std::vector<Phrase> slots = std::vector<Phrase>(1 << 15);
  size_t count = 0, longest = 0;  // longest phrase in words
  std::bitset<size_t{1} << 14> prefixes;
};

// The slot of `hash`, or the free one where it would go.
size_t PhraseBook::Impl::SlotOf(uint64_t hash) const {
  const size_t mask = slots.size() - 1;
  size_t i = hash & mask;
  while (slots[i].hash != 0 && slots[i].hash != hash) i = (i + 1) & mask;
  return i;
}

const PhraseBook::Impl::Phrase* PhraseBook::Impl::Find(uint64_t hash) const {
  const Phrase& phrase = slots[SlotOf(hash)];
  return phrase.hash != 0 ? &phrase : nullptr;
}

// False for most lines that are no label, by their first bytes alone.
bool PhraseBook::Impl::MayBegin(std::string_view line) const {
  const Folded beginning(line, kPrefixBytes);
  return !beginning.text().empty() && prefixes.test(PrefixSlot(FirstWord(beginning.text())));
}

void PhraseBook::Impl::Grow() {
  std::vector<Phrase> old(slots.size() * 2);
  old.swap(slots);
  for (const Phrase& p : old) {
    if (p.hash != 0) slots[SlotOf(p.hash)] = p;
  }
}

// A phrase of several languages is sure if it is in any of them, and keeps the class it got first.
void PhraseBook::Impl::Insert(const Form& form, PhraseMatch section, bool rest) {
  if ((count + 1) * 2 > slots.size()) Grow();
  Phrase* phrase = &slots[SlotOf(form.hash)];
  count += phrase->hash == 0;
  phrase->hash = form.hash;
  if (section.cls >= PhraseClass::kByWord) {
    phrase->words |= WordBit(section.cls);
    return;
  }
  if (phrase->label.cls == PhraseClass::kNone) phrase->label.cls = section.cls;
  phrase->label.sure |= section.sure;
  phrase->rest |= rest;
  longest = std::max(longest, form.words);
  prefixes.set(PrefixSlot({form.first.data(), form.first_size}));
}

// Enters a phrase with all its alternatives, "Share (on|via) Example". Returns what is wrong with it, or
// nothing.
std::string_view PhraseBook::Impl::Add(std::string_view pattern, PhraseMatch section) {
  if (pattern.size() > kMaxPattern) return "phrase is too long";
  const bool rest = pattern.ends_with(kRestMark);
  if (rest) pattern.remove_suffix(kRestMark.size());
  std::vector<Form> forms(1), longer;
  while (!pattern.empty()) {
    const bool group = pattern[0] == '(';
    const size_t end = pattern.find(group ? ')' : '(');
    if (group && end == std::string_view::npos) return "( without )";
    std::string_view part = pattern.substr(group, end - group);
    pattern.remove_prefix(std::min(pattern.size(), end + group));
    longer.clear();
    for (bool more = true; more;) {
      const size_t bar = group ? part.find('|') : std::string_view::npos;
      const Folded folded(part.substr(0, bar));
      for (const Form& form : forms) longer.emplace_back(form).Append(folded);
      more = bar != std::string_view::npos;
      if (more) part.remove_prefix(bar + 1);
    }
    if (longer.size() > kMaxForms) return "too many alternatives";
    forms.swap(longer);
  }
  for (const Form& form : forms) {
    if (form.words == 0 || form.hash == text::Hash("0")) return "phrase without a word";
    Insert(form, section, rest);
  }
  return {};
}

Status PhraseBook::Impl::Parse(const rules::File& file) {
  PhraseMatch section;
  std::string_view left = file.text;
  for (size_t number = 1; !left.empty(); ++number) {
    const size_t end = std::min(left.find('\n'), left.size());
    std::string_view line = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto fail = [&](std::string_view what) {
      return Status::Invalid(file.name + ":" + std::to_string(number) + ": " + std::string(what));
    };
    if (!text::IsValidUtf8(line)) return fail("not UTF-8");
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      if (!line.ends_with(']')) return fail("[ without ]");
      std::string_view name = line.substr(1, line.size() - 2);
      section.sure = name.ends_with(kSureMark);
      if (section.sure) name.remove_suffix(kSureMark.size());
      const auto* found = std::find(kSections.begin() + 1, kSections.end(), name);
      if (found == kSections.end()) return fail("unknown section");
      section.cls = static_cast<PhraseClass>(found - kSections.begin());
      continue;
    }
    if (section.cls == PhraseClass::kNone) return fail("phrase before the first [section]");
    if (const std::string_view wrong = Add(line, section); !wrong.empty()) return fail(wrong);
  }
  return {};
}

// Several phrases in a row, each as long as can be.
PhraseMatch PhraseBook::Impl::MatchSeries(const Folded& line) const {
  PhraseMatch series;
  for (size_t at = 0; at < line.words();) {
    const Phrase* found = nullptr;
    size_t found_end = at;
    uint64_t hash = text::kHashSeed;
    for (size_t word = at; word < std::min(line.words(), at + longest); ++word) {
      if (word > at) hash = text::HashOn(hash, ' ');
      hash = text::Hash(line.Word(word), hash);
      const Phrase* phrase = Find(hash);
      if (phrase == nullptr || phrase->label.cls == PhraseClass::kNone) continue;
      found = phrase;
      found_end = word + 1;
    }
    if (found == nullptr) return {};
    if (at == 0) {
      series = found->label;
      if (found->rest) return series;
    }
    series.sure &= found->label.sure;
    at = found_end;
  }
  return series;
}

PhraseBook::PhraseBook(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PhraseBook::PhraseBook(PhraseBook&&) noexcept = default;
PhraseBook& PhraseBook::operator=(PhraseBook&&) noexcept = default;
PhraseBook::~PhraseBook() = default;

StatusOr<PhraseBook> PhraseBook::Create(const std::string& rules_dir) {
  StatusOr<std::vector<rules::File>> files = rules::Load(rules_dir, "phrases");
  if (!files.ok()) return files.status();
  auto impl = std::make_unique<Impl>();
  for (const rules::File& file : files.value()) {
    if (Status s = impl->Parse(file); !s.ok()) return s;
  }
  return PhraseBook(std::move(impl));
}

PhraseMatch PhraseBook::Match(std::string_view line) const {
  if (line.empty() || line.size() > kMaxLabel) return {};
  if (!impl_->MayBegin(line)) return {};
  const Folded folded(line);
  const std::string_view unit = Unrepeated(folded.text());
  if (const auto* phrase = impl_->Find(text::Hash(unit)); phrase && phrase->label.cls != PhraseClass::kNone) {
    return phrase->label;
  }
  return impl_->MatchSeries(folded);
}

bool PhraseBook::IsWord(std::string_view word, PhraseClass cls) const {
  if (word.empty() || word.size() > kMaxLabel) return false;
  const auto* phrase = impl_->Find(text::Hash(Folded(word).text()));
  return phrase != nullptr && (phrase->words & WordBit(cls)) != 0;
}

}  // namespace dechaff::judge
