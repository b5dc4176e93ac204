// Folds lines and looks them up in the table of phrases.
#include "judge/phrases.h"

#include <optional>

#include "judge/folded.h"
#include "judge/phrase_parser.h"
#include "judge/phrase_table.h"
#include "rules/rules.h"
#include "text/hash.h"
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

// The hash of the first word of a line, folded, if it is of ASCII letters with another such word or a number
// after it; else 0.
uint64_t HashOfPlainStart(std::string_view line) {
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  uint64_t hash = text::kHashSeed;
  size_t i = 0;
  for (; i < line.size() && is_letter(line[i]); ++i)
    hash = text::HashOn(hash, static_cast<char>(line[i] | 0x20));
  if (i == 0) return 0;
  while (i < line.size() && text::IsAscii(line[i]) && !is_letter(line[i]) && !is_digit(line[i])) ++i;
  return i < line.size() && text::IsAscii(line[i]) ? hash : 0;
}

// Several phrases in a row, each as long as can be.
PhraseMatch MatchSeries(const PhraseTable& table, const Folded& line) {
  PhraseMatch series;
  for (size_t at = 0; at < line.words();) {
    Phrase found;
    size_t found_end = at;
    uint64_t hash = text::kHashSeed;
    for (size_t word = at; word < line.words(); ++word) {
      if (word > at) hash = text::HashOn(hash, ' ');
      hash = text::Hash(line.Word(word), hash);
      if (!table.MayBegin(hash)) break;
      const Phrase phrase = table.Find(hash);
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
  // Most lines are no labels by their first word alone.
  if (const uint64_t hash = HashOfPlainStart(line); hash != 0 && !impl_->table.MayBegin(hash)) return {};
  const Folded first(line, 1);
  if (first.words() == 0) return {};
  const bool may_begin = impl_->table.MayBegin(text::Hash(first.text()));
  if (!may_begin && !first.complete()) return {};
  std::optional<Folded> whole;
  const Folded& folded = first.complete() ? first : whole.emplace(line);
  const std::string_view unit = Unrepeated(folded.text());
  const uint64_t hash = text::Hash(unit);
  if (impl_->table.MayBegin(hash)) {  // the table is large, and what says this is small
    const Phrase phrase = impl_->table.Find(hash);
    if (phrase.label.cls != PhraseClass::kNone) return phrase.label;
  }
  return may_begin ? MatchSeries(impl_->table, folded) : PhraseMatch{};
}

bool PhraseBook::IsWord(std::string_view word, PhraseClass cls) const {
  if (word.empty() || word.size() > kMaxLabel) return false;
  return (impl_->table.Find(text::Hash(Folded(word).text())).words & WordBit(cls)) != 0;
}

}  // namespace dechaff::judge
