// One cleaned document as a line of JSON.
#ifndef DECHAFF_CLI_RECORD_H_
#define DECHAFF_CLI_RECORD_H_

#include <string>
#include <string_view>

#include "batch/outcome.h"
#include "dechaff/result.h"

namespace dechaff::cli {

// Appends one object without a line end: id, url, title, lang, text, status, reason, source (file and record); what is not
// known is left out. The result gives what was found in the document, the outcome where it came from and how
// it ended.
void AppendRecord(const Result& result, const batch::Outcome& outcome, std::string* out);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_RECORD_H_
