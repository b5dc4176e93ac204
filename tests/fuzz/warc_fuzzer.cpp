// Any bytes as a dump: nothing crashes, and every byte in is accounted for. The first byte chooses the format
// and the size of the reads.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "../crawl/account.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dechaff::crawl;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Grammar& grammar = data[0] & 1 ? ArcGrammar() : WarcGrammar();
  Account account = ReadAll(bytes, grammar, 1 + (data[0] >> 1) * size_t{37}, {.content = 4096});
  if (!account.error.empty()) abort();
  for (Record& record : account.records) TakePayload(&record, 1 << 16);
  return 0;
}
