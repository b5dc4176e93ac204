// Parts text into lines and stretches of lines, and makes drafts of them.
#include "prose/lines.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "prose/hyphens.h"
#include "prose/label.h"
#include "prose/layout.h"
#include "text/byte_mask.h"
#include "text/normalise.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

using text::Block;
using text::BlockAt;
using text::CountBytes;
using text::Lanes;
using text::MaskOf;

// A stretch of lines is ended at this many bytes even without an empty line.
constexpr size_t kMaxStretch = size_t{256} << 10;

// Items of lists are indented no further.
constexpr uint32_t kMostIndent = 40;

constexpr std::string_view kSoftHyphen = "\u00AD";

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\v'; }

// Bytes of the blank at or before a place of `line`, 0 if there is none. What is a blank only when it has its
// normal form, as a no-break space, is one here, or the line would be another when it is read again.
size_t BlankAt(std::string_view line, size_t at) {
  if (at == line.size()) return 0;
  if (static_cast<unsigned char>(line[at]) < 0x80) return IsBlank(line[at]);
  int size;
  return text::IsSpace(text::DecodeAt(line.data() + at, line.data() + line.size(), &size))
             ? static_cast<size_t>(size)
             : 0;
}
size_t BlankBefore(std::string_view line, size_t end) {
  if (static_cast<unsigned char>(line[end - 1]) < 0x80) return IsBlank(line[end - 1]);
  int size;
  return text::IsSpace(text::DecodeBefore(line.data(), line.data() + end, &size)) ? static_cast<size_t>(size)
                                                                                  : 0;
}

// Whether nothing of a line is left in its normal form: controls and characters without a shape.
bool IsInvisible(std::string_view line) {
  constexpr size_t kLongest = 64;
  const auto c = static_cast<unsigned char>(line.front());
  if (line.size() > kLongest || (c >= 0x20 && c < 0x7F)) return false;
  std::string normal;
  return text::NormaliseIfNeeded(line, {}, &normal, nullptr) && normal.empty();
}

uint32_t Columns(std::string_view text) {
  return static_cast<uint32_t>(text.size() - CountBytes(text, [](Lanes c) { return (c & 0xC0) == 0x80; }));
}

// Lanes before the first line end of `text`.
size_t LineSize(std::string_view text) {
  for (size_t base = 0; base < text.size(); base += Block::kSize) {
    const uint64_t ends =
        MaskOf(BlockAt(text, base), [](Lanes c) { return (c == '\n') | (c == '\r') | (c == '\f'); });
    if (ends != 0) return base + static_cast<size_t>(std::countr_zero(ends));
  }
  return text.size();
}

// Whether a line among others is short enough for a label: it leaves room that wrapped text would fill.
bool MayBeLabel(uint32_t columns, uint32_t widest) {
  return widest < kNarrowest || columns * 4 <= widest * 3;
}

// Whether a line end between the two stands for a blank: not between letters of scripts without blanks.
bool NeedsBlank(std::string_view before, std::string_view after) {
  int size = 0;
  const char* end = before.data() + before.size();
  return !(text::IsCjkOrThai(text::DecodeBefore(before.data(), end, &size)) &&
           text::IsCjkOrThai(text::DecodeAt(after.data(), after.data() + after.size(), &size)));
}

}  // namespace

struct LineReader::Impl {
  Impl(const Options& o, const judge::PhraseBook* p, DraftSink* s) : options(o), phrases(*p), sink(*s) {
    if (o.dehyphenate != nullptr) hyphens.emplace(o.dehyphenate);
  }

  // Takes the bytes up to a line end, which is not among them.
  void EndLine() {
    std::string_view line = std::string_view(stretch).substr(line_begin);
    size_t lead = 0;
    uint32_t indent = 0;
    for (size_t blank; (blank = BlankAt(line, lead)) > 0; lead += blank) indent += line[lead] == '\t' ? 4 : 1;
    size_t size = line.size();
    for (size_t blank; size > lead && (blank = BlankBefore(line, size)) > 0;) size -= blank;
    if (size == lead || IsInvisible(line.substr(lead, size - lead))) {
      stretch.resize(line_begin);
      EndStretch();
      return;
    }
    spans.push_back({line_begin + lead, size - lead, line_source + lead, indent});
    line_begin = stretch.size();
    if (stretch.size() >= kMaxStretch) EndStretch();
  }

