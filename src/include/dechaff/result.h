// What cleaning one document gave: its paragraphs, where each came from, what was cut and why, and
// every edit. Offsets named `input` count bytes of the input as it was given; offsets named `text`
// count bytes of Result::text.
//
// A Result owns all that it holds. Thread safety: a plain value.
#ifndef DECHAFF_RESULT_H_
#define DECHAFF_RESULT_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/options.h"

namespace dechaff {

// The one word that every document ends in.
enum class DocumentStatus : uint8_t {
  kOk,
  kEmpty,      // nothing was worth keeping; see Result::reason
  kTruncated,  // the document was longer than Options::max_document_bytes; its beginning was cleaned
  kDegraded,   // cleaned by a simpler way, for example because the markup would not fit in bounds
  kSkipped,    // not a document that dechaff cleans, for example an image
  kFailed,     // could not be read
};

// "ok", "empty", ... : the names that the output formats use.
std::string_view DocumentStatusName(DocumentStatus status);

// A half-open range of bytes.
struct ByteRange {
  uint64_t begin = 0;
  uint64_t end = 0;
  uint64_t size() const { return end - begin; }
};

enum class ParagraphKind : uint8_t {
  kText,
  kHeading,
  kListItem,
  kQuote,
  kPreformatted,  // line ends and blanks are kept
  kTableRow,      // cells parted by a tab
  kCaption,
};

// "text", "heading", "list-item", "quote", "preformatted", "table-row", "caption".
std::string_view ParagraphKindName(ParagraphKind kind);

// One paragraph of clean prose. `text` is its place in Result::text, without the line ends around
// it; `input` is the smallest range of the input that holds all it was made from.
struct Paragraph {
  ByteRange text;
  ByteRange input;
  ParagraphKind kind = ParagraphKind::kText;
  uint8_t level = 0;  // heading: 1 to 6; list item: depth of nesting from 1
};

// Why a block was kept or cut. Several may hold; the one that weighed most is given.
enum class Reason : uint8_t {
  kNone,
  kProse,          // long text with few links
  kNearProse,      // short, but between or beside kept blocks
  kMainContainer,  // inside the element that holds most of the page's prose
  kHeading,        // a heading over kept text
  kTitle,          // the page's title
  kLinkDensity,    // mostly links
  kNavigation,     // nav, menu, breadcrumb by tag, role or name
  kPeripheral,     // header, footer, sidebar by tag, role or name
  kAdvertising,
  kSharing,
  kRelated,
  kComments,
  kForm,
  kHidden,    // hidden by attribute or style
  kLabel,     // a phrase of rules/phrases that stands alone
  kRepeated,  // the page says it more than once
  kShort,     // too little text and no kept neighbour
  kByline,
  kOutsideMain,
  kStated,    // the page's linked data has it as its body
  kUserRule,  // the user's own rules say so (Options::keep and its like)
};
std::string_view ReasonName(Reason reason);

// One block of the input and what became of it.
struct BlockDecision {
  ByteRange input;
  float score = 0;  // higher = more like main content; comparable within one page only
  bool kept = false;
  Reason reason = Reason::kNone;
};

enum class EditKind : uint8_t {
  kSpace,       // a lost space was put in
  kStop,        // a lost full stop and space were put in
  kJoin,        // two paragraphs parted by a removed block were joined
  kLabelCut,    // a label line was cut out of running text
  kNormalised,  // characters were changed by Unicode or white space normalisation
  kReplaced,    // bytes that cannot be decoded became U+FFFD
};
std::string_view EditKindName(EditKind kind);

// How many edits there were, by EditKind.
inline constexpr size_t kEditKinds = static_cast<size_t>(EditKind::kReplaced) + 1;
using EditCounts = std::array<uint64_t, kEditKinds>;

// One change of the words themselves. White space folding and markup are not listed.
struct Edit {
  uint64_t text = 0;   // where in Result::text
  uint64_t input = 0;  // where in the input
  EditKind kind = EditKind::kSpace;
  float score = 0;  // 0 to 1, how sure; 1 for edits that need no judgement
};

// How the document was read.
struct Provenance {
  Format format = Format::kText;  // never kAuto
  std::string charset;            // WHATWG name in lower case, "utf-8"
  std::string charset_source;     // "bom", "given", "meta", "valid", "detected", "default"
  uint64_t undecodable = 0;       // characters that became U+FFFD
  std::string parser;             // HTML: "straight", "gumbo", "stripped"; text: empty
  // HTML: where the text was read, "page", "noscript" (what the page says to those without scripts) or
  // "json-ld" (its linked data); text: empty.
  std::string body;
};

// Where a document says something of itself.
enum class MetadataSource : uint8_t {
  kNone,
  kJsonLd,     // linked data in a script
  kOpenGraph,  // meta elements of the OpenGraph protocol
  kMeta,       // other meta elements
  kMicrodata,  // itemprop
  kLink,       // link rel=canonical, or the address itself
  kTime,       // a time element
  kHtmlLang,   // the lang attribute of the html element
  kTitle,      // the title element
  kHeading,    // a heading of the page
  kByline,  // what the page shows its readers: a line at the title, or one that is marked as the author's or
            // the date
  kGiven,   // DocumentHints
};
// "json-ld", "opengraph", ... : the names that the output formats use; empty for kNone.
std::string_view MetadataSourceName(MetadataSource source);

struct Stated {
  std::string value;  // UTF-8, white space folded; empty if not known
  MetadataSource source = MetadataSource::kNone;
};

// What a document says of itself. None of it is checked against the text.
struct Metadata {
  Stated title;        // without the name of the site, where that can be told
  Stated author;       // names, parted by ", "
  Stated date;         // of publication, ISO 8601: a day, or a time with the zone if that is stated
  Stated description;  // a summary for search results and cards
  Stated lang;         // BCP 47 as the page states it, lower case
  Stated url;          // canonical address, absolute; else the one that was given
  Stated site;         // name of the site
};

struct Result {
  DocumentStatus status = DocumentStatus::kOk;
  std::string reason;  // one line when status is not kOk, else empty

  std::string text;  // clean prose, UTF-8, NFC; paragraphs parted by one empty line
  std::vector<Paragraph> paragraphs;

  Metadata metadata;

  std::vector<BlockDecision> blocks;  // HTML only, in the order of the input
  std::vector<Edit> edits;            // in the order of the text; kReplaced is counted only
  EditCounts edit_counts{};           // known for streamed text too, whose `edits` are not kept
  Provenance provenance;
};

}  // namespace dechaff

#endif  // DECHAFF_RESULT_H_
