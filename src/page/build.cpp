// Walks the tree once, in document order, and renders it: white space collapses as CSS has it, a block
// ends at every edge of a block-level element, at cells and at an empty line made of `br`.
#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "html/attributes.h"
#include "html/scan.h"
#include "page/measures.h"
#include "page/page.h"
#include "text/byte_mask.h"
#include "text/hash.h"
#include "text/swar.h"

namespace dechaff::page {
namespace {

using html::Layout;
using html::Node;
using html::Tag;

// Elements whose content is not part of the page's text as a reader sees it.
bool IsUnrendered(Tag tag) {
  switch (tag) {
    case Tag::noscript_:
    case Tag::select_:
    case Tag::textarea_:
    case Tag::video_:
    case Tag::audio_:
    case Tag::canvas_:
    case Tag::svg_:
    case Tag::rp_:
    case Tag::rt_:
    case Tag::progress_:
    case Tag::meter_:
      return true;
    default:
      return html::LayoutOf(tag) == Layout::kNone;
  }
}

// Inline by default, but drawn as a box of its own.
bool IsBox(Tag tag) { return tag == Tag::button_ || tag == Tag::label_; }

bool IsCode(Tag tag) {
  return tag == Tag::code_ || tag == Tag::kbd_ || tag == Tag::samp_ || tag == Tag::var_ || tag == Tag::tt_;
}

uint8_t HeadingLevel(Tag tag) {
  return tag >= Tag::h1_ && tag <= Tag::h6_
             ? static_cast<uint8_t>(static_cast<int>(tag) - static_cast<int>(Tag::h1_) + 1)
             : uint8_t{0};
}

constexpr uint32_t kMostAside = 40;  // bytes; see Builder::IsAside

bool HidesByStyle(std::string_view style) {
  const size_t at = style.find("display");
  if (at == std::string_view::npos) return style.find("visibility:hidden") != std::string_view::npos;
  std::string_view rest = style.substr(at + 7);
  while (!rest.empty() && (rest[0] == ' ' || rest[0] == ':')) rest.remove_prefix(1);
  return rest.starts_with("none");
}

// One past the text at `p` that is drawn as it stands: no white space but single blanks between other
// characters, no references, no NUL. REQUIRES: the character before `p` is none of these.
const char* PlainEnd(const char* p, const char* end) {
#ifdef __SSE2__
  for (; end - p > 16; p += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 1));
    const __m128i blank = _mm_set1_epi8(' '), control = _mm_set1_epi8(' ' - 1);
    const __m128i twice = _mm_and_si128(_mm_cmpeq_epi8(bytes, blank), _mm_cmpeq_epi8(next, blank));
    const __m128i below = _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes);
    const __m128i marks = _mm_or_si128(_mm_or_si128(below, twice), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&')));
    if (_mm_movemask_epi8(marks) != 0) break;
  }
#endif
  for (; end - p > 8; p += 8) {
    const uint64_t word = text::Load8(p), blank = text::Bytes(' ');
    const uint64_t twice = (word ^ blank) | (text::Load8(p + 1) ^ blank);
    if (text::ByteBelow(word, ' ') | text::ZeroByte(word ^ text::Bytes('&')) | text::ZeroByte(twice)) break;
  }
  const auto ends = [](char c) { return (html::IsSpace(c) && c != ' ') || c == '&' || c == '\0'; };
  while (p < end && !ends(*p) && !(*p == ' ' && p[-1] == ' ')) ++p;
  return p[-1] == ' ' ? p - 1 : p;
}

bool IsBlank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f'; });
}

// Continues a signature with the class of an element; digits, which often number it, are left out.
uint32_t Sign(uint32_t signature, std::string_view name) {
  constexpr size_t kStep = sizeof(text::Lanes), kLongest = 1024;
  std::array<char, kLongest + kStep> kept;
  size_t size = 0;
  name = name.substr(0, kLongest);
  for (size_t at = 0; at < name.size(); at += kStep) {
    const size_t count = std::min(name.size() - at, kStep);
    const text::Lanes bytes = text::LanesUpTo16(name.data() + at, count);
    std::memcpy(kept.data() + size, &bytes, kStep);
    if (text::HighBits(reinterpret_cast<text::Lanes>(bytes - '0' < 10)) == 0) {
      size += count;
    } else {
      for (const char c : name.substr(at, count)) {
        kept[size] = c;
        size += c < '0' || c > '9';
      }
    }
  }
  if (size == 0) return signature;
  return static_cast<uint32_t>(text::HashOn8(signature, text::QuickHash({kept.data(), size})) >> 32);
}