  // REQUIRES: no line under way.
  void EndStretch() {
    if (!spans.empty()) {
      lines.clear();
      uint32_t widest = 0;
      for (const Span& s : spans) {
        const std::string_view text = std::string_view(stretch).substr(s.begin, s.size);
        lines.push_back({text, s.source, s.indent, spans.size() > 1 ? Columns(text) : 0});
        widest = std::max(widest, lines.back().columns);
      }
      unlabelled.clear();
      for (Line& line : lines) {
        if (lines.size() > 1 && MayBeLabel(line.columns, widest)) line.match = MatchLabel(line.text, phrases);
        line.label = line.match && line.match->sure;
        if (!line.label) unlabelled.push_back(line);
      }
      if (hyphens) {
        for (const Line& line : lines) hyphens->Learn(line.text);
      }
      EmitStretch();
    }
    stretch.clear();
    spans.clear();
    line_begin = 0;
  }

  Layout LayoutOf(std::span<const Line> part) {
    const Layout layout = FindLayout(part, &width);
    const bool prose = layout == Layout::kWrapped || layout == Layout::kVerse || layout == Layout::kLines;
    if (!prose || part.size() == 1 || options.unwrap == Unwrap::kAuto) return layout;
    if (options.unwrap == Unwrap::kAlways) return Layout::kWrapped;
    return layout == Layout::kWrapped ? Layout::kVerse : layout;
  }

  // Labels part what stands between them, but for the lines of one wrapped paragraph: what is wrapped is
  // told by all of them together.
  void EmitStretch() {
    const Layout layout = unlabelled.empty() ? Layout::kLines : LayoutOf(unlabelled);
    const std::span<const Line> all = lines;
    if (layout == Layout::kCode || unlabelled.size() == all.size()) return Emit(all, layout);
    for (size_t i = 0; i < all.size();) {
      size_t end = i;
      while (end < all.size() && !all[end].label) ++end;
      const std::span<const Line> part = all.subspan(i, end - i);
      if (!part.empty()) Emit(part, layout == Layout::kVerse ? LayoutOf(part) : layout);
      for (; end < all.size() && all[end].label; ++end) EmitLabel(all[end]);
      i = end;
    }
  }

  void Emit(std::span<const Line> part, Layout layout) {
    switch (layout) {
      case Layout::kLines:
        for (const Line& line : part) EmitLine(line);
        break;
      case Layout::kWrapped:
        EmitJoined(part, ParagraphKind::kText);
        break;
      case Layout::kList:
        EmitList(part);
        break;
      case Layout::kTable:
        for (size_t i = 0; i < part.size(); ++i) {
          EmitJoined(part.subspan(i, 1), ParagraphKind::kTableRow, i == 0);
        }
        break;
      case Layout::kVerse:
      case Layout::kCode:
        EmitKept(part);
        break;
    }
  }

  void EmitLabel(const Line& line) {
    Draft draft = Begin(ParagraphKind::kText);
    draft.label = true;
    Append(line, &draft);
    sink.Take(std::move(draft));
  }

  void EmitLine(const Line& line) {
    Draft draft = Begin(ParagraphKind::kText);
    if (const uint8_t level = HeadingLevel(line.text)) {
      draft.kind = ParagraphKind::kHeading;
      draft.level = level;
    } else if (ListMark(line.text) > 0) {
      draft.kind = ParagraphKind::kListItem;
      draft.level = 1;
    }
    draft.match = line.match;
    Append(line, &draft);
    sink.Take(std::move(draft));
  }

  void EmitJoined(std::span<const Line> part, ParagraphKind kind, bool first = false, uint32_t indent = 0) {
    Draft draft = Begin(kind);
    draft.first = first;
    draft.indent = indent;
    if (kind == ParagraphKind::kListItem) draft.level = 1;
    const Line* before = nullptr;
    for (const Line& line : part) {
      if (before != nullptr) Connect(before->text, line, &draft);
      Append(line, &draft);
      before = &line;
    }
    sink.Take(std::move(draft));
  }

  // Puts between two lines what their line end stood for. A soft hyphen at it is taken out as all others are.
  void Connect(std::string_view before, const Line& line, Draft* draft) const {
    if (before.ends_with(kSoftHyphen)) return;
    if (hyphens && hyphens->Parts(before, line.text)) {
      draft->text.pop_back();
      draft->hyphens.push_back({static_cast<uint32_t>(draft->text.size()), draft->source_end - 1});
    } else if (NeedsBlank(before, line.text)) {
      draft->text += ' ';
    }
  }

