// The straight path: builds the tree while it tokenizes, in one pass. It knows the tree construction rules of
// the HTML Standard but for those that move nodes out of a table (content misplaced in it), framesets and
// HTML inside SVG or MathML. A page that needs one of those is given up, with nothing lost but the time.
#ifndef DECHAFF_HTML_STRAIGHT_H_
#define DECHAFF_HTML_STRAIGHT_H_

#include <vector>

#include "html/builder.h"
#include "html/tokenizer.h"
#include "html/tree.h"

namespace dechaff::html {

// Names as in the standard, "The insertion mode".
enum class Mode : uint8_t {
  kInitial,
  kBeforeHtml,
  kBeforeHead,
  kInHead,
  kInHeadNoscript,
  kAfterHead,
  kInBody,
  kInTable,
  kInCaption,
  kInColumnGroup,
  kInTableBody,
  kInRow,
  kInCell,
  kInSelect,
  kInSelectInTable,
  kInTemplate,
};

// Holds memory that is reused from page to page.
class StraightParser {
 public:
  // Builds the tree of tree->source; false if the page is given up (the tree is then worthless).
  // `may_hold_nul`: whether U+0000 is to be looked for.
  bool Parse(Tree* tree, bool may_hold_nul);
  // After Parse has given up: the reason; static storage.
  const char* why() const { return why_; }

 private:
  // What a rule did with its token.
  enum class Step : uint8_t { kDone, kAgain, kGiveUp };
  static constexpr size_t kNotOpen = TreeBuilder::kNotOpen;

  bool Handle();
  // Closes the current node, which the end tag names, if the rules do nothing else then.
  bool EndCurrent() {
    if (Is(token_.tag, kFormatting)) return tree_.PopLastFormatting();
    if (!Is(token_.tag, kEndsPlainly)) return false;
    tree_.Pop();
    return true;
  }
  Step Dispatch();
  Step GiveUp(const char* why) {
    why_ = why;
    return Step::kGiveUp;
  }
  Step Again(Mode mode) {
    mode_ = mode;
    return Step::kAgain;
  }
  void Finish();

  // straight.cpp: the modes up to the body.
  Step Initial();
  Step BeforeHtml();
  Step BeforeHead();
  Step InHead();
  Step HeadStartTag();
  Step InHeadNoscript();
  Step AfterHead();
  Step LateHeadElement();
  bool SkipBlankText();
  bool InsertBlankText();
  bool OpensDocument() const;
  Step InsertRaw(RawKind kind);
  void InsertText();
  Step TemplateEnd();
  Step InTemplate();
  void ResetMode();

  // straight_body.cpp
  Step InBody();
  Step StartInBody();
  Step EndInBody();
  Step StartForm();
  Step StartListItem();
  Step StartButton();
  Step StartLink();
  Step StartSelect();
  Step StartTable();
  Step StartRuby();
  Step EndForm();
  Step EndListItem(uint32_t edge);
  Step EndHeading();
  Step EndFormatting();
  Step EndMarked();
  Step EndAnyOther();
  Step Foreign();
  Step ForeignStartTag(size_t root);
  Step ForeignEndTag(size_t root);
  Step LeaveForeign(size_t root);
  bool IsPlainForeign(size_t root) const;

  // straight_table.cpp
  Step InTable();
  Step StartInTable();
  Step EndInTable();
  Step InTableBody();
  Step InRow();
  Step InCell();
  Step InCaption();
  Step InColumnGroup();
  Step InSelect();
  Step InSelectInTable();
  Step EndTable();
  Step EndRow();
  Step EndSection();
  Step CloseCell();
  Step CloseSelect();
  template <typename Stop>
  void ClearStackTo(Stop stop);

  TreeBuilder tree_;
  Tokenizer tokenizer_{{}};
  Token token_{};
  Mode mode_ = Mode::kInitial;
  std::vector<Mode> template_modes_;
  bool quirks_ = false;
  bool skip_newline_ = false;  // the next text run follows <pre>
  uint32_t head_ = 0;
  uint32_t body_ = 0;
  uint32_t form_ = 0;  // the form element pointer; 0: none
  const char* why_ = "";
};

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_STRAIGHT_H_
