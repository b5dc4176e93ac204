// Changes to a passage's text, anchors and edits.
#include "prose/passage.h"

#include <algorithm>

#include "text/normalise.h"

namespace dechaff::prose {
namespace {

// How sure it is that a word was hyphenated only for the line's end.
constexpr float kHyphenScore = 0.9F;

constexpr std::string_view Inserted(EditKind kind) { return kind == EditKind::kStop ? ". " : " "; }

// Adds an anchor; of two for the same byte the later holds.
void PushAnchor(Anchor anchor, std::vector<Anchor>* anchors) {
  if (!anchors->empty() && anchors->back().text == anchor.text) anchors->pop_back();
  anchors->push_back(anchor);
}

}  // namespace

Passage::Passage(Draft&& draft) : draft_(std::move(draft)) {
  for (const Anchor& a : draft_.hyphens)
    edits_.push_back({a.text, a.source, EditKind::kNormalised, kHyphenScore});
}

bool Passage::IsWithinCode(uint32_t offset) const {
  if (draft_.codes.empty()) return false;
  const uint64_t source = draft_.SourceOf(offset);
  const auto after = std::lower_bound(draft_.codes.begin(), draft_.codes.end(), source,
                                      [](const ByteRange& code, uint64_t at) { return code.begin < at; });
  return after != draft_.codes.begin() && source < (after - 1)->end;
}

void Passage::Normalise(bool html, const Typography& typography) {
  // The tabs of plain text part the cells of a row, and tell that it is one when it is read again.
  const bool tabbed = draft_.kind == ParagraphKind::kTableRow && !html;
  const text::NormaliseOptions options{draft_.kind == ParagraphKind::kPreformatted || tabbed, html,
                                       typography};
  std::string normal;
  std::vector<text::Change> changes;
  if (!text::NormaliseIfNeeded(draft_.text, options, &normal, &changes)) return;
  draft_.match.reset();
  std::vector<Anchor> moved;
  std::vector<Edit> edits;
  size_t next = 0, next_edit = 0;
  uint32_t in = 0, out = 0;  // the end of the last change
  const auto copy_until = [&](uint32_t end) {
    for (; next < draft_.anchors.size() && draft_.anchors[next].text < end; ++next) {
      const Anchor& a = draft_.anchors[next];
      if (a.text >= in) PushAnchor({a.text - in + out, a.source}, &moved);
    }
    for (; next_edit < edits_.size() && edits_[next_edit].text < end; ++next_edit) {
      edits.push_back(edits_[next_edit]);
      edits.back().text = edits.back().text < in ? out : edits.back().text - in + out;
    }
  };
  for (const text::Change& change : changes) {
    copy_until(change.in_begin);
    const uint64_t source = draft_.SourceOf(change.in_begin);
    PushAnchor({change.out_begin, source}, &moved);
    in = change.in_end;
    out = change.out_end;
    PushAnchor({out, draft_.SourceOf(in)}, &moved);
    edits.push_back({change.out_begin, source, EditKind::kNormalised, 1});
  }
  copy_until(static_cast<uint32_t>(draft_.text.size()) + 1);
  draft_.text = std::move(normal);
  draft_.anchors = std::move(moved);
  edits_ = std::move(edits);
}

void Passage::CutFront(size_t bytes) {
  bytes = std::min(draft_.text.find_first_not_of(' ', bytes), draft_.text.size());
  const auto cut = static_cast<uint32_t>(bytes);
  std::vector<Anchor> moved = {{0, draft_.SourceOf(cut)}};
  for (const Anchor& a : draft_.anchors) {
    if (a.text > cut) moved.push_back({a.text - cut, a.source});
  }
  const uint64_t source = draft_.SourceOf(0);
  std::erase_if(edits_, [cut](const Edit& e) { return e.text < cut; });
  for (Edit& e : edits_) e.text -= cut;
  edits_.insert(edits_.begin(), {0, source, EditKind::kLabelCut, 1});
  draft_.text.erase(0, cut);
  draft_.anchors = std::move(moved);
}

void Passage::CutBack(size_t bytes) {
  const size_t label = draft_.text.size() - bytes;
  const auto keep = static_cast<uint32_t>(draft_.text.find_last_not_of(' ', label - 1) + 1);
  const uint64_t source = draft_.SourceOf(static_cast<uint32_t>(label));
  draft_.source_end = draft_.SourceOf(keep);
  std::erase_if(edits_, [keep](const Edit& e) { return e.text > keep; });
  std::erase_if(draft_.anchors, [keep](const Anchor& a) { return a.text > 0 && a.text >= keep; });
  draft_.text.resize(keep);
  edits_.push_back({keep, source, EditKind::kLabelCut, 1});
}

void Passage::Insert(const std::vector<Gap>& gaps) {
  std::string longer;
  longer.reserve(draft_.text.size() + 2 * gaps.size());
  std::vector<Anchor> anchors;
  std::vector<Edit> edits;
  size_t anchor = 0, edit = 0;
  uint32_t done = 0;
  // Copies the text up to `end` with what belongs to it.
  const auto copy_until = [&](uint32_t end, bool last) {
    const uint32_t shift = static_cast<uint32_t>(longer.size()) - done;
    for (; anchor < draft_.anchors.size() && (last || draft_.anchors[anchor].text < end); ++anchor) {
      const Anchor& a = draft_.anchors[anchor];
      PushAnchor({a.text + shift, a.source}, &anchors);
    }
    for (; edit < edits_.size() && (last || edits_[edit].text < end); ++edit) {
      edits.push_back(edits_[edit]);
      edits.back().text += shift;
    }
    longer.append(draft_.text, done, end - done);
    done = end;
  };
  for (const Gap& gap : gaps) {
    copy_until(gap.offset, false);
    const uint64_t source = draft_.SourceOf(gap.offset);
    edits.push_back({longer.size(), source, gap.kind, gap.score});
    longer += Inserted(gap.kind);
    PushAnchor({static_cast<uint32_t>(longer.size()), source}, &anchors);
  }
  copy_until(static_cast<uint32_t>(draft_.text.size()), true);
  draft_.text = std::move(longer);
  draft_.anchors = std::move(anchors);
  edits_ = std::move(edits);
}

void Passage::Join(Passage&& right, EditKind seam) {
  const uint64_t source = right.source_begin();
  if (seam == EditKind::kStop) edits_.push_back({draft_.text.size(), source, EditKind::kStop, 1});
  edits_.push_back({draft_.text.size(), source, EditKind::kJoin, 1});
  draft_.text += Inserted(seam);
  const auto shift = static_cast<uint32_t>(draft_.text.size());
  for (const Anchor& a : right.draft_.anchors) PushAnchor({a.text + shift, a.source}, &draft_.anchors);
  for (Edit e : right.edits_) {
    e.text += shift;
    edits_.push_back(e);
  }
  draft_.codes.insert(draft_.codes.end(), right.draft_.codes.begin(), right.draft_.codes.end());
  draft_.text += right.draft_.text;
  draft_.source_end = right.draft_.source_end;
}

void Passage::Close() {
  edits_.push_back({draft_.text.size(), draft_.source_end, EditKind::kStop, 1});
  draft_.text += '.';
}

}  // namespace dechaff::prose
