// The flags of crawls and long runs: a part of the one table, see flags.h.
#ifndef DECHAFF_CLI_CRAWL_FLAGS_H_
#define DECHAFF_CLI_CRAWL_FLAGS_H_

#include <span>

#include "cli/flags.h"

namespace dechaff::cli {

std::span<const Flag> CrawlFlags();

// Whether all inputs are files whose size can be known before they are read.
bool ReadsFiles(const Settings& settings);

// What of them cannot hold together.
Status CheckCrawlFlags(const Settings& settings);

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_CRAWL_FLAGS_H_
