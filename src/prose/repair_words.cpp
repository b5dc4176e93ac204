// A word is looked up in the one or two languages of its paragraph.
#include "prose/repair_words.h"

#include <algorithm>

#include "prose/repair_evidence.h"
#include "prose/repair_site.h"
#include "prose/repair_tables.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// The longest part of a word with joints: "company's" → "company", "l'eau" → "eau".
std::string_view LongestPart(std::string_view word) {
  std::string_view best;
  for (size_t begin = 0; begin < word.size();) {
    size_t end = begin;
    while (end < word.size() && word[end] != '-' && word[end] != '\'' && word.substr(end, 3) != "\u2019")
      ++end;
    if (end - begin > best.size()) best = word.substr(begin, end - begin);
    begin = end + (word.substr(end, 3) == "\u2019" ? 3 : 1);
  }
  return best;
}

}  // namespace

unsigned RankIn(uint64_t folded_hash, const Languages& languages, const RepairTables& tables) {
  unsigned rank = 0;
  for (const int language : languages.of) {
    if (language != Languages::kNone)
      rank = std::max(rank, tables.words.Find(InLanguage(folded_hash, language)));
  }
  return rank;
}

unsigned RankOf(std::string_view word, const Languages& languages, const RepairTables& tables) {
  static constexpr uint32_t kShortestStem = 5;
  if (word.empty()) return 0;
  if (const unsigned rank = RankIn(FoldedHash(word), languages, tables)) return rank;
  word = LongestPart(word);
  if (Length(word, 3) < 3) return 0;
  if (const unsigned rank = RankIn(FoldedHash(word), languages, tables)) return rank;
  for (int cut = 0; cut < 2 && Length(word, kShortestStem + 1) > kShortestStem; ++cut) {
    int size;
    text::DecodeBefore(word.data(), word.data() + word.size(), &size);
    word.remove_suffix(static_cast<size_t>(size));
    if (RankIn(FoldedHash(word), languages, tables) != 0) return 1;
  }
  return 0;
}

unsigned RankInEnglish(std::string_view word, const RepairTables& tables) {
  return tables.words.Find(InLanguage(FoldedHash(word), LanguageTable::kEnglish));
}

namespace {

unsigned FindEdge(uint64_t hash, const Languages& languages, const RepairTables& tables) {
  for (const int language : languages.of) {
    if (language == Languages::kNone) continue;
    if (const unsigned edge = tables.edges.Find(InLanguage(hash, language))) return edge;
  }
  return languages.sure ? 0 : tables.edges.Find(InLanguage(hash, Languages::kNone));
}

}  // namespace

Edge EdgeIn(std::string_view word, const Languages& languages, const RepairTables& tables) {
  return Edge(FindEdge(FoldedHash(word), languages, tables));
}

Edge EdgeOf(std::string_view word, const Languages& languages, const RepairTables& tables) {
  const uint64_t hash = FoldedHash(word);
  const unsigned edge = FindEdge(hash, languages, tables);
  return Edge(edge != 0 ? edge : tables.edges.Find(InLanguage(hash, Languages::kNone)));
}

bool HardlyEnds(Edge edge) { return edge.end == 1 || edge.end == 2; }

}  // namespace dechaff::prose
