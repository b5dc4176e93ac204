// Writes the skeleton token by token, and remembers what each start tag and text run stood for.
#include "html/skeleton.h"

#include <algorithm>

#include "html/attributes.h"
#include "html/doctype.h"
#include "html/fingerprint.h"
#include "html/scan.h"
#include "html/text_run.h"

namespace dechaff::html {
namespace {

// Gumbo 0.10.1 lets the end tag of any element that it does not know close any other such element. So
// they get the names of elements that it knows, that have no rules of their own, and that hardly occur. A
// name is free again when its element has had as many end tags as start tags.
constexpr std::string_view kStandInNames[Skeleton::kStandIns] = {
    "nextid", "multicol", "blink",    "acronym", "bdi",    "bdo",   "dfn",   "samp", "kbd",    "meter",
    "output", "progress", "datalist", "map",     "canvas", "audio", "video", "data", "legend", "mark"};

// Elements whose rules Gumbo does not know or has otherwise than the standard, and ones with theirs.
std::string_view GumboName(Tag tag) {
  switch (tag) {
    case Tag::search_:
      return "hgroup";
    case Tag::dialog_:
      return "dir";
    case Tag::isindex_:
      return "spacer";
    default:
      return TagName(tag);
  }
}

}  // namespace

void Skeleton::Build(std::string_view source) {
  source_ = source;
  tokenizer_ = Tokenizer(source);
  text_.clear();
  pieces_.clear();
  stand_ins_.fill({});
  estimate_.Reset(source);
  had_doctype_ = skip_newline_ = false;
  first_html_ = first_body_ = kNoPiece;
  Token token;
  while (tokenizer_.Next(&token, estimate_.AllowsCData())) {
    if (skip_newline_ && token.kind == Token::kText)
      token.begin += static_cast<uint32_t>(LeadingNewline(Range(token.begin, token.finish)));
    if (token.kind != Token::kComment) skip_newline_ = false;
    switch (token.kind) {
      case Token::kText:
        Text(token.begin, token.finish);
        break;
      case Token::kCData:
        AddText('x', token.begin, token.finish, true);
        break;
      case Token::kStart:
        StartTag(token);
        break;
      case Token::kEnd:
        EndTag(token);
        break;
      case Token::kDoctype:
        Doctype(token);
        break;
      // Text before and after a comment is not one run, which matters in tables.
      case Token::kComment:
        EndTextRun();
        break;
    }
  }
}

size_t Skeleton::PieceAt(size_t at, size_t hint) const {
  if (hint < pieces_.size() && pieces_[hint].at == at) return hint;
  auto found = std::lower_bound(pieces_.begin(), pieces_.end(), at,
                                [](const Piece& piece, size_t position) { return piece.at < position; });
  return static_cast<size_t>(found - pieces_.begin());
}

void Skeleton::Doctype(const Token& token) {
  if (had_doctype_) return;
  had_doctype_ = true;
  text_ += IsQuirky(Range(token.begin, token.finish)) ? "<!doctype quirks>" : "<!doctype html>";
}

void Skeleton::StartTag(const Token& token) {
  RawKind raw;
  bool is_raw = RawKindOf(token.tag, &raw) && !estimate_.InForeign() && !estimate_.InColumns() &&
                !(estimate_.InSelect() && token.tag != Tag::script_ && token.tag != Tag::textarea_);
  bool kept = estimate_.Start(token);
  bool foreign = estimate_.last_was_foreign();
  if (kept) {
    bool counts = !foreign && !estimate_.InTemplate();
    if (token.tag == Tag::html_ && counts) {
      // A second one changes nothing, but Gumbo 0.10.1 would open the head for it.
      if (first_html_ != kNoPiece) return EndTextRun();
      first_html_ = pieces_.size();
    }
    if (token.tag == Tag::body_ && counts && first_body_ == kNoPiece && !estimate_.InSelect())
      first_body_ = pieces_.size();
    pieces_.push_back(
        {.at = static_cast<uint32_t>(text_.size()),
         .begin = token.begin,
         .finish = token.finish,
         .name_size = static_cast<uint16_t>(std::min<uint32_t>(token.begin - token.name_begin, UINT16_MAX)),
         .tag = token.tag == Tag::image_ && !foreign ? Tag::img_ : token.tag,
         .raw = false});
    text_ += '<';
    WriteName(token, foreign);
    WriteSteeringAttributes(token, foreign);
    if (token.self_closing && foreign) text_ += '/';
    text_ += '>';
  }
  if (is_raw) RawContentOf(token, raw);
  skip_newline_ = (token.tag == Tag::pre_ || token.tag == Tag::listing_) && !foreign &&
                  !estimate_.InSelect() && !estimate_.InColumns();
}

void Skeleton::EndTag(const Token& token) {
  bool breaks_out = estimate_.BreaksOut(token);
  if (!estimate_.End(token)) return;
  // Of end tags Gumbo 0.10.1 does not know that they end foreign content; a stray <head> does only that.
  if (breaks_out) text_ += "<head>";
  // Gumbo 0.10.1 would move the text before </form> behind the form, be there ignored tags between or not.
  if (token.tag == Tag::form_) text_ += "<!>";
  text_ += "</";
  WriteName(token, estimate_.last_was_foreign());
  text_ += '>';
}

void Skeleton::WriteName(const Token& token, bool foreign) {
  if (token.tag != Tag::kUnknown) {
    // A foreign element named select makes Gumbo abort.
    text_ += !foreign ? GumboName(token.tag) : token.tag == Tag::select_ ? "spacer" : TagName(token.tag);
    return;
  }
  text_ += StandInName(token, foreign);
}

std::string_view Skeleton::StandInName(const Token& token, bool foreign) {
  std::string_view name = token.Name(source_);
  bool is_end = token.kind == Token::kEnd;
  size_t index = 0, free = kStandIns;
  for (; index < kStandIns && !EqualsIgnoreCase(stand_ins_[index].name, name); ++index)
    if (stand_ins_[index].open == 0) free = std::min(free, index);
  if (index == kStandIns) {
    if (is_end || free == kStandIns) return "unknown";
    index = free;
    stand_ins_[index].name = name;
  }
  uint32_t& open = stand_ins_[index].open;
  if (is_end)
    open -= open > 0;
  else
    open += !(foreign && token.self_closing);
  return kStandInNames[index];
}

// The attributes that tree construction looks at. Of formatting elements it compares them all.
void Skeleton::WriteSteeringAttributes(const Token& token, bool foreign) {
  if (token.begin == token.finish) return;
  std::string_view attributes = Range(token.begin, token.finish);
  if (token.tag == Tag::input_) {
    if (EqualsIgnoreCase(FindAttribute(attributes, "type"), "hidden")) text_ += " type=hidden";
  } else if (token.tag == Tag::annotation_xml_) {
    std::string_view encoding = FindAttribute(attributes, "encoding");
    if (EqualsIgnoreCase(encoding, "text/html") || EqualsIgnoreCase(encoding, "application/xhtml+xml"))
      text_ += " encoding=text/html";
  } else if (Is(token.tag, kFormatting) && !foreign) {
    uint64_t print = AttributesFingerprint(attributes);
    if (print == 0) return;
    text_ += token.tag == Tag::font_ ? " color=" : " h=";
    for (; print != 0; print >>= 12) text_ += static_cast<char>('A' + print % 26);
  }
}

void Skeleton::Text(uint32_t begin, uint32_t finish) {
  while (begin < finish) {
    auto blank = static_cast<uint32_t>(BlankPrefix(Range(begin, finish), true));
    if (blank > 0) AddText(' ', begin, begin + blank, false);
    begin += blank;
    if (begin == finish) return;
    if (source_[begin] != '\0') return AddText('x', begin, finish, false);
    uint32_t run = begin;
    while (begin < finish && source_[begin] == '\0') ++begin;
    AddText('\0', run, begin, false);
  }
}

// An element whose content holds no markup; its end tag is written as well.
void Skeleton::RawContentOf(const Token& token, RawKind kind) {
  RawContent content = tokenizer_.RawText(token, kind);
  if (token.tag == Tag::textarea_)
    content.begin += static_cast<uint32_t>(LeadingNewline(Range(content.begin, content.finish)));
  bool raw = kind != RawKind::kRcdata;
  bool blank = BlankPrefix(Range(content.begin, content.finish), !raw) == content.finish - content.begin;
  AddText(blank ? ' ' : 'x', content.begin, content.finish, raw);
  if (!content.closed) return;
  text_ += "</";
  WriteName(token, false);
  text_ += '>';
}

void Skeleton::EndTextRun() {
  if (!pieces_.empty() && pieces_.back().at + 1 == text_.size()) text_ += "<!>";
}

void Skeleton::AddText(char character, uint32_t begin, uint32_t finish, bool raw) {
  if (begin == finish) return;
  pieces_.push_back({.at = static_cast<uint32_t>(text_.size()),
                     .begin = begin,
                     .finish = finish,
                     .name_size = 0,
                     .tag = Tag::kText,
                     .raw = raw});
  text_ += character;
}

}  // namespace dechaff::html
