// The whole library on one input: what must always hold of a Result, and that clean text stays as it is. The
// first byte of the input chooses how it is read.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dechaff/cleaner.h"
#include "text/utf8.h"

namespace {

using dechaff::Cleaner;
using dechaff::Format;
using dechaff::Options;
using dechaff::Result;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

Cleaner MakeCleaner(Format format) {
  Options options;
  options.format = format;
  return std::move(Cleaner::Create(options).value());
}

void CheckResult(const Result& result, size_t input_size) {
  Require(dechaff::text::IsValidUtf8(result.text), "the text is valid UTF-8");
  Require(result.text.find('\0') == std::string::npos, "the text has no NUL");
  uint64_t end = 0;
  for (const dechaff::Paragraph& paragraph : result.paragraphs) {
    Require(end <= paragraph.text.begin && paragraph.text.begin < paragraph.text.end,
            "paragraphs are in order, none is empty");
    Require(paragraph.text.end <= result.text.size(), "a paragraph lies in the text");
    Require(paragraph.input.begin <= paragraph.input.end && paragraph.input.end <= input_size,
            "a paragraph lies in the input");
    end = paragraph.text.end;
  }
  for (const dechaff::Edit& edit : result.edits) {
    Require(edit.text <= result.text.size() && edit.input <= input_size, "an edit lies in text and input");
  }
}

// Streams `bytes` in pieces of `step` bytes.
std::string Stream(const Cleaner& cleaner, std::string_view bytes, size_t step) {
  std::string text;
  auto stream = cleaner.OpenText([&text](std::string_view piece) { text += piece; });
  for (size_t i = 0; i < bytes.size(); i += step) stream->Feed(bytes.substr(i, step));
  stream->Finish();
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Cleaner page_cleaner = MakeCleaner(Format::kHtml);
  static const Cleaner text_cleaner = MakeCleaner(Format::kText);
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) {
    CheckResult(page_cleaner.Clean(bytes), bytes.size());
    return 0;
  }
  const Result result = text_cleaner.Clean(bytes);
  CheckResult(result, bytes.size());
  Require(text_cleaner.Clean(result.text).text == result.text, "clean text stays as it is");
  const size_t step = size_t{1} + data[0] / 2;
  Require(Stream(text_cleaner, bytes, step) == Stream(text_cleaner, bytes, bytes.size() + 1),
          "the cut of a stream does not matter");
  return 0;
}
