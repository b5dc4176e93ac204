// A cleaned document as a record of a WET file: a WARC conversion record (ISO 28500:2017, 6.8) whose block is
// the text.
#ifndef DECHAFF_CLI_CONVERSION_H_
#define DECHAFF_CLI_CONVERSION_H_

#include <string>

#include "batch/outcome.h"
#include "dechaff/result.h"

namespace dechaff::cli {

// Appends the record with the line ends after it. Its name is made from what names the document, so that the
// same input has the same name again; its date is that of the record it was made from, or
// 1970-01-01T00:00:00Z for a document that has none; it refers to that record if that has a name.
void AppendConversion(const Result& result, const batch::Outcome& outcome, std::string* out);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_CONVERSION_H_
