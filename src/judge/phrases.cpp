// Folds lines and looks them up in the table of phrases.
#include "judge/phrases.h"

#include "judge/folded.h"
#include "judge/phrase_parser.h"
#include "judge/phrase_table.h"
#include "rules/rules.h"
#include "text/hash.h"

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
  const Folded first(line, 1);
  if (first.words() == 0) return {};
  if (!impl_->table.MayBegin(text::Hash(first.text())) && !first.complete()) return {};
  const Folded folded(line);
  const std::string_view unit = Unrepeated(folded.text());
  if (const Phrase phrase = impl_->table.Find(text::Hash(unit)); phrase.label.cls != PhraseClass::kNone) {
    return phrase.label;
  }
  return MatchSeries(impl_->table, folded);
}

bool PhraseBook::IsWord(std::string_view word, PhraseClass cls) const {
  if (word.empty() || word.size() > kMaxLabel) return false;
  return (impl_->table.Find(text::Hash(Folded(word).text())).words & WordBit(cls)) != 0;
}

}  // namespace dechaff::judge
