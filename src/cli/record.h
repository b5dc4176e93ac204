// One cleaned document as a line of JSON.
#ifndef DECHAFF_CLI_RECORD_H_
#define DECHAFF_CLI_RECORD_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "batch/outcome.h"
#include "dechaff/options.h"
#include "dechaff/result.h"
#include "dechaff/status.h"

namespace dechaff::cli {

// The members of a record that are wanted, a bit for each.
using FieldSet = uint32_t;
// id, url, title, author, date, description, site, lang, text, status, reason, source (file and record),
// stated_in (which says where each of url to lang was found).
FieldSet DefaultFields();

// Names parted by commas; with a leading '+' they are added to the default ones. Besides those there are
//   paragraphs  [[text begin, text end, input begin, input end, kind, level], ...]
//   edits       [[text offset, input offset, kind, score], ...], as Result::edits
//   blocks      [[input begin, input end, kept, reason, score], ...], HTML only
// Offsets in the text count bytes of its UTF-8, offsets in the input bytes of it as it was read.
StatusOr<FieldSet> ParseFields(std::string_view names);
// The names that ParseFields reads as `fields`.
std::string ShowFields(FieldSet fields);

// Has `options` ask for the parts of a result that are written with `fields`, and for no others.
void AskFor(FieldSet fields, Options* options);

// Appends one object without a line end, its members in a fixed order; what is not known is left out. The
// result gives what was found in the document, the outcome where it came from and how it ended.
void AppendRecord(const Result& result, const batch::Outcome& outcome, FieldSet fields, std::string* out);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_RECORD_H_
