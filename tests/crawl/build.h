// Makes dumps to read: records, and their compressed forms.
#ifndef DECHAFF_TESTS_CRAWL_BUILD_H_
#define DECHAFF_TESTS_CRAWL_BUILD_H_

#include <bzlib.h>
#include <lz4frame.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <string_view>

namespace dechaff::crawl {

inline std::string MakeRecord(std::string_view type, std::string_view url, std::string_view content,
                              std::string_view length = {}) {
  std::string record = "WARC/1.0\r\nWARC-Type: ";
  record.append(type).append("\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n");
  record.append("WARC-Target-URI: ").append(url).append("\r\nContent-Type: text/plain\r\nContent-Length: ");
  record.append(length.empty() ? std::to_string(content.size()) : std::string(length)).append("\r\n\r\n");
  return record.append(content).append("\r\n\r\n");
}

inline std::string Deflate(std::string_view bytes, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(bytes.size() + 1024, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string Gzip(std::string_view bytes) { return Deflate(bytes, 15 + 16); }

inline std::string Zstd(std::string_view bytes, std::string_view dictionary = {}) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  out.resize(ZSTD_compress_usingDict(context, out.data(), out.size(), bytes.data(), bytes.size(),
                                     dictionary.data(), dictionary.size(), 3));
  ZSTD_freeCCtx(context);
  return out;
}

inline std::string Bzip2(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1024, '\0');
  auto size = static_cast<unsigned>(out.size());
  BZ2_bzBuffToBuffCompress(out.data(), &size, const_cast<char*>(bytes.data()),
                           static_cast<unsigned>(bytes.size()), 9, 0, 0);
  out.resize(size);
  return out;
}

inline std::string Xz(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1024, '\0');
  size_t size = 0;
  lzma_easy_buffer_encode(3, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const uint8_t*>(bytes.data()),
                          bytes.size(), reinterpret_cast<uint8_t*>(out.data()), &size, out.size());
  out.resize(size);
  return out;
}

inline std::string Lz4(std::string_view bytes) {
  LZ4F_preferences_t preferences{};
  preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
  std::string out(LZ4F_compressFrameBound(bytes.size(), &preferences), '\0');
  out.resize(LZ4F_compressFrame(out.data(), out.size(), bytes.data(), bytes.size(), &preferences));
  return out;
}

}  // namespace dechaff::crawl

#endif  // DECHAFF_TESTS_CRAWL_BUILD_H_
