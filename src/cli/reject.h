// What could not be cleaned, as it stands in the input, so that it can be kept and given again.
#ifndef DECHAFF_CLI_REJECT_H_
#define DECHAFF_CLI_REJECT_H_

#include <string>

#include "batch/feed.h"
#include "batch/outcome.h"
#include "io/output.h"

namespace dechaff::cli {

// The bytes of a job, before it is cleaned. Of files that cannot be read there are none.
batch::Reject RejectOf(const batch::Job& job);

// Writes what outcome.reject holds, in a form that can be an input again: a line of JSON as it is; the others
// behind a WARC metadata record that says what was wrong and where it stood. False when the output takes no
// more.
bool WriteReject(const batch::Outcome& outcome, io::Output* output);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_REJECT_H_
