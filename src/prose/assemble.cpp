// Makes drafts of kept blocks.
#include "prose/assemble.h"

#include <algorithm>

namespace dechaff::prose {
namespace {

using page::Block;
using page::Page;

// A table row reads as one line if its cells together are no longer than this many tokens.
constexpr uint32_t kRowTokens = 60;
// A cell whose lines are no longer together than this many tokens reads as one line.
constexpr uint32_t kCellTokens = 12;
// Longer elements of code hold prose in the letters of code.
constexpr uint64_t kMostCode = 120;
// Lines of `br` stay lines of one paragraph if none is longer than this many bytes (verse, addresses).
constexpr size_t kShortLine = 70;

class Assembler {
 public:
  Assembler(const Page& page, const std::vector<judge::Verdict>& verdicts, DraftSink* sink)
      : page_(page), verdicts_(verdicts), sink_(*sink) {}

  void Run() {
    for (size_t i = 0; i < page_.blocks.size();) {
      const Block& b = page_.blocks[i];
      if (verdicts_[i].label && !verdicts_[i].kept) {
        Begin(b);
        draft_.label = true;
        Add(b.text_begin, b.text_end);
        End();
      } else if (verdicts_[i].kept) {
        if (const size_t end = RowEnd(i); end > i) {
          EmitRow(i, end);
          i = end;
          continue;
        }
        if (b.lines && b.kind != ParagraphKind::kPreformatted) {
          EmitLines(b);
        } else {
          Begin(b);
          Add(b.text_begin, b.text_end);
          End();
        }
      }
      ++i;
    }
  }

 private:
  // One past the last block of the table row that starts at `i`, if it reads as one line, else `i`.
  size_t RowEnd(size_t i) const {
    const uint32_t row = page_.blocks[i].row;
    if (row == 0) return i;
    uint32_t tokens = 0;
    size_t j = i;
    for (; j < page_.blocks.size() && page_.blocks[j].row == row; ++j) {
      const Block& b = page_.blocks[j];
      tokens += page_.Own(j).tokens;
      const bool second_of_cell = j > i && page_.blocks[j - 1].element == b.element;
      const bool lines = b.lines && page_.Own(j).tokens > kCellTokens;
      if (b.kind != ParagraphKind::kText || lines || second_of_cell || tokens > kRowTokens) return i;
    }
    return j > i + 1 ? j : i;
  }

  void EmitRow(size_t begin, size_t end) {
    Begin(page_.blocks[begin]);
    draft_.kind = ParagraphKind::kTableRow;
    draft_.first = table_ != TableOf(page_.blocks[begin].row);
    table_ = TableOf(page_.blocks[begin].row);
    for (size_t i = begin; i < end; ++i) {
      if (!verdicts_[i].kept) continue;
      const Block& b = page_.blocks[i];
      if (!draft_.text.empty()) draft_.text += '\t';
      Add(b.text_begin, b.text_end);
      draft_.source_end = b.source_end;
    }
    std::replace(draft_.text.begin(), draft_.text.end(), '\n', ' ');  // lines of a cell
    End();
  }

  // The node of the table that a row is in; the root's if there is none.
  uint32_t TableOf(uint32_t row) const {
    const auto& nodes = page_.tree->nodes;
    while (row != 0 && nodes[row].tag != html::Tag::table_) row = nodes[row].parent;
    return row;
  }

  void EmitLines(const Block& b) {
    const std::string_view text = page_.Text(b);
    size_t longest = 0;
    for (size_t at = 0, end; at <= text.size(); at = end + 1) {
      end = std::min(text.find('\n', at), text.size());
      longest = std::max(longest, end - at);
    }
    Begin(b);
    if (longest <= kShortLine) {
      draft_.kind = ParagraphKind::kPreformatted;
      Add(b.text_begin, b.text_end);
      return End();
    }
    for (size_t at = 0, end; at <= text.size(); at = end + 1) {
      end = std::min(text.find('\n', at), text.size());
      if (end == at) continue;
      Begin(b);
      Add(b.text_begin + static_cast<uint32_t>(at), b.text_begin + static_cast<uint32_t>(end));
      draft_.source_end =
          end == text.size() ? b.source_end : SourceOf(b.text_begin + static_cast<uint32_t>(end));
      End();
    }
  }

  void Begin(const Block& b) {
    draft_ = Draft{};
    draft_.kind = b.kind;
    draft_.level = b.level;
    draft_.source_end = b.source_end;
  }

  size_t AnchorBefore(uint32_t offset) const {
    const auto after = std::upper_bound(page_.anchors.begin(), page_.anchors.end(), offset,
                                        [](uint32_t o, const page::Anchor& a) { return o < a.text; });
    return static_cast<size_t>(after - page_.anchors.begin()) - 1;
  }

  uint64_t SourceOf(uint32_t offset) const {
    const page::Anchor& a = page_.anchors[AnchorBefore(offset)];
    return a.source + (offset - a.text);
  }

  // Appends page text [begin, end) with its anchors.
  void Add(uint32_t begin, uint32_t end) {
    const auto at = static_cast<uint32_t>(draft_.text.size());
    const size_t first = AnchorBefore(begin);
    size_t last = first + 1;
    while (last < page_.anchors.size() && page_.anchors[last].text < end) ++last;
    draft_.anchors.reserve(draft_.anchors.size() + (last - first));
    draft_.anchors.push_back({at, page_.anchors[first].source + (begin - page_.anchors[first].text)});
    for (size_t i = first + 1; i < last; ++i) {
      draft_.anchors.push_back({at + (page_.anchors[i].text - begin), page_.anchors[i].source});
    }
    draft_.text.append(page_.text, begin, end - begin);
    AddCodes(draft_.anchors.back().source);
  }

  // Adds the code that begins at or before `last` and was not passed before.
  void AddCodes(uint64_t last) {
    for (; code_ < page_.codes.size(); ++code_) {
      if (page_.tree->nodes[page_.codes[code_]].finish > last) return;  // so each is read once or twice
      const ByteRange range = TextOf(page_.codes[code_]);
      if (range.begin > last) return;
      if (range.begin >= draft_.anchors.front().source && range.size() <= kMostCode)
        draft_.codes.push_back(range);
    }
  }

  // From the first to the last text inside a node, or until it is longer than code; empty if there is none.
  ByteRange TextOf(uint32_t element) const {
    ByteRange range;
    const auto& nodes = page_.tree->nodes;
    for (uint32_t i = element + 1; i < nodes[element].end && range.size() <= kMostCode; ++i) {
      if (nodes[i].tag != html::Tag::kText) continue;
      if (range.end == 0) range.begin = nodes[i].begin;
      range.end = nodes[i].finish;
    }
    return range;
  }

  void End() { sink_.Take(std::move(draft_)); }

  const Page& page_;
  const std::vector<judge::Verdict>& verdicts_;
  DraftSink& sink_;
  Draft draft_;
  uint32_t table_ = 0;  // that the last row was in
  size_t code_ = 0;     // the first of the page's that was not passed
};

}  // namespace

void Assemble(const page::Page& page, const std::vector<judge::Verdict>& verdicts, DraftSink* sink) {
  Assembler(page, verdicts, sink).Run();
}

}  // namespace dechaff::prose
