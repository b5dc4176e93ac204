// Normalising any text gives valid UTF-8, again and again the same, and changes that fit.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "text/charset.h"
#include "text/normalise.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dechaff::text;
  if (size == 0) return 0;
  NormaliseOptions options;
  options.preformatted = data[0] & 1;
  options.html = data[0] & 2;
  Decoder decoder;
  std::string text(
      decoder.Decode({reinterpret_cast<const char*>(data) + 1, size - 1}, {"utf-8", "", false}).text);
  std::string out, again, rebuilt;
  std::vector<Change> changes;
  Normalise(text, options, &out, &changes);
  Normalise(out, options, &again, nullptr);
  if (!IsValidUtf8(out) || again != out || !IsNormal(out, options)) std::abort();
  size_t at = 0;
  for (const Change& change : changes) {
    if (change.in_begin < at || change.in_end < change.in_begin) std::abort();
    rebuilt += text.substr(at, change.in_begin - at) +
               out.substr(change.out_begin, change.out_end - change.out_begin);
    at = change.in_end;
  }
  if (rebuilt + text.substr(at) != out) std::abort();
  return 0;
}
