// Compares by shingles; see stated_text.h.
#include "clean/stated_text.h"

#include <algorithm>

#include "prose/assemble.h"
#include "text/hash.h"

namespace dechaff {
namespace {

using page::Block;
using page::Page;
using text::Anchor;

// A shorter body (in tokens) is a summary, not worth a page's place.
constexpr uint32_t kLeastBody = 50;

// Passes drafts on, their anchors led from the body's HTML to the source of the page.
class Rebaser : public prose::DraftSink {
 public:
  Rebaser(const std::vector<Anchor>& anchors, prose::DraftSink* sink) : anchors_(anchors), sink_(*sink) {}

  void Take(prose::Draft&& draft) override {
    std::vector<Anchor> rebased;
    for (size_t i = 0; i < draft.anchors.size(); ++i) {
      const auto [text, html] = draft.anchors[i];
      const size_t text_end = i + 1 < draft.anchors.size() ? draft.anchors[i + 1].text : draft.text.size();
      const uint64_t html_end = html + (text_end - text);
      auto next = After(html);
      rebased.push_back({text, SourceOf(next, html)});
      for (; next != anchors_.end() && next->text < html_end; ++next) {
        rebased.push_back({text + static_cast<uint32_t>(next->text - html), next->source});
      }
    }
    draft.anchors = std::move(rebased);
    draft.source_end = SourceOf(After(draft.source_end), draft.source_end);
    sink_.Take(std::move(draft));
  }

 private:
  using Iterator = std::vector<Anchor>::const_iterator;
  Iterator After(uint64_t html) const {
    return std::upper_bound(anchors_.begin(), anchors_.end(), html,
                            [](uint64_t offset, const Anchor& a) { return offset < a.text; });
  }
  uint64_t SourceOf(Iterator next, uint64_t html) const {
    if (next == anchors_.begin()) return 0;
    const Anchor& a = *(next - 1);
    return a.source + (html - a.text);
  }

  const std::vector<Anchor>& anchors_;
  prose::DraftSink& sink_;
};

}  // namespace

bool StatedText::Weigh(const page::LinkedData& data, const Page& page,
                       std::vector<judge::Verdict>* verdicts) {
  page::ReadStatedBody(*page.tree, data, &body_);
  if (body_.html.empty()) return false;
  parser_.Parse(body_.html, &tree_);
  page::BuildPage(tree_, names_, &stated_);
  shingles_.Reset(stated_.text.size());
  for (const Block& b : stated_.blocks) shingles_.Add(stated_.Text(b));
  const uint32_t found = KeepWhatIsStated(page, verdicts);

  uint32_t kept = 0;
  for (size_t i = 0; i < verdicts->size(); ++i) kept += (*verdicts)[i].kept ? page.Own(i).tokens : 0;
  const uint32_t stated = stated_.Total().tokens;
  return body_.whole && stated >= kLeastBody && found * 4 < shingles_.added() && kept * 2 < stated;
}

// What is kept already uses its words up, so that teasers and quotes of them stay out; so do blocks of
// links, which bodies take along from the midst of an article. Returns how many shingles the page says.
uint32_t StatedText::KeepWhatIsStated(const Page& page, std::vector<judge::Verdict>* verdicts) {
  uint32_t found = 0;
  for (const bool kept : {true, false}) {
    for (size_t i = 0; i < page.blocks.size(); ++i) {
      judge::Verdict& v = (*verdicts)[i];
      if (v.kept != kept || v.reason == Reason::kUserRule) continue;
      const Block& b = page.blocks[i];
      const page::ShingleSet::Overlap overlap = shingles_.Compare(page.Text(b));
      const bool stated = overlap.found > 0 && overlap.found * 5 >= overlap.shingles * 4;
      found += overlap.fresh;
      if (!stated) continue;
      const page::Measures own = page.Own(i);
      if (!kept && (overlap.fresh * 3 < overlap.shingles || own.link_tokens * 2 > own.tokens)) continue;
      shingles_.Use(page.Text(b));
      if (kept) continue;
      v.kept = true;
      v.label = false;
      v.reason = Reason::kStated;
    }
  }
  return found;
}

void StatedText::Assemble(prose::DraftSink* sink) const {
  judge::Verdict keep;
  keep.kept = true;
  Rebaser rebaser(body_.anchors, sink);
  prose::Assemble(stated_, std::vector<judge::Verdict>(stated_.blocks.size(), keep), &rebaser);
}

}  // namespace dechaff
