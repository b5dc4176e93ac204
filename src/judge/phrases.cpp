// Folds lines and looks them up in the table of phrases.
#include "judge/phrases.h"

#include <algorithm>
#include <array>
#include <bit>

#include "judge/folded.h"
#include "judge/phrase_parser.h"
#include "judge/phrase_table.h"
#include "rules/rules.h"
#include "text/byte_mask.h"
#include "text/swar.h"
#include "text/utf8.h"

namespace dechaff::judge {
namespace {

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

// How a line begins.
struct Start {
  uint64_t hash = kNoWords;  // of its first word
  bool alone = false;        // it has no more words
  bool repeats = false;      // it may be one unit said over and over
};

// That of a line whose first word is plain: less than sixteen ASCII letters, with another such word or a
// number behind them, or nothing. False of others.
bool ReadPlainStart(std::string_view line, Start* start) {
  constexpr size_t kStep = sizeof(text::Lanes);
  const auto mask = [](auto test) { return text::HighBits(reinterpret_cast<text::Lanes>(test)); };
  const text::Lanes bytes = text::LanesUpTo16(line.data(), line.size()), lower = bytes | 0x20;
  const uint64_t letters = mask(lower - 'a' < 26), beyond = text::HighBits(bytes);
  const auto size = static_cast<size_t>(std::countr_one(letters));
  const uint64_t behind = (letters | beyond | mask(bytes - '0' < 10)) >> size;
  start->alone = behind == 0;
  if (size == 0 || size == kStep || (beyond >> size & behind & -behind) != 0) return false;
  if (start->alone && line.size() > kStep) return false;
  const uint64_t again = mask(lower == lower[0]) & mask(lower == lower[1]) >> 1;  // the first two letters
  start->repeats = (again & ((uint64_t{1} << size) - 1) & ~uint64_t{3}) != 0;
  const auto* const word = reinterpret_cast<const char*>(&lower);
  const uint64_t first = text::Load8(word) & ~uint64_t{0} >> 8 * (8 - std::min<size_t>(size, 8));
  const uint64_t rest = text::Load8(word + 8) & ((uint64_t{1} << 8 * (std::max<size_t>(size, 8) - 8)) - 1);
  start->hash = HashOn(kNoWords, HashOfWord(first, rest, size));
  return true;
}

Start ReadStart(std::string_view line) {
  Start start;
  if (ReadPlainStart(line, &start)) return start;
  const Folded first(line, 1);
  if (first.words() == 0) return start;
  start.hash = HashOn(kNoWords, HashOfWord(first.Word(0)));
  start.alone = first.complete();
  start.repeats = start.alone && Unrepeated(first.text()).size() < first.text().size();
  return start;
}

// Whether no label begins with the first two words of a line, which has more. Phrases that are said over and
// over without blanks between ("read moreread more") have a second word that ends in the first.
bool MustFail(const PhraseTable& table, const Folded& line) {
  const uint64_t one = HashOn(kNoWords, HashOfWord(line.Word(0)));
  return !table.MayBegin(HashOn(one, HashOfWord(line.Word(1)))) && !line.Word(1).ends_with(line.Word(0)) &&
         table.FindLabel(one).label.cls == PhraseClass::kNone;
}

// False if no label that is sure begins as the line does.
bool MayBeSure(const PhraseTable& table, std::string_view line, const Start& start) {
  if (start.alone) return start.repeats || table.MayOpen(start.hash);
  if (!table.MayBeFirst(start.hash)) return false;
  const Folded first(line, 2);
  return table.MayOpen(HashOn(start.hash, HashOfWord(first.Word(1)))) || table.MayOpen(start.hash) ||
         first.Word(1).ends_with(first.Word(0));  // as of a phrase that is said over and over
}

// Several phrases in a row, each as long as can be.
PhraseMatch MatchSeries(const PhraseTable& table, const Folded& line) {
  PhraseMatch series;
  for (size_t at = 0; at < line.words();) {
    Phrase found;
    size_t found_end = at;
    uint64_t hash = kNoWords;
    for (size_t word = at; word < line.words(); ++word) {
      hash = HashOn(hash, HashOfWord(line.Word(word)));
      if (!table.MayBegin(hash)) break;
      const Phrase phrase = table.FindLabel(hash);
      if (phrase.label.cls == PhraseClass::kNone) continue;
      found = phrase;
      found_end = word + 1;
    }
    if (found_end == at) return {};
    if (at == 0) {
      series = found.label;
      if (found.rest) return series;
    }
    series.sure &= found.label.sure;
    at = found_end;
  }
  return series;
}

PhraseMatch MatchWhole(const PhraseTable& table, const Folded& line) {
  const std::string_view unit = Unrepeated(line.text());
  if (unit.size() < line.text().size()) {
    const Phrase phrase = table.FindLabel(HashOfWords(unit));
    if (phrase.label.cls != PhraseClass::kNone) return phrase.label;
  }
  return MatchSeries(table, line);
}

}  // namespace

struct PhraseBook::Impl {
  PhraseParser parser;  // empty if the built-in rules are used
  PhraseTable table = kBuiltinPhrases;
};

PhraseBook::PhraseBook(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PhraseBook::PhraseBook(PhraseBook&&) noexcept = default;
PhraseBook& PhraseBook::operator=(PhraseBook&&) noexcept = default;
PhraseBook::~PhraseBook() = default;

StatusOr<PhraseBook> PhraseBook::Create(const std::string& rules_dir, const std::vector<std::string>& own) {
  auto impl = std::make_unique<Impl>();
  if (rules_dir.empty() && own.empty()) return PhraseBook(std::move(impl));
  StatusOr<std::vector<rules::File>> files = rules::Load(rules_dir, "phrases");
  if (!files.ok()) return files.status();
  for (const rules::File& file : files.value()) {
    if (Status s = impl->parser.Parse(file); !s.ok()) return s;
  }
  for (const std::string& phrase : own) {
    if (Status s = impl->parser.AddOwn(phrase); !s.ok()) return s;
  }
  impl->table = impl->parser.table();
  return PhraseBook(std::move(impl));
}

PhraseMatch PhraseBook::Match(std::string_view line) const {
  if (line.empty() || line.size() > kMaxLabel) return {};
  const PhraseTable& table = impl_->table;
  // Most lines are no labels by their first word alone, most others by their first two.
  if (Start start; ReadPlainStart(line, &start) && !start.alone && !table.MayBegin(start.hash)) return {};
  const Folded first(line, 2);
  if (first.words() == 0 || (!first.complete() && MustFail(table, first))) return {};
  return first.complete() ? MatchWhole(table, first) : MatchWhole(table, Folded(line));
}

void PhraseBook::FindSureLabels(std::span<const std::string_view> lines, std::vector<uint8_t>* sure) const {
  constexpr size_t kAtOnce = 32;  // so many lines that what they need of the table is fetched meanwhile
  const PhraseTable& table = impl_->table;
  sure->assign(lines.size(), 0);
  std::array<Start, kAtOnce> starts;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i % kAtOnce == 0) {
      for (size_t k = i; k < std::min(i + kAtOnce, lines.size()); ++k) {
        starts[k - i] = lines[k].size() > kMaxLabel ? Start() : ReadStart(lines[k]);
        table.Fetch(starts[k - i].hash);
      }
    }
    const Start& start = starts[i % kAtOnce];
    if (start.hash == kNoWords || !MayBeSure(table, lines[i], start)) continue;
    (*sure)[i] = Match(lines[i]).sure;
  }
}

bool PhraseBook::IsWord(std::string_view word, PhraseClass cls) const {
  if (word.empty() || word.size() > kMaxLabel) return false;
  return (impl_->table.Find(HashOfWords(Folded(word).text())).words & WordBit(cls)) != 0;
}

}  // namespace dechaff::judge
