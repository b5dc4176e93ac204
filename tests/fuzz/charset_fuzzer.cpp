// Decoding any bytes gives valid UTF-8, the same whole or in pieces, and a monotone map.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "text/charset.h"
#include "text/sniff.h"
#include "text/stream_decoder.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dechaff::text;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  BinaryKind(bytes);
  LooksLikeHtml(bytes);
  Decoder decoder;
  Decoded decoded = decoder.Decode(bytes, {"", "", true});
  if (!IsValidUtf8(decoded.text)) std::abort();
  uint64_t before = 0;
  for (size_t i = 0; i <= decoded.text.size(); i += 1 + decoded.text.size() / 64) {
    uint64_t at = decoded.map.ToInput(i);
    if (at < before || at > size) std::abort();
    before = at;
  }
  size_t chunk = size > 0 ? 1 + data[0] % 17 : 1;
  StreamDecoder whole({}), cut({});
  std::string one(whole.Feed(bytes)), other;
  one += whole.Finish();
  for (size_t i = 0; i < size; i += chunk) other += cut.Feed(bytes.substr(i, chunk));
  other += cut.Finish();
  if (one != other || !IsValidUtf8(one)) std::abort();
  return 0;
}
