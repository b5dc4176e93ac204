// Reads the files of rules/phrases into a table of phrases.
#ifndef DECHAFF_JUDGE_PHRASE_PARSER_H_
#define DECHAFF_JUDGE_PHRASE_PARSER_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "dechaff/status.h"
#include "judge/phrase_table.h"
#include "rules/rules.h"

namespace dechaff::judge {

// Not for more than one thread at a time.
class PhraseParser {
 public:
  PhraseParser();

  // Adds what is in a file; rules/README.md has the grammar. The error names the file and line.
  Status Parse(const rules::File& file);

  // Adds a phrase of the user's. The error quotes it.
  Status AddOwn(std::string_view phrase);

  // The table of all files so far; it ends with the parser, and with the next call of Parse.
  PhraseTable table() const;
  const std::vector<uint64_t>& slots() const { return slots_; }
  const std::vector<uint64_t>& filter() const { return filter_; }

 private:
  struct Form;
  std::string_view Add(std::string_view pattern, PhraseMatch section);
  void Insert(const Form& form, PhraseMatch section, bool rest);
  size_t SlotOf(uint64_t hash) const;
  void Grow();
  void Set(uint64_t hash, PhraseTable::Mark mark);

  std::vector<uint64_t> slots_, filter_;
  size_t count_ = 0;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_PHRASE_PARSER_H_
