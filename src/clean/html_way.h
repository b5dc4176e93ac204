// The HTML way: bytes → decoded text → tree → page of blocks → judged blocks → paragraphs → clean text.
#ifndef DECHAFF_CLEAN_HTML_WAY_H_
#define DECHAFF_CLEAN_HTML_WAY_H_

#include <vector>

#include "clean/rulebook.h"
#include "clean/stated_text.h"
#include "dechaff/cleaner.h"
#include "html/parse.h"
#include "judge/judge.h"
#include "page/metadata.h"
#include "page/page.h"
#include "text/charset.h"

namespace dechaff {

// Holds the memory that one thread reuses from page to page. `options` and `rules` outlive it.
class HtmlWay {
 public:
  HtmlWay(const Options& options, const Rulebook& rules);
  // Cleans one page into `result`. Time O(bytes).
  void Clean(std::string_view bytes, const DocumentHints& hints, Result* result);

 private:
  // Where the text of the page is read.
  enum class Body : uint8_t { kPage, kNoscript, kLinkedData };

  void BuildPage(std::string_view url);
  void Decide(const Metadata& metadata);
  Body ChooseBody(const Metadata& metadata);
  void MakeRoom();
  void CutIfEmpty(const Metadata& metadata, Result* result);
  bool ReadWithoutScripts(const Metadata& metadata);
  void ListBlocks(const text::SourceMap& map, Result* result) const;

  const Options& options_;
  const Rulebook& rules_;
  text::Decoder decoder_;
  html::Parser parser_;
  html::Tree tree_;
  page::Page page_;
  page::LinkedData linked_data_;
  RuleApplier rule_applier_;
  judge::Judge judge_;
  StatedText stated_;
  std::vector<judge::Forced> forced_;  // by the user's rules; empty if there are none
  std::vector<judge::Verdict> verdicts_;
  page::Page other_page_;  // as page_ and verdicts_, of another reading
  std::vector<judge::Verdict> other_verdicts_;
};

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_HTML_WAY_H_
