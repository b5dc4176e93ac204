// The straight path's main loop and the insertion modes up to the body. Each rule is named after the
// section of the HTML Standard that it is from.
#include "html/straight.h"

#include "html/doctype.h"
#include "html/text_run.h"

namespace dechaff::html {

bool StraightParser::Parse(Tree* tree, bool may_hold_nul) {
  tree_.Reset(tree);
  tokenizer_ = Tokenizer(tree->source);
  mode_ = Mode::kInitial;
  template_modes_.clear();
  quirks_ = skip_newline_ = false;
  head_ = body_ = form_ = 0;
  why_ = "";
  // U+0000 is dropped in some places and replaced in others; such pages are too rare to care.
  if (may_hold_nul && tree->source.find('\0') != std::string_view::npos) return why_ = "U+0000", false;
  while (tokenizer_.Next(&token_))
    if (!Handle()) return false;
  Finish();
  return true;
}

bool StraightParser::Handle() {
  if (token_.kind == Token::kComment) return true;
  // Four tokens in ten: text of the body, with nothing to be opened before it.
  if (token_.kind == Token::kText && mode_ == Mode::kInBody && !skip_newline_ && !tree_.MustReconstruct()) {
    InsertText();
    return true;
  }
  // Two in ten: the end tag of the current node.
  if (token_.kind == Token::kEnd && mode_ == Mode::kInBody && !skip_newline_ &&
      tree_.current() == token_.tag && EndCurrent())
    return true;
  if (skip_newline_) {
    skip_newline_ = false;
    if (token_.kind == Token::kText) {
      token_.begin += static_cast<uint32_t>(
          LeadingNewline(tree_.source().substr(token_.begin, token_.finish - token_.begin)));
      if (token_.begin == token_.finish) return true;
    }
  }
  Step step;
  do step = Dispatch();
  while (step == Step::kAgain);
  if (step == Step::kGiveUp) return false;
  if (!tree_.InBounds()) return why_ = "depth", false;
  return true;
}

StraightParser::Step StraightParser::Dispatch() {
  if (token_.kind == Token::kDoctype && mode_ != Mode::kInitial) return Step::kDone;
  switch (mode_) {
    case Mode::kInBody:
      return InBody();
    case Mode::kInitial:
      return Initial();
    case Mode::kBeforeHtml:
      return BeforeHtml();
    case Mode::kBeforeHead:
      return BeforeHead();
    case Mode::kInHead:
      return InHead();
    case Mode::kInHeadNoscript:
      return InHeadNoscript();
    case Mode::kAfterHead:
      return AfterHead();
    case Mode::kInTable:
      return InTable();
    case Mode::kInCaption:
      return InCaption();
    case Mode::kInColumnGroup:
      return InColumnGroup();
    case Mode::kInTableBody:
      return InTableBody();
    case Mode::kInRow:
      return InRow();
    case Mode::kInCell:
      return InCell();
    case Mode::kInSelect:
      return InSelect();
    case Mode::kInSelectInTable:
      return InSelectInTable();
    case Mode::kInTemplate:
      return InTemplate();
  }
  return GiveUp("mode");
}

// The end of the page: what every page has is there, what is open is closed.
void StraightParser::Finish() {
  while (tree_.IsOpen(Tag::template_)) TemplateEnd();
  if (mode_ == Mode::kInHeadNoscript) {
    tree_.Pop();
    mode_ = Mode::kInHead;
  }
  token_ = {.kind = Token::kEnd, .tag = Tag::body_};
  while (body_ == 0 && Dispatch() == Step::kAgain) {
  }
  if (tree_.depth() > 0) tree_.PopThrough(0);
}

StraightParser::Step StraightParser::Initial() {
  if (token_.kind == Token::kDoctype) {
    quirks_ = IsQuirky(tree_.source().substr(token_.begin, token_.finish - token_.begin));
    mode_ = Mode::kBeforeHtml;
    return Step::kDone;
  }
  if (SkipBlankText()) return Step::kDone;
  quirks_ = true;
  return Again(Mode::kBeforeHtml);
}

StraightParser::Step StraightParser::BeforeHtml() {
  if (SkipBlankText()) return Step::kDone;
  if (token_.kind == Token::kStart && token_.tag == Tag::html_) {
    tree_.Open(token_);
    mode_ = Mode::kBeforeHead;
    return Step::kDone;
  }
  if (!OpensDocument()) return Step::kDone;
  tree_.OpenImplied(Tag::html_);
  return Again(Mode::kBeforeHead);
}

StraightParser::Step StraightParser::BeforeHead() {
  if (SkipBlankText()) return Step::kDone;
  if (token_.kind == Token::kStart && token_.tag == Tag::html_) return InBody();
  if (token_.kind == Token::kStart && token_.tag == Tag::head_) {
    head_ = tree_.Open(token_);
    mode_ = Mode::kInHead;
    return Step::kDone;
  }
  if (!OpensDocument()) return Step::kDone;
  head_ = tree_.OpenImplied(Tag::head_);
  return Again(Mode::kInHead);
}

StraightParser::Step StraightParser::InHead() {
  if (InsertBlankText()) return Step::kDone;
  if (token_.kind == Token::kStart) {
    Step step = HeadStartTag();
    if (step != Step::kAgain) return step;
  } else if (token_.kind == Token::kEnd) {
    if (token_.tag == Tag::head_) {
      tree_.Pop();
      mode_ = Mode::kAfterHead;
      return Step::kDone;
    }
    if (token_.tag == Tag::template_) return TemplateEnd();
    if (!OpensDocument()) return Step::kDone;
  }
  tree_.Pop();
  return Again(Mode::kAfterHead);
}

// The start tags of "in head", wherever they stand; kAgain if it is none of them.
StraightParser::Step StraightParser::HeadStartTag() {
  switch (token_.tag) {
    case Tag::html_:
      return InBody();
    case Tag::head_:
      return Step::kDone;
    case Tag::base_:
    case Tag::basefont_:
    case Tag::bgsound_:
    case Tag::link_:
    case Tag::meta_:
      tree_.AddLeaf(token_);
      return Step::kDone;
    case Tag::title_:
      return InsertRaw(RawKind::kRcdata);
    case Tag::noframes_:
    case Tag::style_:
      return InsertRaw(RawKind::kRawText);
    case Tag::script_:
      return InsertRaw(RawKind::kScript);
    case Tag::noscript_:
      tree_.Open(token_);
      mode_ = Mode::kInHeadNoscript;
      return Step::kDone;
    case Tag::template_:
      tree_.Open(token_);
      tree_.InsertMarker();
      template_modes_.push_back(Mode::kInTemplate);
      mode_ = Mode::kInTemplate;
      return Step::kDone;
    default:
      return Step::kAgain;
  }
}

StraightParser::Step StraightParser::InHeadNoscript() {
  if (InsertBlankText()) return Step::kDone;
  if (token_.kind == Token::kStart) {
    switch (token_.tag) {
      case Tag::html_:
      case Tag::basefont_:
      case Tag::bgsound_:
      case Tag::link_:
      case Tag::meta_:
      case Tag::noframes_:
      case Tag::style_:
        return HeadStartTag();
      case Tag::head_:
      case Tag::noscript_:
        return Step::kDone;
      default:
        break;
    }
  } else if (token_.kind == Token::kEnd) {
    if (token_.tag == Tag::noscript_) {
      tree_.Pop();
      mode_ = Mode::kInHead;
      return Step::kDone;
    }
    if (token_.tag != Tag::br_) return Step::kDone;
  }
  tree_.Pop();
  return Again(Mode::kInHead);
}

StraightParser::Step StraightParser::AfterHead() {
  if (InsertBlankText()) return Step::kDone;
  if (token_.kind == Token::kStart) {
    switch (token_.tag) {
      case Tag::html_:
        return InBody();
      case Tag::body_:
        body_ = tree_.Open(token_);
        mode_ = Mode::kInBody;
        return Step::kDone;
      case Tag::frameset_:
        return GiveUp("frameset");
      case Tag::head_:
        return Step::kDone;
      case Tag::base_:
      case Tag::basefont_:
      case Tag::bgsound_:
      case Tag::link_:
      case Tag::meta_:
      case Tag::noframes_:
      case Tag::script_:
      case Tag::style_:
      case Tag::template_:
      case Tag::title_:
        return LateHeadElement();
      default:
        break;
    }
  } else if (token_.kind == Token::kEnd) {
    if (token_.tag == Tag::template_) return TemplateEnd();
    if (token_.tag == Tag::head_ || !OpensDocument()) return Step::kDone;
  }
  body_ = tree_.OpenImplied(Tag::body_);
  return Again(Mode::kInBody);
}

// An element of the head after </head>: it still belongs to the head, before any white space since.
StraightParser::Step StraightParser::LateHeadElement() {
  constexpr size_t kMaxBlanks = 64;
  if (token_.tag == Tag::template_) return GiveUp("template after the head");
  uint32_t head_end = tree_.node(head_).end;
  if (tree_.size() - head_end > kMaxBlanks) return GiveUp("head goes on after its end");
  std::vector<Node> blanks = tree_.CutTail(head_end);
  tree_.Reopen(head_);
  Step step = HeadStartTag();
  tree_.Pop();
  for (Node& blank : blanks) blank.end = tree_.size() + 1 + static_cast<uint32_t>(&blank - blanks.data());
  tree_.AppendTail(blanks);
  return step;
}

// Drops the white space that a text token starts with; true if nothing is left.
bool StraightParser::SkipBlankText() {
  if (token_.kind != Token::kText) return false;
  if (token_.blank) {
    token_.begin = token_.finish;
  } else {
    token_.begin += static_cast<uint32_t>(
        BlankPrefix(tree_.source().substr(token_.begin, token_.finish - token_.begin), true));
  }
  return token_.begin == token_.finish;
}

// The same, but what is dropped becomes a text node first.
bool StraightParser::InsertBlankText() {
  uint32_t begin = token_.begin;
  bool all = SkipBlankText();
  if (token_.kind == Token::kText) tree_.AddText(begin, token_.begin, false);
  return all;
}

void StraightParser::InsertText() { tree_.AddText(token_.begin, token_.finish, false, token_.blank); }

// End tags before the body do nothing unless they imply what is missing.
bool StraightParser::OpensDocument() const {
  return token_.kind != Token::kEnd || token_.tag == Tag::head_ || token_.tag == Tag::body_ ||
         token_.tag == Tag::html_ || token_.tag == Tag::br_;
}

// An element whose content holds no markup, with its end tag.
StraightParser::Step StraightParser::InsertRaw(RawKind kind) {
  tree_.Open(token_);
  RawContent content = tokenizer_.RawText(token_, kind);
  if (token_.tag == Tag::textarea_)
    content.begin += static_cast<uint32_t>(
        LeadingNewline(tree_.source().substr(content.begin, content.finish - content.begin)));
  tree_.AddText(content.begin, content.finish, kind != RawKind::kRcdata);
  tree_.Pop();
  return Step::kDone;
}

StraightParser::Step StraightParser::TemplateEnd() {
  if (!tree_.IsOpen(Tag::template_)) return Step::kDone;
  tree_.GenerateAllImpliedEndTags();
  tree_.PopThrough(tree_.FindInScope(Tag::template_, 0));
  tree_.ClearToMarker();
  template_modes_.pop_back();
  ResetMode();
  return Step::kDone;
}

StraightParser::Step StraightParser::InTemplate() {
  if (token_.kind == Token::kText) return InBody();
  if (token_.kind == Token::kEnd) return token_.tag == Tag::template_ ? TemplateEnd() : Step::kDone;
  Mode mode = Mode::kInBody;
  switch (token_.tag) {
    case Tag::base_:
    case Tag::basefont_:
    case Tag::bgsound_:
    case Tag::link_:
    case Tag::meta_:
    case Tag::noframes_:
    case Tag::script_:
    case Tag::style_:
    case Tag::template_:
    case Tag::title_:
      return HeadStartTag();
    case Tag::caption_:
    case Tag::colgroup_:
    case Tag::tbody_:
    case Tag::tfoot_:
    case Tag::thead_:
      mode = Mode::kInTable;
      break;
    case Tag::col_:
      mode = Mode::kInColumnGroup;
      break;
    case Tag::tr_:
      mode = Mode::kInTableBody;
      break;
    case Tag::td_:
    case Tag::th_:
      mode = Mode::kInRow;
      break;
    default:
      break;
  }
  template_modes_.back() = mode;
  return Again(mode);
}

// "Reset the insertion mode appropriately".
void StraightParser::ResetMode() {
  for (size_t i = tree_.depth(); i-- > 0;) {
    switch (tree_.tag_at(i)) {
      case Tag::select_:
        mode_ = Mode::kInSelect;
        for (size_t j = i; j-- > 0 && tree_.tag_at(j) != Tag::template_;)
          if (tree_.tag_at(j) == Tag::table_) mode_ = Mode::kInSelectInTable;
        return;
      case Tag::td_:
      case Tag::th_:
        mode_ = i == 0 ? Mode::kInBody : Mode::kInCell;
        return;
      case Tag::tr_:
        mode_ = Mode::kInRow;
        return;
      case Tag::tbody_:
      case Tag::thead_:
      case Tag::tfoot_:
        mode_ = Mode::kInTableBody;
        return;
      case Tag::caption_:
        mode_ = Mode::kInCaption;
        return;
      case Tag::colgroup_:
        mode_ = Mode::kInColumnGroup;
        return;
      case Tag::table_:
        mode_ = Mode::kInTable;
        return;
      case Tag::template_:
        mode_ = template_modes_.back();
        return;
      case Tag::head_:
        mode_ = Mode::kInHead;
        return;
      case Tag::body_:
        mode_ = Mode::kInBody;
        return;
      case Tag::html_:
        mode_ = head_ == 0 ? Mode::kBeforeHead : Mode::kAfterHead;
        return;
      default:
        break;
    }
  }
}

}  // namespace dechaff::html
