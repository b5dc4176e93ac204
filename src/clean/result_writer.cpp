// Joins finished paragraphs and turns their offsets into those of the Result.
#include "clean/result_writer.h"

namespace dechaff {
namespace {

std::string_view Separator(ParagraphKind before, ParagraphKind kind, bool first) {
  const bool tight =
      !first && before == kind && (kind == ParagraphKind::kListItem || kind == ParagraphKind::kTableRow);
  return tight ? "\n" : "\n\n";
}

}  // namespace

void ResultWriter::Take(prose::Finished&& paragraph) {
  const std::string_view separator =
      any_ ? Separator(before_, paragraph.kind, paragraph.first) : std::string_view();
  any_ = true;
  for (const Edit& edit : paragraph.edits) ++counts_[static_cast<size_t>(edit.kind)];
  before_ = paragraph.kind;
  if (!result_) {
    piece_.assign(separator).append(paragraph.indent, ' ');
    piece_ += paragraph.text;
    sink_(piece_);
    return;
  }
  std::string& text = result_->text;
  text.append(separator).append(paragraph.indent, ' ');
  const uint64_t at = text.size();
  text += paragraph.text;
  Paragraph p;
  p.text = {at, text.size()};
  p.input = {to_input_(paragraph.source_begin), to_input_(paragraph.source_end)};
  p.kind = paragraph.kind;
  p.level = paragraph.level;
  result_->paragraphs.push_back(p);
  for (Edit edit : paragraph.edits) {
    edit.text += at;
    edit.input = to_input_(edit.input);
    result_->edits.push_back(edit);
  }
}

}  // namespace dechaff
