// Parts text into lines and stretches of lines, and makes drafts of them.
#include "prose/lines.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "prose/layout.h"
#include "text/utf8.h"

namespace dechaff::prose {
namespace {

// A stretch of lines is ended at this many bytes even without an empty line.
constexpr size_t kMaxStretch = size_t{256} << 10;

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\v'; }

uint32_t Columns(std::string_view text) {
  uint32_t columns = 0;
  for (const char c : text) columns += !text::IsContinuation(c);
  return columns;
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
  explicit Impl(DraftSink* s) : sink(*s) {}

  // Takes the bytes up to a line end, which is not among them.
  void EndLine() {
    std::string_view line = std::string_view(stretch).substr(line_begin);
    size_t lead = 0;
    uint32_t indent = 0;
    for (; lead < line.size() && IsBlank(line[lead]); ++lead) indent += line[lead] == '\t' ? 4 : 1;
    size_t size = line.size();
    while (size > lead && IsBlank(line[size - 1])) --size;
    if (size == lead) {
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
      for (const Span& s : spans) {
        const std::string_view text = std::string_view(stretch).substr(s.begin, s.size);
        lines.push_back({text, s.source, s.indent, Columns(text)});
      }
      Emit();
    }
    stretch.clear();
    spans.clear();
    line_begin = 0;
  }

  void Emit() {
    switch (FindLayout(lines, &width)) {
      case Layout::kLines:
        for (const Line& line : lines) EmitLine(line);
        break;
      case Layout::kWrapped:
        EmitJoined(0, lines.size(), ParagraphKind::kText);
        break;
      case Layout::kList:
        EmitList();
        break;
      case Layout::kTable:
        for (size_t i = 0; i < lines.size(); ++i) EmitJoined(i, i + 1, ParagraphKind::kTableRow);
        break;
      case Layout::kKept:
        EmitKept();
        break;
    }
  }

  void EmitLine(const Line& line) {
    Draft draft = Begin(ParagraphKind::kText);
    if (const uint8_t level = HeadingLevel(line.text)) {
      draft.kind = ParagraphKind::kHeading;
      draft.level = level;
    }
    Append(line, &draft);
    sink.Take(std::move(draft));
  }

  void EmitJoined(size_t begin, size_t end, ParagraphKind kind) {
    Draft draft = Begin(kind);
    if (kind == ParagraphKind::kListItem) draft.level = 1;
    for (size_t i = begin; i < end; ++i) {
      if (i > begin && NeedsBlank(lines[i - 1].text, lines[i].text)) draft.text += ' ';
      Append(lines[i], &draft);
    }
    sink.Take(std::move(draft));
  }

  void EmitList() {
    for (size_t i = 0; i < lines.size();) {
      size_t end = i + 1;
      while (end < lines.size() && ListMark(lines[end].text) == 0) ++end;
      EmitJoined(i, end, ParagraphKind::kListItem);
      i = end;
    }
  }

  // Keeps the line ends, and indents as far as they differ.
  void EmitKept() {
    uint32_t margin = lines[0].indent;
    for (const Line& line : lines) margin = std::min(margin, line.indent);
    Draft draft = Begin(ParagraphKind::kPreformatted);
    for (const Line& line : lines) {
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

  DraftSink& sink;
  std::string stretch;      // the lines of the stretch, without their ends
  std::vector<Span> spans;  // complete lines in it
  std::vector<Line> lines;
  size_t line_begin = 0;  // of the line under way, in `stretch`
  uint64_t line_source = 0;
  uint64_t offset = 0;  // in the source
  uint32_t width = 0;
  bool after_cr = false;
};

LineReader::LineReader(DraftSink* sink) : impl_(std::make_unique<Impl>(sink)) {}
LineReader::~LineReader() = default;

void LineReader::Feed(std::string_view text) {
  Impl& m = *impl_;
  const auto is_end = [](char c) { return c == '\n' || c == '\r' || c == '\f'; };
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
    const auto* newline = static_cast<const char*>(memchr(begin, '\n', text.size() - i));
    const char* end = newline ? newline : text.data() + text.size();
    end = std::find_if(begin, end, is_end);
    size_t size = static_cast<size_t>(end - begin);
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
  impl_ = std::make_unique<Impl>(&impl_->sink);
}

}  // namespace dechaff::prose
