// Which documents of a run the user wants: by address, by language, by length.
#ifndef DECHAFF_CLI_DOCUMENT_FILTER_H_
#define DECHAFF_CLI_DOCUMENT_FILTER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/settings.h"
#include "dechaff/result.h"
#include "dechaff/status.h"

namespace re2 {
class RE2;
}

namespace dechaff::cli {

// Words of a text: stretches of letters and digits; of Han and kana each character is one. `text` is UTF-8.
// Time O(text).
uint64_t CountWords(std::string_view text);

// The language of a text by its words (CLD2), if they tell it surely, else the one that is stated: a primary
// subtag of BCP 47 such as "en". Empty if neither is known.
std::string LanguageOf(std::string_view text, std::string_view stated);

// Thread safety: const access from many threads is safe.
class DocumentFilter {
 public:
  // kInvalid if an expression is wrong.
  static StatusOr<DocumentFilter> Create(const Settings& settings);

  DocumentFilter(DocumentFilter&&) noexcept;
  ~DocumentFilter();

  // Why a document is not wanted, in a few words; empty if it is, as far as its address, or its text, tells.
  std::string RefuseUrl(std::string_view url) const;
  std::string RefuseResult(const Result& result) const;
  // Whether the text matters at all.
  bool looks_at_results() const { return min_words_ > 0 || !languages_.empty(); }

 private:
  DocumentFilter();

  std::unique_ptr<re2::RE2> include_;
  std::unique_ptr<re2::RE2> exclude_;
  std::vector<std::string> languages_;
  uint64_t min_words_ = 0;
};

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_DOCUMENT_FILTER_H_