// An open element, and what holds inside it.
struct Open {
  uint32_t end;      // node after the last descendant
  uint32_t element;  // index in Page::elements, the nearest one
  uint32_t row;
  uint8_t heading;
  uint8_t list_depth;
  bool cuts;  // ends the block before and after it
  bool preformatted, link, quote, item, caption, is_element;
};

class Builder {
 public:
  Builder(const html::Tree& tree, const NameBook& names, Page* page, Scripting scripting)
      : tree_(tree), names_(names), page_(*page), scripting_(scripting) {}

  void Run() {
    constexpr size_t kManyNodes = 400;
    if (tree_.nodes.size() > kManyNodes) names_.Fetch();
    open_.push_back({static_cast<uint32_t>(tree_.nodes.size()), 0, 0, 0, 0, true, false, false, false, false,
                     false, false});
    page_.elements.push_back({0, 0, 0, 0, 0, Tag::html_, false, 0, {}, 0, 0});
    page_.sums.push_back({});
    for (uint32_t i = 0; i < tree_.nodes.size();) {
      while (open_.size() > 1 && i >= open_.back().end) Leave();
      const Node& node = tree_.nodes[i];
      if (node.tag == Tag::kText) {
        AddText(node);
        ++i;
      } else if ((IsUnrendered(node.tag) && !(node.tag == Tag::noscript_ && scripting_ == Scripting::kOff)) ||
                 (node.flags & html::kDropped) != 0) {
        if (node.tag == Tag::select_ || node.tag == Tag::textarea_) ++pending_.inputs;
        i = node.end;
      } else if (IsAside(i)) {
        i = node.end;
      } else {
        Enter(i);
        ++i;
      }
    }
    while (open_.size() > 1) Leave();
    EndBlock();
    page_.elements[0].end = static_cast<uint32_t>(page_.elements.size());
    page_.elements[0].end_block = static_cast<uint32_t>(page_.blocks.size());
    Measure();
  }

 private:
  // Whether a node holds a few words that are not drawn, beside text that is: a number or a note for scripts.
  // What is longer may be the rest of the text, which a click unfolds.
  bool IsAside(uint32_t i) {
    const Node& node = tree_.nodes[i];
    if (node.tag != Tag::span_ || node.end != i + 2) return false;
    const Node& inner = tree_.nodes[i + 1];
    if (inner.tag != Tag::kText || inner.finish - inner.begin > kMostAside) return false;
    const bool text_after = node.end < tree_.nodes.size() && tree_.nodes[node.end].tag == Tag::kText &&
                            (tree_.nodes[node.end].flags & html::kBlank) == 0;
    return (in_block_ || text_after) && !ReadAttributes(node).drawn;
  }

  void Enter(uint32_t i) {
    const Node& node = tree_.nodes[i];
    if (node.tag == Tag::br_) return Break();
    if (node.tag == Tag::img_) return void(++pending_.images);
    if (node.tag == Tag::input_) return void(++pending_.inputs);
    const Layout layout = html::LayoutOf(node.tag);
    const bool cuts = layout == Layout::kBlock || layout == Layout::kCell || IsBox(node.tag);
    if (cuts) EndBlock();
    open_.push_back(open_.back());
    Open& open = open_.back();
    open.end = node.end;
    open.cuts = cuts;
    open.is_element = false;
    if (cuts) {
      OpenElement(i, &open);
    } else if (node.tag == Tag::a_) {
      open.link = true;
      link_begin_ = TextOffset();
    } else if (node.tag == Tag::span_ || node.tag == Tag::time_ || node.tag == Tag::small_) {
      inline_names_.Add(ReadAttributes(node).names);
    } else if (IsCode(node.tag)) {
      page_.codes.push_back(i);
    }
  }

  void OpenElement(uint32_t i, Open* open) {
    const Node& node = tree_.nodes[i];
    const Looks& looks = ReadAttributes(node);
    const auto index = static_cast<uint32_t>(page_.elements.size());
    Element& e = page_.elements.emplace_back();  // filled where it is: copies of it would wait for its bytes
    const Element& parent = page_.elements[open->element];
    e.node = i;
    e.parent = open->element;
    e.first_block = e.end_block = static_cast<uint32_t>(page_.blocks.size());
    e.tag = node.tag;
    e.hidden = parent.hidden || looks.hidden;
    e.depth = static_cast<uint16_t>(parent.depth + 1);
    e.names = looks.names;
    e.signature = static_cast<uint32_t>(node.tag) ^ looks.signature;
    e.weight = parent.weight + looks.weight;
    open->element = index;
    open->is_element = true;
    switch (node.tag) {
      case Tag::tr_:
        open->row = i;
        break;
      case Tag::pre_:
      case Tag::listing_:
      case Tag::xmp_:
      case Tag::plaintext_:
        open->preformatted = true;
        break;
      case Tag::blockquote_:
        open->quote = true;
        break;
      case Tag::ul_:
      case Tag::ol_:
      case Tag::menu_:
      case Tag::dir_:
        ++open->list_depth;
        open->item = false;
        break;
      case Tag::li_:
        open->item = true;
        break;
      case Tag::figcaption_:
      case Tag::caption_:
        open->caption = true;
        break;
      case Tag::table_:
        open->row = 0;
        break;
      default:
        if (const uint8_t level = HeadingLevel(node.tag)) open->heading = level;
    }
  }

