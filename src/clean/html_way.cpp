// The steps of the HTML way, in order.
#include "clean/html_way.h"

#include <algorithm>
#include <utility>

#include "clean/empty_page.h"
#include "clean/result_writer.h"
#include "clean/shown_byline.h"
#include "prose/assemble.h"
#include "prose/polish.h"

namespace dechaff {
namespace {

const char* GearName(html::Gear gear) {
  switch (gear) {
    case html::Gear::kStraight:
      return "straight";
    case html::Gear::kGumbo:
      return "gumbo";
    case html::Gear::kStripped:
      return "stripped";
  }
  return "";
}

Kept KeptOf(const page::Page& page, const std::vector<judge::Verdict>& verdicts) {
  Kept kept;
  for (size_t i = 0; i < verdicts.size(); ++i) {
    if (!verdicts[i].kept) continue;
    ++kept.blocks;
    kept.tokens += page.Own(i).tokens;
  }
  return kept;
}

// Whether noscript elements of the page hold more than a request to turn scripts on.
bool HasTextForNoScripts(const html::Tree& tree) {
  constexpr size_t kEnough = 400;  // bytes
  size_t bytes = 0;
  uint32_t end = 0;  // of the last one
  for (const uint32_t i : tree.landmarks) {
    if (tree.nodes[i].tag != html::Tag::noscript_ || i < end) continue;
    end = tree.nodes[i].end;
    for (uint32_t j = i + 1; j < end; ++j) {
      const html::Node& inside = tree.nodes[j];
      const bool text = inside.tag == html::Tag::kText && (inside.flags & html::kBlank) == 0;
      bytes += text ? inside.finish - inside.begin : 0;
    }
  }
  return bytes >= kEnough;
}

}  // namespace

HtmlWay::HtmlWay(const Options& options, const Rulebook& rules)
    : options_(options),
      rules_(rules),
      rule_applier_(&rules.user),
      judge_(&rules.phrases, {options.bias, options.keep_comments}),
      stated_(&rules.names) {}

void HtmlWay::Clean(std::string_view bytes, const DocumentHints& hints, Result* result) {
  const text::Decoded decoded = decoder_.Decode(bytes, {options_.charset, hints.charset, true});
  const html::ParseReport parsed = parser_.Parse(decoded.text, &tree_, decoded.may_hold_nul);
  BuildPage(hints.url);
  page::ReadLinkedData(tree_, &linked_data_);
  result->metadata = page::ReadMetadata(page_, linked_data_, options_.read_credits);
  if (options_.read_credits) ReadShownByline(page_, rules_.phrases, &result->metadata);
  Stated& url = result->metadata.url;
  if (url.value.empty() && !hints.url.empty()) url = {std::string(hints.url), MetadataSource::kGiven};
  Decide(result->metadata);
  const Body body = ChooseBody(result->metadata);
  if (body != Body::kLinkedData) CutIfEmpty(result->metadata, result);
  MakeRoom();

  ResultWriter writer(result, [&decoded](uint64_t offset) { return decoded.map.ToInput(offset); });
  prose::Polisher polisher({true, options_.repair, options_.end_stops, options_.typography}, &rules_.phrases,
                           &rules_.repairer, &writer);
  if (body == Body::kLinkedData) {
    stated_.Assemble(&polisher);
  } else {
    result->paragraphs.reserve(static_cast<size_t>(
        std::count_if(verdicts_.begin(), verdicts_.end(), [](const judge::Verdict& v) { return v.kept; })));
    prose::Assemble(page_, verdicts_, &polisher);
  }
  polisher.Finish();
  if (result->text.empty() && result->reason.empty() && !page_.blocks.empty())
    result->reason = "no main content";

  result->edit_counts = writer.edit_counts();
  result->edit_counts[static_cast<size_t>(EditKind::kReplaced)] = decoded.replaced;
  result->provenance.format = Format::kHtml;
  result->provenance.parser = GearName(parsed.gear);
  result->provenance.body = body == Body::kPage ? "page" : body == Body::kNoscript ? "noscript" : "json-ld";
  if (parsed.gear == html::Gear::kStripped) {
    result->status = DocumentStatus::kDegraded;
    result->reason = std::string("tags were stripped without a tree: ") + parsed.why;
  }
  result->provenance.charset = decoded.charset;
  result->provenance.charset_source = decoded.source;
  result->provenance.undecodable = decoded.replaced;
  if (options_.list_blocks) ListBlocks(decoded.map, result);
}

// The user's rules come before the page is built: what they cut out of lines is not in it.
void HtmlWay::BuildPage(std::string_view url) {
  if (!rules_.user.empty()) {
    const bool ask_page = url.empty() && rules_.user.by_host();
    rule_applier_.Mark(ask_page ? page::StatedAddress(tree_) : std::string(url), &tree_);
  }
  page::BuildPage(tree_, rules_.names, &page_);
}

void HtmlWay::Decide(const Metadata& metadata) {
  if (!rules_.user.empty()) rule_applier_.Force(page_, &forced_);
  if (options_.main_content_only)
    return judge_.Decide(page_, {metadata.title.value, metadata.url.value}, forced_, &verdicts_);
  verdicts_.assign(page_.blocks.size(), {});
  for (size_t i = 0; i < verdicts_.size(); ++i) {
    verdicts_[i].kept = !page_.elements[page_.blocks[i].element].hidden;
    verdicts_[i].reason = verdicts_[i].kept ? Reason::kNone : Reason::kHidden;
  }
  judge::Obey(forced_, &verdicts_);
}

HtmlWay::Body HtmlWay::ChooseBody(const Metadata& metadata) {
  if (!options_.main_content_only) return Body::kPage;
  const Body body = ReadWithoutScripts(metadata) ? Body::kNoscript : Body::kPage;
  if (!stated_.Weigh(linked_data_, page_, &verdicts_) || !forced_.empty()) return body;
  for (judge::Verdict& v : verdicts_) v.kept = v.label = false;
  return Body::kLinkedData;
}

// A page that has no content comes out empty, with the reason.
void HtmlWay::CutIfEmpty(const Metadata& metadata, Result* result) {
  const Kept kept = KeptOf(page_, verdicts_);
  if (!options_.main_content_only || !forced_.empty() || kept.tokens >= kLeastContent) return;
  result->reason = WhyEmpty(page_, metadata.title.value, kept, rules_.phrases);
  if (result->reason.empty()) return;
  for (judge::Verdict& v : verdicts_) v.kept = v.label = false;
}

// Of a page of a million elements, what is needed no more is given back before the result grows.
void HtmlWay::MakeRoom() {
  constexpr size_t kMany = 1'000'000;
  if (tree_.nodes.size() < kMany) return;
  tree_.nodes = std::vector<html::Node>();
  page_.elements = std::vector<page::Element>();
}

// A page that its scripts draw may say all of it in noscript elements, for search engines: then that is
// the page.
bool HtmlWay::ReadWithoutScripts(const Metadata& metadata) {
  constexpr uint32_t kFew = 200, kEnough = 50;  // tokens
  const uint32_t kept = KeptOf(page_, verdicts_).tokens;
  if (kept >= kFew || !HasTextForNoScripts(tree_)) return false;
  page::BuildPage(tree_, rules_.names, &other_page_, page::Scripting::kOff);
  std::swap(page_, other_page_);
  std::swap(verdicts_, other_verdicts_);
  Decide(metadata);
  if (KeptOf(page_, verdicts_).tokens >= std::max(4 * kept, kEnough)) return true;
  std::swap(page_, other_page_);
  std::swap(verdicts_, other_verdicts_);
  return false;
}

void HtmlWay::ListBlocks(const text::SourceMap& map, Result* result) const {
  result->blocks.reserve(page_.blocks.size());
  for (size_t i = 0; i < page_.blocks.size(); ++i) {
    const page::Block& b = page_.blocks[i];
    const judge::Verdict& v = verdicts_[i];
    const ByteRange input{map.ToInput(b.source_begin), map.ToInput(b.source_end)};
    result->blocks.push_back({input, v.score, v.kept, v.reason});
  }
}

}  // namespace dechaff