  // Lists within the list stay indented.
  void EmitList(std::span<const Line> part) {
    const uint32_t margin = std::ranges::min_element(part, {}, &Line::indent)->indent;
    for (size_t i = 0; i < part.size();) {
      size_t end = i + 1;
      while (end < part.size() && ListMark(part[end].text) == 0) ++end;
      EmitJoined(part.subspan(i, end - i), ParagraphKind::kListItem, i == 0,
                 std::min(part[i].indent - margin, kMostIndent));
      i = end;
    }
  }

  // Keeps the line ends, and indents as far as they differ.
  void EmitKept(std::span<const Line> part) {
    uint32_t margin = part[0].indent;
    for (const Line& line : part) margin = std::min(margin, line.indent);
    Draft draft = Begin(ParagraphKind::kPreformatted);
    for (const Line& line : part) {
      if (!draft.text.empty()) draft.text += '\n';
      draft.text.append(line.indent - margin, ' ');
      Append(line, &draft);
    }
    sink.Take(std::move(draft));
  }

  static Draft Begin(ParagraphKind kind) {
    Draft draft;
    draft.kind = kind;
    return draft;
  }

  static void Append(const Line& line, Draft* draft) {
    const auto at = static_cast<uint32_t>(draft->text.size());
    if (draft->anchors.empty() && at > 0) draft->anchors.push_back({0, line.source});
    draft->anchors.push_back({at, line.source});
    draft->text += line.text;
    draft->source_end = line.source + line.text.size();
  }

  // Where the next line begins in the source, once `offset` is past the line end.
  void BeginLine() {
    line_source = offset;
    line_begin = stretch.size();
  }

  // A line that goes on without end is ended at a blank, else between two characters.
  void CutLongLine() {
    const size_t begin = line_begin;
    size_t cut = stretch.rfind(' ');
    if (cut == std::string::npos || cut <= begin + kMaxParagraph / 2) {
      cut = stretch.size();
      while (text::IsContinuation(stretch[cut - 1])) --cut;
      --cut;
    }
    const std::string rest = stretch.substr(cut);
    stretch.resize(cut);
    const uint64_t rest_source = line_source + (cut - begin);
    EndLine();
    EndStretch();
    stretch = rest;
    line_begin = 0;
    line_source = rest_source;
  }

  struct Span {
    size_t begin, size;
    uint64_t source;
    uint32_t indent;
  };

  const Options options;
  const judge::PhraseBook& phrases;
  DraftSink& sink;
  std::optional<HyphenMender> hyphens;
  std::string stretch;      // the lines of the stretch, without their ends
  std::vector<Span> spans;  // complete lines in it
  std::vector<Line> lines, unlabelled;
  size_t line_begin = 0;  // of the line under way, in `stretch`
  uint64_t line_source = 0;
  uint64_t offset = 0;  // in the source
  uint32_t width = 0;
  bool after_cr = false;
};

LineReader::LineReader(const Options& options, const judge::PhraseBook* phrases, DraftSink* sink)
    : impl_(std::make_unique<Impl>(options, phrases, sink)) {}
LineReader::~LineReader() = default;

void LineReader::Feed(std::string_view text) {
  Impl& m = *impl_;
  for (size_t i = 0; i < text.size();) {
    if (m.after_cr) {
      m.after_cr = false;
      if (text[i] == '\n') {
        ++i, ++m.offset;
        m.line_source = m.offset;
        continue;
      }
    }
    const auto* begin = text.data() + i;
    size_t size = LineSize(text.substr(i));
    const size_t room = kMaxParagraph - std::min(kMaxParagraph, m.stretch.size() - m.line_begin);
    const bool too_long = size > room;
    if (too_long) size = std::max<size_t>(room, 1);
    m.stretch.append(begin, size);
    i += size;
    m.offset += size;
    if (too_long) {
      m.CutLongLine();
    } else if (i < text.size()) {
      const char c = text[i];
      m.EndLine();
      if (c == '\f') m.EndStretch();
      m.after_cr = c == '\r';
      ++i, ++m.offset;
      m.BeginLine();
    }
  }
}

void LineReader::Finish() {
  impl_->EndLine();
  impl_->EndStretch();
  impl_ = std::make_unique<Impl>(impl_->options, &impl_->phrases, &impl_->sink);
}

}  // namespace dechaff::prose