  void Leave() {
    const Open& open = open_.back();
    if (open.cuts) EndBlock();
    if (open.is_element) {
      Element& e = page_.elements[open.element];
      e.end = static_cast<uint32_t>(page_.elements.size());
      e.end_block = static_cast<uint32_t>(page_.blocks.size());
    }
    const bool link_ends = open.link && !open_[open_.size() - 2].link;
    open_.pop_back();
    if (link_ends && in_block_) AddLink();
  }

  // What the attributes of `node` say. Pages repeat theirs a lot, and those of a site each other's.
  const Looks& ReadAttributes(const Node& node) {
    static const Looks kPlain;
    const std::string_view attributes = tree_.Attributes(node);
    if (attributes.empty()) return kPlain;
    const uint64_t key = page_.known_looks.hash(attributes);
    LooksMemo::Entry& known = page_.known_looks.entries[key % page_.known_looks.entries.size()];
    if (known.key != key) known = {key, ReadAttributes(attributes)};
    return known.looks;
  }

  Looks ReadAttributes(std::string_view attributes) const {
    Looks looks;
    for (html::AttributeReader a(attributes); a.Next();) {
      switch (html::PackedLower(a.name())) {
        case html::Packed("class"):
          looks.signature = Sign(looks.signature, a.value());
          [[fallthrough]];
        case html::Packed("id"):
        case html::Packed("role"):
        case html::Packed("itemprop"):
          if (a.name().size() <= 8)
            looks.names.Add(names_.Find(a.value(), &page_.known_names, &looks.weight));
          break;
        case html::Packed("style"):
          looks.drawn &= !HidesByStyle(a.value());
          break;
        case html::Packed("hidden"):
          looks.drawn = false;
          break;
        case html::Packed("aria-hid"):
          looks.hidden |=
              html::EqualsIgnoreCase(a.name(), "aria-hidden") && html::EqualsIgnoreCase(a.value(), "true");
          break;
        default:
          break;
      }
    }
    looks.hidden |= !looks.drawn;
    return looks;
  }

  void Break() {
    if (!in_block_) return;
    if (++breaks_ == 2 && !open_.back().preformatted) EndBlock();
  }

  void AddText(const Node& node) {
    if (node.flags & html::kBlank && !open_.back().preformatted) {
      space_ = true;
      return;
    }
    if (open_.back().preformatted) return AddPreformatted(node);
    const std::string_view source = tree_.source;
    for (uint32_t i = node.begin; i < node.finish;) {
      const char c = source[i];
      if (html::IsSpace(c)) {
        space_ = true;
        ++i;
      } else if (c == '&' && !(node.flags & html::kRaw)) {
        i += AddReference(i, node.finish);
      } else if (c == '\0') {
        ++i;
      } else {
        const char* const stop = PlainEnd(source.data() + i + 1, source.data() + node.finish);
        const auto j = static_cast<uint32_t>(stop - source.data());
        Put(source.data() + i, j - i, i, j);
        i = j;
      }
    }
  }

  // A character reference at `i`; returns the bytes it takes.
  uint32_t AddReference(uint32_t i, uint32_t end) {
    char decoded[8];
    size_t size = 0;
    const auto taken =
        static_cast<uint32_t>(html::DecodeReference(tree_.source.substr(i, end - i), false, decoded, &size));
    if (taken == 0) {
      Put("&", 1, i, i + 1);
      return 1;
    }
    if (size == 1 && html::IsSpace(decoded[0])) {
      space_ = true;
    } else {
      Put(decoded, size, i, i + taken);
    }
    return taken;
  }

  void AddPreformatted(const Node& node) {
    const std::string_view source = tree_.source;
    for (uint32_t i = node.begin; i < node.finish;) {
      const char c = source[i];
      if (c == '&') {
        char decoded[8];
        size_t size = 0;
        const auto taken = static_cast<uint32_t>(
            html::DecodeReference(source.substr(i, node.finish - i), false, decoded, &size));
        if (taken == 0) {
          Put("&", 1, i, i + 1);
        } else {
          Put(decoded, size, i, i + taken);
        }
        i += std::max(taken, 1u);
      } else if (c == '\r' || c == '\0') {
        if (c == '\r' && (i + 1 == node.finish || source[i + 1] != '\n')) Put("\n", 1, i, i + 1);
        ++i;
      } else {
        uint32_t j = i + 1;
        while (j < node.finish && source[j] != '&' && source[j] != '\r' && source[j] != '\0') ++j;
        Put(source.data() + i, j - i, i, j);
        i = j;
      }
    }
  }

