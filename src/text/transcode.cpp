// The three kinds of transcoder.
#include "text/transcode.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>

#include "text/single_byte.h"
#include "text/utf8.h"

namespace dechaff::text {
namespace {

class Utf8Transcoder : public Transcoder {
 public:
  void Feed(std::string_view bytes, bool last, std::string* out, SourceMap* map) override {
    if (!pending_.empty()) {
      size_t waiting = pending_.size();
      size_t taken = std::min<size_t>(bytes.size(), 4);  // enough to end any character
      pending_.append(bytes.substr(0, taken));
      size_t used = Convert(pending_, last && taken == bytes.size(), out, map);
      if (used < waiting) {
        pending_.erase(0, used);
        return;
      }
      pending_.clear();
      bytes.remove_prefix(used - waiting);
    }
    pending_.assign(bytes.substr(Convert(bytes, last, out, map)));
  }

 private:
  // Returns how many bytes were used: all but an unfinished character at the end.
  size_t Convert(std::string_view bytes, bool last, std::string* out, SourceMap* map) {
    std::string_view rest = bytes;
    while (!rest.empty()) {
      size_t valid = ValidUtf8Prefix(rest);
      out->append(rest.substr(0, valid));
      map->Add(1, 1, valid);
      rest.remove_prefix(valid);
      if (rest.empty() || (!last && IncompleteTail(rest) == rest.size())) break;
      int size;
      DecodeAt(rest.data(), rest.data() + rest.size(), &size);
      out->append("\xEF\xBF\xBD");
      map->Add(3, static_cast<size_t>(size), 1);
      ++replaced_;
      rest.remove_prefix(static_cast<size_t>(size));
    }
    return bytes.size() - rest.size();
  }

  std::string pending_;
};

class SingleByteTranscoder : public Transcoder {
 public:
  explicit SingleByteTranscoder(const SingleByteTable& table) {
    for (size_t i = 0; i < 128; ++i) {
      characters_[i].size = static_cast<uint8_t>(EncodeUtf8(table.high[i], characters_[i].bytes));
      characters_[i].replaced = table.high[i] == kReplacement;
    }
  }

  void Feed(std::string_view bytes, bool, std::string* out, SourceMap* map) override {
    while (!bytes.empty()) {
      size_t ascii = AsciiPrefix(bytes);
      out->append(bytes.substr(0, ascii));
      map->Add(1, 1, ascii);
      bytes.remove_prefix(ascii);
      size_t i = 0;
      for (; i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= 0x80; ++i) {
        const Character& c = characters_[static_cast<unsigned char>(bytes[i]) - 0x80];
        out->append(c.bytes, c.size);
        map->Add(c.size, 1, 1);
        replaced_ += c.replaced;
      }
      bytes.remove_prefix(i);
    }
  }

 private:
  struct Character {
    char bytes[4];
    uint8_t size;
    bool replaced;
  };
  std::array<Character, 128> characters_;
};

// The converters of ICU whose tables are the standard's: measured character by character against its
// indexes, they are equal but for two bytes of gbk, put right below, and 157 strokes of Big5-HKSCS.
const char* IcuName(std::string_view charset) {
  static constexpr std::pair<std::string_view, const char*> kNames[] = {
      {"gbk", "gb18030"},
      {"gb18030", "gb18030"},
      {"big5", "ibm-1375_P100-2008"},
      {"euc-jp", "euc-jp-2007"},
      {"iso-2022-jp", "iso-2022-jp"},
      {"shift_jis", "ibm-943_P15A-2003"},
      {"euc-kr", "windows-949-2000"},
      {"utf-16le", "UTF-16LE"},
      {"utf-16be", "UTF-16BE"},
  };
  for (const auto& [name, icu] : kNames) {
    if (name == charset) return icu;
  }
  return nullptr;
}

class IcuTranscoder : public Transcoder {
 public:
  IcuTranscoder(UConverter* converter, bool chinese) : converter_(converter), chinese_(chinese) {
    UErrorCode error = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter, Replace, this, nullptr, nullptr, &error);
  }

  void Feed(std::string_view bytes, bool last, std::string* out, SourceMap* map) override {
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    UErrorCode error;
    do {
      error = U_ZERO_ERROR;
      UChar units[kUnits];
      int32_t offsets[kUnits];
      UChar* target = units;
      const char* const start = source;
      UErrorCode ignored = U_ZERO_ERROR;
      uint64_t unfinished =
          consumed_ - static_cast<uint64_t>(ucnv_toUCountPending(converter_.get(), &ignored));
      const char* limit = start + std::min<std::ptrdiff_t>(end - start, kUnits);
      ucnv_toUnicode(converter_.get(), &target, units + kUnits, &source, limit, offsets, last && limit == end,
                     &error);
      for (int i = 0; i < target - units; ++i) {
        Unit(units[i], offsets[i] < 0 ? unfinished : consumed_ + static_cast<uint64_t>(offsets[i]), out, map);
      }
      consumed_ += static_cast<uint64_t>(source - start);
    } while (error == U_BUFFER_OVERFLOW_ERROR || (U_SUCCESS(error) && source < end));
    if (last) Note(0, consumed_, map);
  }

 private:
  static constexpr int kUnits = 4096;
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };

  // ICU calls this for bytes that it cannot decode.
  static void Replace(const void* self, UConverterToUnicodeArgs* args, const char* bytes, int32_t size,
                      UConverterCallbackReason reason, UErrorCode* error) {
    if (reason > UCNV_IRREGULAR) return;
    auto* transcoder = static_cast<IcuTranscoder*>(const_cast<void*>(self));
    bool euro = transcoder->chinese_ && size == 1 && *bytes == '\x80';
    UChar unit = euro ? u'\u20AC' : u'\uFFFD';
    transcoder->replaced_ += !euro;
    *error = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &unit, 1, 0, error);
  }

  // Takes one UTF-16 unit, whose character begins at byte `start` of the input.
  void Unit(char16_t unit, uint64_t start, std::string* out, SourceMap* map) {
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
      high_start_ = start;
      return;
    }
    char32_t c = unit;
    if (unit >= 0xDC00 && unit < 0xE000 && high_ != 0) {
      c = 0x10000u + ((high_ - 0xD800u) << 10) + (unit - 0xDC00u);
      start = high_start_;
    }
    high_ = 0;
    if (chinese_ && c == 0xE5E5) c = 0x3000;
    size_t before = out->size();
    AppendUtf8(c, out);
    Note(out->size() - before, start, map);
  }

  // A character's extent is known when the next one begins.
  void Note(size_t out, uint64_t start, SourceMap* map) {
    start = std::max(start, noted_start_);
    map->Add(noted_out_, start - noted_start_, 1);
    noted_out_ = out;
    noted_start_ = start;
  }

  std::unique_ptr<UConverter, Close> converter_;
  bool chinese_;
  char16_t high_ = 0;
  uint64_t high_start_ = 0;
  uint64_t consumed_ = 0;
  size_t noted_out_ = 0;
  uint64_t noted_start_ = 0;
};

}  // namespace

std::unique_ptr<Transcoder> MakeTranscoder(std::string_view charset) {
  if (charset == "utf-8") return std::make_unique<Utf8Transcoder>();
  if (const char* name = IcuName(charset)) {
    UErrorCode error = U_ZERO_ERROR;
    if (UConverter* converter = ucnv_open(name, &error)) {
      return std::make_unique<IcuTranscoder>(converter, charset == "gbk" || charset == "gb18030");
    }
  }
  return std::make_unique<SingleByteTranscoder>(SingleByteTableFor(charset));
}

}  // namespace dechaff::text
