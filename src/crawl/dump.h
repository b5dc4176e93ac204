// The formats of dumps: how each is told, and its reader. A new format is a RecordSource and one case here.
#ifndef DECHAFF_CRAWL_DUMP_H_
#define DECHAFF_CRAWL_DUMP_H_

#include <memory>
#include <optional>
#include <string_view>

#include "crawl/byte_stream.h"
#include "dechaff/crawl.h"

namespace dechaff::crawl {

// Bytes that suffice to tell a dump.
inline constexpr size_t kDumpBeginning = 16;

// What a file that begins with these bytes, after decompression, is a dump in; nothing if it is none.
std::optional<DumpFormat> DetectDump(std::string_view beginning);

// The records of a stream at its beginning. `reporter` must outlive the source.
std::unique_ptr<RecordSource> MakeSource(DumpFormat format, ByteStream stream, Reporter* reporter);

}  // namespace dechaff::crawl

#endif  // DECHAFF_CRAWL_DUMP_H_