  // Writes bytes that came from source[from, to), after the blank or line end that is due.
  void Put(const char* bytes, size_t size, uint32_t from, uint32_t to) {
    std::string& text = page_.text;
    if (!in_block_) {
      StartBlock(from);
    } else if (breaks_ > 0) {
      text += '\n';
      block_.lines = true;
    } else if (space_) {
      text += ' ';
    }
    breaks_ = 0;
    space_ = false;
    const auto at = static_cast<uint32_t>(text.size());
    const Anchor* last = page_.anchors.empty() ? nullptr : &page_.anchors.back();
    if (!last || last->source + (at - last->text) != from) page_.anchors.push_back({at, from});
    text.append(bytes, size);
    block_.source_end = to;
  }

  uint32_t TextOffset() const { return static_cast<uint32_t>(page_.text.size()); }

  void StartBlock(uint32_t from) {
    const Open& open = open_.back();
    in_block_ = true;
    block_ = {};
    block_.text_begin = TextOffset();
    block_.source_begin = from;
    block_.element = open.element;
    block_.row = open.row;
    if (open.heading) {
      block_.kind = ParagraphKind::kHeading;
      block_.level = open.heading;
    } else if (open.preformatted) {
      block_.kind = ParagraphKind::kPreformatted;
    } else if (open.caption) {
      block_.kind = ParagraphKind::kCaption;
    } else if (open.item) {
      block_.kind = ParagraphKind::kListItem;
      block_.level = std::max<uint8_t>(open.list_depth, 1);
    } else if (open.quote) {
      block_.kind = ParagraphKind::kQuote;
    }
    if (open.link) link_begin_ = block_.text_begin;
  }

  void AddLink() {
    if (TextOffset() > link_begin_ && link_begin_ >= block_.text_begin) {
      links_.push_back({link_begin_, TextOffset()});
    }
  }

  void EndBlock() {
    space_ = false;
    breaks_ = 0;
    if (in_block_) FinishBlock();
  }

  void FinishBlock() {
    if (open_.back().link) AddLink();
    in_block_ = false;
    block_.text_end = TextOffset();
    if (IsBlank(page_.Text(block_))) return DropBlock();
    block_.names = inline_names_;
    inline_names_ = {};
    pending_.headings = block_.kind == ParagraphKind::kHeading;
    pending_.links = static_cast<uint32_t>(links_.size() - first_link_);
    first_link_ = links_.size();
    page_.text += '\n';
    page_.blocks.push_back(block_);
    page_.sums.push_back(pending_);
    pending_ = {};
  }

  // Takes back a block of blanks.
  void DropBlock() {
    page_.text.resize(block_.text_begin);
    while (!page_.anchors.empty() && page_.anchors.back().text >= block_.text_begin) page_.anchors.pop_back();
    links_.resize(first_link_);
  }

  // Counts what the text of the blocks holds, and sums all measures up.
  void Measure() {
    const std::span<Measures> measures = std::span(page_.sums).subspan(1);
    CountBlocks(page_.text, page_.blocks, links_, measures);
    Measures sum;
    for (Measures& m : measures) {
      if (m.tokens >= kProseTokens && m.link_tokens * 3 < m.tokens && m.stops > 0) m.prose = m.tokens;
      m = sum += m;
    }
  }

  static constexpr uint32_t kProseTokens = 15;

  const html::Tree& tree_;
  const NameBook& names_;
  Page& page_;
  const Scripting scripting_;
  std::vector<Open> open_;
  std::vector<LinkSpan> links_;
  size_t first_link_ = 0;  // of the block at hand
  Block block_{};
  Measures pending_;  // images and controls since the last block
  NameSet inline_names_;
  uint32_t link_begin_ = 0;
  int breaks_ = 0;
  bool in_block_ = false, space_ = false;
};

}  // namespace

void Page::Clear() {
  tree = nullptr;
  text.clear();
  anchors.clear();
  blocks.clear();
  elements.clear();
  sums.clear();
  codes.clear();
}

void BuildPage(const html::Tree& tree, const NameBook& names, Page* page, Scripting scripting) {
  page->Clear();
  page->tree = &tree;
  Builder(tree, names, page, scripting).Run();
}

}  // namespace dechaff::page
