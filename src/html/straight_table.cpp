// The insertion modes of tables and of <select> on the straight path. What is misplaced in a table would
// have to move in front of it: such pages are given up.
#include "html/attributes.h"
#include "html/scan.h"
#include "html/straight.h"
#include "html/text_run.h"

namespace dechaff::html {
namespace {

bool IsTableContext(Tag tag) { return tag == Tag::table_ || tag == Tag::template_ || tag == Tag::html_; }
bool IsSectionContext(Tag tag) {
  return Is(tag, kTableSection) || tag == Tag::template_ || tag == Tag::html_;
}
bool IsRowContext(Tag tag) { return tag == Tag::tr_ || tag == Tag::template_ || tag == Tag::html_; }

}  // namespace

template <typename Stop>
void StraightParser::ClearStackTo(Stop stop) {
  while (!stop(tree_.current())) tree_.Pop();
}

StraightParser::Step StraightParser::InTable() {
  if (token_.kind == Token::kText) {
    std::string_view text = tree_.source().substr(token_.begin, token_.finish - token_.begin);
    if (!token_.blank && BlankPrefix(text, true) != text.size()) return GiveUp("text in a table");
    InsertText();
    return Step::kDone;
  }
  return token_.kind == Token::kStart ? StartInTable() : EndInTable();
}

StraightParser::Step StraightParser::StartInTable() {
  switch (token_.tag) {
    case Tag::caption_:
      ClearStackTo(IsTableContext);
      tree_.InsertMarker();
      tree_.Open(token_);
      mode_ = Mode::kInCaption;
      return Step::kDone;
    case Tag::colgroup_:
      ClearStackTo(IsTableContext);
      tree_.Open(token_);
      mode_ = Mode::kInColumnGroup;
      return Step::kDone;
    case Tag::col_:
      ClearStackTo(IsTableContext);
      tree_.OpenImplied(Tag::colgroup_);
      return Again(Mode::kInColumnGroup);
    case Tag::tbody_:
    case Tag::tfoot_:
    case Tag::thead_:
      ClearStackTo(IsTableContext);
      tree_.Open(token_);
      mode_ = Mode::kInTableBody;
      return Step::kDone;
    case Tag::td_:
    case Tag::th_:
    case Tag::tr_:
      ClearStackTo(IsTableContext);
      tree_.OpenImplied(Tag::tbody_);
      return Again(Mode::kInTableBody);
    case Tag::table_:
      if (tree_.FindInScope(Tag::table_, kTableScopeEdge) == kNotOpen) return Step::kDone;
      EndTable();
      return Step::kAgain;
    case Tag::style_:
    case Tag::script_:
    case Tag::template_:
      return HeadStartTag();
    case Tag::input_: {
      std::string_view attributes = tree_.source().substr(token_.begin, token_.finish - token_.begin);
      if (!EqualsIgnoreCase(FindAttribute(attributes, "type"), "hidden")) return GiveUp("input in a table");
      tree_.AddLeaf(token_);
      return Step::kDone;
    }
    case Tag::form_:
      if (form_ != 0 || tree_.IsOpen(Tag::template_)) return Step::kDone;
      tree_.AddLeaf(token_);
      form_ = tree_.size() - 1;
      return Step::kDone;
    case Tag::html_:
    case Tag::body_:
    case Tag::head_:
    case Tag::frame_:
      return StartInBody();
    default:
      return GiveUp("start tag in a table");
  }
}

StraightParser::Step StraightParser::EndInTable() {
  switch (token_.tag) {
    case Tag::table_:
      return EndTable();
    case Tag::body_:
    case Tag::caption_:
    case Tag::col_:
    case Tag::colgroup_:
    case Tag::html_:
    case Tag::tbody_:
    case Tag::td_:
    case Tag::tfoot_:
    case Tag::th_:
    case Tag::thead_:
    case Tag::tr_:
      return Step::kDone;
    case Tag::p_:
    case Tag::br_:
      return GiveUp("</p> or </br> in a table");
    default:
      return EndInBody();
  }
}

StraightParser::Step StraightParser::EndTable() {
  size_t table = tree_.FindInScope(Tag::table_, kTableScopeEdge);
  if (table == kNotOpen) return Step::kDone;
  tree_.PopThrough(table);
  ResetMode();
  return Step::kDone;
}

StraightParser::Step StraightParser::InTableBody() {
  bool start = token_.kind == Token::kStart, end = token_.kind == Token::kEnd;
  if (start && token_.tag == Tag::tr_) {
    ClearStackTo(IsSectionContext);
    tree_.Open(token_);
    mode_ = Mode::kInRow;
    return Step::kDone;
  }
  if (start && (token_.tag == Tag::td_ || token_.tag == Tag::th_)) {
    ClearStackTo(IsSectionContext);
    tree_.OpenImplied(Tag::tr_);
    return Again(Mode::kInRow);
  }
  if (end && Is(token_.tag, kTableSection)) {
    if (tree_.FindInScope(token_.tag, kTableScopeEdge) == kNotOpen) return Step::kDone;
    return EndSection();
  }
  bool leaves = (start && (Is(token_.tag, kTableSection) || token_.tag == Tag::caption_ ||
                           token_.tag == Tag::col_ || token_.tag == Tag::colgroup_)) ||
                (end && token_.tag == Tag::table_);
  if (!leaves) return InTable();
  EndSection();
  return mode_ == Mode::kInTable ? Step::kAgain : Step::kDone;
}

// Closes the open section, if one is in table scope.
StraightParser::Step StraightParser::EndSection() {
  bool open = false;
  for (Tag section : {Tag::tbody_, Tag::thead_, Tag::tfoot_})
    open |= tree_.FindInScope(section, kTableScopeEdge) != kNotOpen;
  if (!open) return Step::kDone;
  ClearStackTo(IsSectionContext);
  tree_.Pop();
  mode_ = Mode::kInTable;
  return Step::kDone;
}

StraightParser::Step StraightParser::InRow() {
  bool start = token_.kind == Token::kStart, end = token_.kind == Token::kEnd;
  if (start && (token_.tag == Tag::td_ || token_.tag == Tag::th_)) {
    ClearStackTo(IsRowContext);
    tree_.Open(token_);
    tree_.InsertMarker();
    mode_ = Mode::kInCell;
    return Step::kDone;
  }
  if (end && token_.tag == Tag::tr_) return EndRow();
  if (end && Is(token_.tag, kTableSection) && tree_.FindInScope(token_.tag, kTableScopeEdge) == kNotOpen)
    return Step::kDone;
  bool leaves = (start && Is(token_.tag, kTablePart)) ||
                (end && (token_.tag == Tag::table_ || Is(token_.tag, kTableSection)));
  if (!leaves) return InTable();
  EndRow();
  return mode_ == Mode::kInTableBody ? Step::kAgain : Step::kDone;
}

StraightParser::Step StraightParser::EndRow() {
  if (tree_.FindInScope(Tag::tr_, kTableScopeEdge) == kNotOpen) return Step::kDone;
  ClearStackTo(IsRowContext);
  tree_.Pop();
  mode_ = Mode::kInTableBody;
  return Step::kDone;
}

StraightParser::Step StraightParser::InCell() {
  if (token_.kind == Token::kStart && Is(token_.tag, kTablePart)) return CloseCell();
  if (token_.kind == Token::kEnd) {
    switch (token_.tag) {
      case Tag::td_:
      case Tag::th_: {
        size_t cell = tree_.FindInScope(token_.tag, kTableScopeEdge);
        if (cell == kNotOpen) return Step::kDone;
        tree_.PopThrough(cell);
        tree_.ClearToMarker();
        mode_ = Mode::kInRow;
        return Step::kDone;
      }
      case Tag::body_:
      case Tag::caption_:
      case Tag::col_:
      case Tag::colgroup_:
      case Tag::html_:
        return Step::kDone;
      case Tag::table_:
      case Tag::tbody_:
      case Tag::tfoot_:
      case Tag::thead_:
      case Tag::tr_:
        if (tree_.FindInScope(token_.tag, kTableScopeEdge) == kNotOpen) return Step::kDone;
        return CloseCell();
      default:
        break;
    }
  }
  return InBody();
}

StraightParser::Step StraightParser::CloseCell() {
  size_t td = tree_.FindInScope(Tag::td_, kTableScopeEdge);
  size_t cell = td != kNotOpen ? td : tree_.FindInScope(Tag::th_, kTableScopeEdge);
  if (cell == kNotOpen) return Step::kDone;
  tree_.PopThrough(cell);
  tree_.ClearToMarker();
  return Again(Mode::kInRow);
}

StraightParser::Step StraightParser::InCaption() {
  bool start = token_.kind == Token::kStart, end = token_.kind == Token::kEnd;
  bool own_end = end && token_.tag == Tag::caption_;
  if (own_end || (start && Is(token_.tag, kTablePart)) || (end && token_.tag == Tag::table_)) {
    size_t caption = tree_.FindInScope(Tag::caption_, kTableScopeEdge);
    if (caption == kNotOpen) return Step::kDone;
    tree_.PopThrough(caption);
    tree_.ClearToMarker();
    mode_ = Mode::kInTable;
    return own_end ? Step::kDone : Step::kAgain;
  }
  if (end && (token_.tag == Tag::body_ || token_.tag == Tag::html_ || Is(token_.tag, kTablePart)))
    return Step::kDone;
  return InBody();
}

StraightParser::Step StraightParser::InColumnGroup() {
  if (InsertBlankText()) return Step::kDone;
  if (token_.kind == Token::kStart) {
    if (token_.tag == Tag::html_) return InBody();
    if (token_.tag == Tag::col_) {
      tree_.AddLeaf(token_);
      return Step::kDone;
    }
    if (token_.tag == Tag::template_) return HeadStartTag();
  } else if (token_.kind == Token::kEnd) {
    if (token_.tag == Tag::template_) return TemplateEnd();
    if (token_.tag == Tag::col_) return Step::kDone;
  }
  if (tree_.current() != Tag::colgroup_)
    return token_.kind == Token::kText ? GiveUp("text between columns") : Step::kDone;
  tree_.Pop();
  mode_ = Mode::kInTable;
  bool own_end = token_.kind == Token::kEnd && token_.tag == Tag::colgroup_;
  return own_end ? Step::kDone : Step::kAgain;
}

StraightParser::Step StraightParser::InSelect() {
  if (token_.kind == Token::kText) return InsertText(), Step::kDone;
  bool start = token_.kind == Token::kStart;
  switch (token_.tag) {
    case Tag::html_:
      return start ? InBody() : Step::kDone;
    case Tag::option_:
      if (tree_.current() == Tag::option_) tree_.Pop();
      if (start) tree_.Open(token_);
      return Step::kDone;
    case Tag::optgroup_:
      if (tree_.current() == Tag::option_ && (start || tree_.tag_at(tree_.depth() - 2) == Tag::optgroup_))
        tree_.Pop();
      if (tree_.current() == Tag::optgroup_) tree_.Pop();
      if (start) tree_.Open(token_);
      return Step::kDone;
    case Tag::select_:
      return CloseSelect();
    case Tag::input_:
    case Tag::keygen_:
    case Tag::textarea_:
      if (!start) return Step::kDone;
      CloseSelect();
      return Step::kAgain;
    case Tag::script_:
      return start ? HeadStartTag() : Step::kDone;
    case Tag::template_:
      return start ? HeadStartTag() : TemplateEnd();
    default:
      return Step::kDone;
  }
}

StraightParser::Step StraightParser::CloseSelect() {
  tree_.PopThrough(tree_.FindInScope(Tag::select_, 0));
  ResetMode();
  return Step::kDone;
}

StraightParser::Step StraightParser::InSelectInTable() {
  bool is_tag = token_.kind == Token::kStart || token_.kind == Token::kEnd;
  bool leaves =
      is_tag && (token_.tag == Tag::table_ ||
                 (Is(token_.tag, kTablePart) && token_.tag != Tag::col_ && token_.tag != Tag::colgroup_));
  if (!leaves) return InSelect();
  if (token_.kind == Token::kEnd && tree_.FindInScope(token_.tag, kTableScopeEdge) == kNotOpen)
    return GiveUp("stray end tag in a select");
  CloseSelect();
  return Step::kAgain;
}

}  // namespace dechaff::html
