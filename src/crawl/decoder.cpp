// The codings by their first bytes; see decoder.h.
#include "crawl/decoder.h"

namespace dechaff::crawl {
namespace {

using namespace std::string_view_literals;

unsigned char ByteAt(std::string_view bytes, size_t i) {
  return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
}

// RFC 1952: deflate is the only method, the upper three flags are reserved.
bool BeginsGzip(std::string_view bytes) {
  return bytes.starts_with("\x1f\x8b\x08"sv) && ByteAt(bytes, 3) < 0x20;
}

// RFC 8878 and the lz4 frame format share the skippable frames 50..5F 2A 4D 18.
bool BeginsSkippable(std::string_view bytes) {
  return bytes.substr(0, 4).ends_with("\x2a\x4d\x18"sv) && (ByteAt(bytes, 0) & 0xF0) == 0x50;
}

bool BeginsBzip2(std::string_view bytes) {
  return bytes.starts_with("BZh"sv) && ByteAt(bytes, 3) >= '1' && ByteAt(bytes, 3) <= '9' &&
         (bytes.substr(4, 6) == "1AY&SY"sv || bytes.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"sv);
}

}  // namespace

bool BeginsMember(Coding coding, std::string_view bytes) {
  switch (coding) {
    case Coding::kNone:
      return false;
    case Coding::kGzip:
      return BeginsGzip(bytes);
    case Coding::kZstd:
      return bytes.starts_with("\x28\xb5\x2f\xfd"sv) || BeginsSkippable(bytes);
    case Coding::kBzip2:
      return BeginsBzip2(bytes);
    case Coding::kXz:
      return bytes.starts_with("\xfd\x37\x7a\x58\x5a\x00"sv);
    case Coding::kLz4:
      return bytes.starts_with("\x04\x22\x4d\x18"sv) || BeginsSkippable(bytes);
  }
  return false;
}

// A file that begins with a skippable frame is taken for zstd: .warc.zst files do.
Coding DetectCoding(std::string_view beginning) {
  for (const Coding coding : {Coding::kGzip, Coding::kZstd, Coding::kBzip2, Coding::kXz, Coding::kLz4}) {
    if (BeginsMember(coding, beginning)) return coding;
  }
  return Coding::kNone;
}

std::string_view CodingName(Coding coding) {
  constexpr std::string_view kNames[] = {"plain", "gzip", "zstd", "bzip2", "xz", "lz4"};
  return kNames[static_cast<size_t>(coding)];
}

std::unique_ptr<Decoder> MakeDecoder(Coding coding) {
  switch (coding) {
    case Coding::kNone:
      break;
    case Coding::kGzip:
      return MakeGzipDecoder();
    case Coding::kZstd:
      return MakeZstdDecoder();
    case Coding::kBzip2:
      return MakeBzip2Decoder();
    case Coding::kXz:
      return MakeXzDecoder();
    case Coding::kLz4:
      return MakeLz4Decoder();
  }
  return nullptr;
}

}  // namespace dechaff::crawl
