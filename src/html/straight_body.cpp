// The insertion mode "in body" of the straight path, and SVG and MathML where they hold no HTML.
#include "html/scan.h"
#include "html/straight.h"
#include "html/tag_traits.h"

namespace dechaff::html {
namespace {

// Which rule of "in body" a start tag falls under.
enum class StartRule : uint8_t {
  kOther,
  kIgnored,
  kHtml,
  kHead,
  kBody,
  kFrameset,
  kBlock,
  kHeading,
  kPre,
  kForm,
  kListItem,
  kPlaintext,
  kButton,
  kLink,
  kFormatting,
  kNobr,
  kMarked,
  kTable,
  kVoidInline,
  kVoid,
  kHr,
  kTextarea,
  kXmp,
  kRaw,
  kSelect,
  kOption,
  kRuby,
  kForeign,
};

constexpr std::array<StartRule, kTagCount> kStartRules = [] {
  using enum Tag;
  std::array<StartRule, kTagCount> rules{};
  auto set = [&](StartRule rule, std::initializer_list<Tag> tags) {
    for (Tag tag : tags) rules[static_cast<size_t>(tag)] = rule;
  };
  set(StartRule::kIgnored, {caption_, col_, colgroup_, frame_, head_, tbody_, td_, tfoot_, th_, thead_, tr_});
  set(StartRule::kHtml, {html_});
  set(StartRule::kHead,
      {base_, basefont_, bgsound_, link_, meta_, noframes_, script_, style_, template_, title_});
  set(StartRule::kBody, {body_});
  set(StartRule::kFrameset, {frameset_});
  set(StartRule::kBlock,
      {address_, article_,  aside_,      blockquote_, center_,  details_, dialog_, dir_,  div_,
       dl_,      fieldset_, figcaption_, figure_,     footer_,  header_,  hgroup_, main_, menu_,
       nav_,     ol_,       p_,          search_,     section_, summary_, ul_});
  set(StartRule::kHeading, {h1_, h2_, h3_, h4_, h5_, h6_});
  set(StartRule::kPre, {pre_, listing_});
  set(StartRule::kForm, {form_});
  set(StartRule::kListItem, {li_, dd_, dt_});
  set(StartRule::kPlaintext, {plaintext_});
  set(StartRule::kButton, {button_});
  set(StartRule::kLink, {a_});
  set(StartRule::kFormatting, {b_, big_, code_, em_, font_, i_, s_, small_, strike_, strong_, tt_, u_});
  set(StartRule::kNobr, {nobr_});
  set(StartRule::kMarked, {applet_, marquee_, object_});
  set(StartRule::kTable, {table_});
  set(StartRule::kVoidInline, {area_, br_, embed_, img_, image_, input_, keygen_, wbr_});
  set(StartRule::kVoid, {param_, source_, track_});
  set(StartRule::kHr, {hr_});
  set(StartRule::kTextarea, {textarea_});
  set(StartRule::kXmp, {xmp_});
  set(StartRule::kRaw, {iframe_, noembed_});
  set(StartRule::kSelect, {select_});
  set(StartRule::kOption, {option_, optgroup_});
  set(StartRule::kRuby, {rb_, rtc_, rp_, rt_});
  set(StartRule::kForeign, {math_, svg_});
  return rules;
}();

}  // namespace

StraightParser::Step StraightParser::InBody() {
  if (token_.kind == Token::kStart) return StartInBody();
  if (token_.kind == Token::kEnd) return EndInBody();
  tree_.Reconstruct();
  InsertText();
  return Step::kDone;
}

StraightParser::Step StraightParser::StartInBody() {
  switch (kStartRules[static_cast<size_t>(token_.tag)]) {
    case StartRule::kIgnored:
      return Step::kDone;
    case StartRule::kHtml:
      if (!tree_.IsOpen(Tag::template_)) tree_.AdoptAttributes(0, token_);
      return Step::kDone;
    case StartRule::kHead:
      return HeadStartTag();
    case StartRule::kBody:
      if (!tree_.IsOpen(Tag::template_)) tree_.AdoptAttributes(body_, token_);
      return Step::kDone;
    case StartRule::kFrameset:
      return GiveUp("frameset");
    case StartRule::kBlock:
      tree_.CloseParagraph();
      break;
    case StartRule::kHeading:
      tree_.CloseParagraph();
      if (Is(tree_.current(), kHeading)) tree_.Pop();
      break;
    case StartRule::kPre:
      tree_.CloseParagraph();
      skip_newline_ = true;
      break;
    case StartRule::kForm:
      return StartForm();
    case StartRule::kListItem:
      return StartListItem();
    case StartRule::kPlaintext:
      return GiveUp("plaintext");
    case StartRule::kButton:
      return StartButton();
    case StartRule::kLink:
    case StartRule::kNobr:
      return StartLink();
    case StartRule::kFormatting:
      tree_.Reconstruct();
      tree_.OpenFormatting(token_);
      return Step::kDone;
    case StartRule::kMarked:
      tree_.Reconstruct();
      tree_.Open(token_);
      tree_.InsertMarker();
      return Step::kDone;
    case StartRule::kTable:
      return StartTable();
    case StartRule::kVoidInline:
      if (token_.tag == Tag::image_) token_.tag = Tag::img_;
      tree_.Reconstruct();
      tree_.AddLeaf(token_);
      return Step::kDone;
    case StartRule::kVoid:
      tree_.AddLeaf(token_);
      return Step::kDone;
    case StartRule::kHr:
      tree_.CloseParagraph();
      tree_.AddLeaf(token_);
      return Step::kDone;
    case StartRule::kTextarea:
      return InsertRaw(RawKind::kRcdata);
    case StartRule::kXmp:
      tree_.CloseParagraph();
      tree_.Reconstruct();
      return InsertRaw(RawKind::kRawText);
    case StartRule::kRaw:
      return InsertRaw(RawKind::kRawText);
    case StartRule::kSelect:
      return StartSelect();
    case StartRule::kOption:
      if (tree_.current() == Tag::option_) tree_.Pop();
      tree_.Reconstruct();
      break;
    case StartRule::kRuby:
      return StartRuby();
    case StartRule::kForeign:
      return Foreign();
    case StartRule::kOther:
      tree_.Reconstruct();
      break;
  }
  tree_.Open(token_);
  return Step::kDone;
}

StraightParser::Step StraightParser::StartForm() {
  bool in_template = tree_.IsOpen(Tag::template_);
  if (form_ != 0 && !in_template) return Step::kDone;
  tree_.CloseParagraph();
  uint32_t form = tree_.Open(token_);
  if (!in_template) form_ = form;
  return Step::kDone;
}

// <li>, <dd> and <dt> end the item that is open in the same list.
StraightParser::Step StraightParser::StartListItem() {
  bool is_item = token_.tag == Tag::li_;
  for (size_t i = tree_.depth(); i-- > 0;) {
    Tag tag = tree_.tag_at(i);
    if (is_item ? tag == Tag::li_ : (tag == Tag::dd_ || tag == Tag::dt_)) {
      tree_.PopThrough(i);
      break;
    }
    if (Is(tag, kSpecial) && tag != Tag::address_ && tag != Tag::div_ && tag != Tag::p_) break;
  }
  tree_.CloseParagraph();
  tree_.Open(token_);
  return Step::kDone;
}

StraightParser::Step StraightParser::StartButton() {
  size_t open = tree_.FindInScope(Tag::button_, kScopeEdge);
  if (open != kNotOpen) tree_.PopThrough(open);
  tree_.Reconstruct();
  tree_.Open(token_);
  return Step::kDone;
}

// <a> and <nobr> end the one that is still open.
StraightParser::Step StraightParser::StartLink() {
  if (token_.tag == Tag::nobr_) {
    tree_.Reconstruct();
    if (tree_.FindInScope(Tag::nobr_, kScopeEdge) != kNotOpen) {
      if (EndFormatting() == Step::kGiveUp) return Step::kGiveUp;
    }
  } else if (tree_.FindFormatting(Tag::a_) != kNotOpen) {
    if (EndFormatting() == Step::kGiveUp) return Step::kGiveUp;
    size_t left = tree_.FindFormatting(Tag::a_);
    if (left != kNotOpen) return GiveUp("link out of scope");
  }
  tree_.Reconstruct();
  tree_.OpenFormatting(token_);
  return Step::kDone;
}

StraightParser::Step StraightParser::StartTable() {
  if (!quirks_) tree_.CloseParagraph();
  tree_.Open(token_);
  mode_ = Mode::kInTable;
  return Step::kDone;
}

StraightParser::Step StraightParser::StartSelect() {
  tree_.Reconstruct();
  tree_.Open(token_);
  bool in_table = mode_ == Mode::kInTable || mode_ == Mode::kInCaption || mode_ == Mode::kInTableBody ||
                  mode_ == Mode::kInRow || mode_ == Mode::kInCell;
  mode_ = in_table ? Mode::kInSelectInTable : Mode::kInSelect;
  return Step::kDone;
}

StraightParser::Step StraightParser::StartRuby() {
  if (tree_.FindInScope(Tag::ruby_, kScopeEdge) != kNotOpen) {
    bool base = token_.tag == Tag::rb_ || token_.tag == Tag::rtc_;
    tree_.GenerateImpliedEndTags(base ? Tag::kText : Tag::rtc_);
  }
  tree_.Open(token_);
  return Step::kDone;
}

StraightParser::Step StraightParser::EndInBody() {
  switch (token_.tag) {
    // What follows </body> goes on in the body.
    case Tag::body_:
    case Tag::html_:
      return Step::kDone;
    case Tag::template_:
      return TemplateEnd();
    case Tag::form_:
      return EndForm();
    case Tag::p_:
      if (tree_.FindInScope(Tag::p_, kButtonScopeEdge) == kNotOpen) tree_.OpenImplied(Tag::p_);
      tree_.CloseParagraph();
      return Step::kDone;
    case Tag::li_:
      return EndListItem(kListScopeEdge);
    case Tag::dd_:
    case Tag::dt_:
      return EndListItem(kScopeEdge);
    case Tag::br_:
      tree_.Reconstruct();
      tree_.OpenImplied(Tag::br_);
      tree_.Pop();
      return Step::kDone;
    default:
      break;
  }
  switch (kStartRules[static_cast<size_t>(token_.tag)]) {
    case StartRule::kBlock:
    case StartRule::kPre:
    case StartRule::kButton:
      return EndListItem(kScopeEdge);
    case StartRule::kHeading:
      return EndHeading();
    case StartRule::kLink:
    case StartRule::kNobr:
    case StartRule::kFormatting:
      return EndFormatting();
    case StartRule::kMarked:
      return EndMarked();
    default:
      return EndAnyOther();
  }
}

// The end tag of an element that closes all that is open in it.
StraightParser::Step StraightParser::EndListItem(uint32_t edge) {
  size_t open = tree_.FindInScope(token_.tag, edge);
  if (open != kNotOpen) tree_.PopThrough(open);
  return Step::kDone;
}

StraightParser::Step StraightParser::EndForm() {
  size_t position = tree_.FindInScope(Tag::form_, kScopeEdge);
  if (tree_.IsOpen(Tag::template_)) {
    if (position == kNotOpen) return Step::kDone;
    tree_.GenerateImpliedEndTags();
    if (tree_.current() != Tag::form_) return GiveUp("misnested form in a template");
    tree_.Pop();
    return Step::kDone;
  }
  uint32_t form = form_;
  form_ = 0;
  if (form == 0) return Step::kDone;
  if (position == kNotOpen || tree_.node_at(position) != form) return Step::kDone;
  tree_.GenerateImpliedEndTags();
  tree_.Remove(position);
  return Step::kDone;
}

StraightParser::Step StraightParser::EndHeading() {
  for (size_t i = tree_.depth(); i-- > 0 && !Is(tree_.tag_at(i), kScopeEdge);) {
    if (!Is(tree_.tag_at(i), kHeading)) continue;
    tree_.PopThrough(i);
    break;
  }
  return Step::kDone;
}

// The adoption agency algorithm.
StraightParser::Step StraightParser::EndFormatting() {
  constexpr int kRounds = 8;
  if (tree_.current() == token_.tag && !tree_.IsCurrentListed()) return tree_.Pop(), Step::kDone;
  for (int round = 0; round < kRounds; ++round) {
    const size_t index = tree_.FindFormatting(token_.tag);
    if (index == kNotOpen) return EndAnyOther();
    const TreeBuilder::FormattingEntry entry = tree_.formatting(index);
    if (!tree_.IsStillOpen(entry)) {
      tree_.RemoveFormatting(index);
      return Step::kDone;
    }
    size_t block = kNotOpen;
    for (size_t i = tree_.depth(); --i > entry.position;) {
      if (Is(tree_.tag_at(i), kScopeEdge)) return Step::kDone;
      if (Is(tree_.tag_at(i), kSpecial)) block = i;
    }
    if (block == kNotOpen) {
      tree_.PopThrough(entry.position);
      tree_.RemoveFormatting(index);
      return Step::kDone;
    }
    if (!tree_.Adopt(index, block, &form_)) return GiveUp("many blocks in formatting elements");
  }
  return Step::kDone;
}

StraightParser::Step StraightParser::EndMarked() {
  size_t open = tree_.FindInScope(token_.tag, kScopeEdge);
  if (open == kNotOpen) return Step::kDone;
  tree_.PopThrough(open);
  tree_.ClearToMarker();
  return Step::kDone;
}

StraightParser::Step StraightParser::EndAnyOther() {
  if (!tree_.IsOpen(token_.tag)) return Step::kDone;
  for (size_t i = tree_.depth(); i-- > 0;) {
    if (tree_.HasTheName(i, token_)) {
      tree_.PopThrough(i);
      break;
    }
    if (Is(tree_.tag_at(i), kSpecial)) break;
  }
  return Step::kDone;
}

// An <svg> or <math> element to its end, or to the HTML tag that ends it.
StraightParser::Step StraightParser::Foreign() {
  tree_.Reconstruct();
  size_t root = tree_.depth();
  if (token_.self_closing) {
    tree_.AddLeaf(token_, kForeign);
    return Step::kDone;
  }
  tree_.Open(token_, kForeign);
  while (tree_.depth() > root && tokenizer_.Next(&token_, true)) {
    Step step = Step::kDone;
    if (token_.kind == Token::kStart) {
      step = ForeignStartTag(root);
    } else if (token_.kind == Token::kEnd) {
      step = ForeignEndTag(root);
    } else if (token_.kind == Token::kText || token_.kind == Token::kCData) {
      tree_.AddText(token_.begin, token_.finish, token_.kind == Token::kCData, token_.blank);
    }
    if (step != Step::kDone) return step;
    if (!tree_.InBounds()) return GiveUp("depth");
  }
  if (tree_.depth() > root) tree_.PopThrough(root);
  return Step::kDone;
}

StraightParser::Step StraightParser::ForeignStartTag(size_t root) {
  bool may_hold_html = tree_.depth() > root + 1 && Is(tree_.current(), kIntegration);
  if (may_hold_html || token_.tag == Tag::font_) return GiveUp("HTML in foreign content");
  if (Is(token_.tag, kBreakout)) return LeaveForeign(root);
  if (token_.self_closing)
    tree_.AddLeaf(token_, kForeign);
  else
    tree_.Open(token_, kForeign);
  return Step::kDone;
}

StraightParser::Step StraightParser::ForeignEndTag(size_t root) {
  for (size_t i = tree_.depth(); i-- > root;) {
    if (!tree_.HasTheName(i, token_)) continue;
    tree_.PopThrough(i);
    return Step::kDone;
  }
  if (token_.tag == Tag::p_ || token_.tag == Tag::br_) return LeaveForeign(root);
  // Gumbo 0.10.1 has its own mind about forms, and about formatting elements that are not the next around.
  const bool formatting = Is(token_.tag, kFormatting) && tree_.tag_at(root - 1) != token_.tag;
  if (formatting || token_.tag == Tag::form_ || !IsPlainForeign(root))
    return GiveUp("HTML end tag in foreign content");
  // It ends an element around this one, or does nothing.
  const size_t depth = tree_.depth();
  const uint32_t node = tree_.node_at(root);
  Step step;
  do step = Dispatch();
  while (step == Step::kAgain);
  const bool same = tree_.depth() == depth && tree_.node_at(root) == node;
  if (tree_.depth() > root && !same) return GiveUp("HTML end tag in foreign content");
  return step;
}

// Ends the foreign elements from `root` on, for the tag to be looked at again.
StraightParser::Step StraightParser::LeaveForeign(size_t root) {
  if (!IsPlainForeign(root)) return GiveUp("HTML in foreign content");
  tree_.PopThrough(root);
  return Step::kAgain;
}

// Whether none of the open elements from `root` on holds HTML or has the name of an element of HTML.
bool StraightParser::IsPlainForeign(size_t root) const {
  for (size_t i = root; i < tree_.depth(); ++i) {
    const Tag tag = tree_.tag_at(i);
    if (tag != Tag::svg_ && tag != Tag::math_ && tag != Tag::kUnknown) return false;
  }
  return true;
}

}  // namespace dechaff::html
