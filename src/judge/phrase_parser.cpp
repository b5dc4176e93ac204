// Line by line; a phrase with alternatives stands for all of its forms.
#include "judge/phrase_parser.h"

#include <algorithm>
#include <array>
#include <string>

#include "judge/folded.h"
#include "rules/sections.h"
#include "text/utf8.h"

namespace dechaff::judge {
namespace {

// Names of the sections, in the order of PhraseClass.
constexpr std::array<std::string_view, 17> kSections = {
    "",        "ad label",  "continue after ad", "share",       "subscribe",    "read more",
    "cookie",  "login",     "copyright",         "back to top", "loading",      "counter",
    "by word", "date word", "month word",        "error title", "consent title"};

// A section name followed by this holds phrases that are chaff wherever they stand alone.
constexpr std::string_view kSureMark = ", sure";

// A phrase that ends in this stands for all lines that begin so.
constexpr std::string_view kRestMark = " *";

constexpr size_t kMaxForms = 500;     // that one phrase with alternatives may stand for
constexpr size_t kMaxPattern = 2000;  // bytes

}  // namespace

// A phrase in the making, as Folded would make it of its parts together.
struct PhraseParser::Form {
  uint64_t before = kNoWords;  // the words before the last one
  std::string word;            // that one
  std::vector<uint64_t> beginnings;
  bool apart = true;  // the next part begins a new word

  void Append(const Folded& part) {
    apart |= part.apart_before();
    for (size_t i = 0; i < part.words(); ++i) {
      if ((i > 0 || apart) && !empty()) {
        before = hash();
        beginnings.push_back(before);
        word.clear();
      }
      word += part.Word(i);
    }
    if (part.words() > 0) apart = part.apart_after();
  }
  bool empty() const { return word.empty(); }
  uint64_t hash() const { return HashOn(before, HashOfWord(word)); }
};

PhraseParser::PhraseParser() : slots_(1 << 13), filter_(PhraseTable::kFilterWords) {}

PhraseTable PhraseParser::table() const { return PhraseTable(slots_, PhraseTable::Filter(filter_)); }

// The slot of `hash`, or the free one where it would go.
size_t PhraseParser::SlotOf(uint64_t hash) const {
  size_t i = PhraseTable::SlotOf(hash, slots_.size());
  while (slots_[i] != 0 && (slots_[i] ^ hash) >> 16 != 0) i = (i + 1) & (slots_.size() - 1);
  return i;
}

void PhraseParser::Grow() {
  std::vector<uint64_t> old(slots_.size() * 2);
  old.swap(slots_);
  for (const uint64_t slot : old) {
    if (slot != 0) slots_[SlotOf(slot)] = slot;
  }
}

void PhraseParser::Set(uint64_t hash, PhraseTable::Mark mark) {
  const size_t bit = PhraseTable::BitOf(hash, mark);
  filter_[bit / 64] |= uint64_t{1} << (bit % 64);
}

// A phrase of several languages is sure if it is in any of them, and keeps the class it got first.
void PhraseParser::Insert(const Form& form, PhraseMatch section, bool rest) {
  if ((count_ + 1) * 2 > slots_.size()) Grow();
  const uint64_t hash = form.hash();
  uint64_t& slot = slots_[SlotOf(hash)];
  count_ += slot == 0;
  Phrase phrase = PhraseTable::Unpack(slot);
  if (section.cls >= PhraseClass::kByWord) {
    phrase.words |= WordBit(section.cls);
  } else {
    if (phrase.label.cls == PhraseClass::kNone) phrase.label.cls = section.cls;
    phrase.label.sure |= section.sure;
    phrase.rest |= rest;
    const auto opening = [&](size_t words) {
      return form.beginnings.size() < words ? hash : form.beginnings[words - 1];
    };
    if (section.sure) Set(opening(1), PhraseTable::Mark::kFirst), Set(opening(2), PhraseTable::Mark::kOpens);
    for (const uint64_t beginning : form.beginnings) Set(beginning, PhraseTable::Mark::kBegins);
    Set(hash, PhraseTable::Mark::kBegins);
    Set(hash, PhraseTable::Mark::kIsLabel);
  }
  slot = PhraseTable::Pack(hash, phrase);
}

// Enters a phrase with all its alternatives, "Share (on|via) Example". Returns what is wrong with it, or
// nothing.
std::string_view PhraseParser::Add(std::string_view pattern, PhraseMatch section) {
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
    if (form.empty() || form.hash() == HashOfWords("0")) return "phrase without a word";
    Insert(form, section, rest);
  }
  return {};
}

Status PhraseParser::AddOwn(std::string_view phrase) {
  std::string_view wrong = phrase.size() > kMaxLabel ? "longer than 120 bytes" : std::string_view();
  if (!text::IsValidUtf8(phrase)) wrong = "not UTF-8";
  if (wrong.empty()) wrong = Add(phrase, {PhraseClass::kAdLabel, true});
  if (wrong.empty()) return {};
  return Status::Invalid("phrase '" + std::string(phrase) + "': " + std::string(wrong));
}

Status PhraseParser::Parse(const rules::File& file) {
  PhraseMatch section;
  const auto begin = [&section](std::string_view name) -> std::string_view {
    section.sure = name.ends_with(kSureMark);
    if (section.sure) name.remove_suffix(kSureMark.size());
    const auto* found = std::find(kSections.begin() + 1, kSections.end(), name);
    if (found == kSections.end()) return "unknown section";
    section.cls = static_cast<PhraseClass>(found - kSections.begin());
    return {};
  };
  return rules::ReadSections(file.text, file.name, begin,
                             [&](std::string_view line) { return Add(line, section); });
}

}  // namespace dechaff::judge
