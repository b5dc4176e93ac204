// From a record to the page in it: HTTP header off, transfer and content codings undone; see dechaff/crawl.h.
#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "crawl/decoder.h"
#include "crawl/fields.h"
#include "dechaff/crawl.h"

namespace dechaff::crawl {
namespace {

constexpr size_t kChunk = size_t{64} << 10;

// The size of a chunk from the line before it: hexadecimal digits, then blanks or extensions.
std::optional<uint64_t> ParseChunkSize(std::string_view line) {
  line = Trim(line.substr(0, line.find(';')));
  uint64_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (error != std::errc() || end != line.data() + line.size()) return std::nullopt;
  return size;
}

// Joins the chunks (RFC 9112, 7.1). A body that does not begin with a chunk was joined already.
void Unchunk(Payload* payload) {
  std::string_view rest = payload->body;
  std::string joined;
  for (;;) {
    const std::string_view here = rest;
    const std::optional<uint64_t> size = here.empty() ? std::nullopt : ParseChunkSize(TakeLine(&rest));
    if (size == 0) break;
    if (!size) {
      if (joined.empty()) return;
      if (here.empty()) payload->damage = "its last chunk is missing";
      // What follows may well be text: it is kept as it is.
      if (!here.empty()) payload->damage = "its chunks end in something else";
      joined += here;
      break;
    }
    joined += rest.substr(0, *size);
    if (rest.size() < *size) {
      payload->damage = "its last chunk is cut short";
      break;
    }
    rest.remove_prefix(*size);
    if (rest.starts_with('\r')) rest.remove_prefix(1);
    if (rest.starts_with('\n')) rest.remove_prefix(1);
  }
  payload->body = std::move(joined);
}

enum class Outcome : uint8_t { kWhole, kCut, kOverLimit, kDamaged };

Outcome DecodeAll(Decoder* decoder, std::string_view in, size_t limit, std::string* out) {
  for (;;) {
    const size_t size = out->size();
    const size_t room = std::min(kChunk + in.size(), limit + 1 - size);
    out->resize(size + room);
    const Decoder::Step step = decoder->Decode(in, out->data() + size, room);
    out->resize(size + step.given);
    in.remove_prefix(step.taken);
    if (out->size() > limit) {
      out->resize(limit);
      return Outcome::kOverLimit;
    }
    if (step.state == Decoder::State::kEnd) return Outcome::kWhole;
    if (step.state == Decoder::State::kDamaged) return Outcome::kDamaged;
    if (step.taken + step.given == 0) return Outcome::kCut;
  }
}

// Undoes one content coding if the body is in it. `sure` = the body begins with the coding's own magic bytes,
// so what could be decoded before damage is worth more than the body as it is.
bool Decode(std::unique_ptr<Decoder> decoder, bool sure, size_t limit, Payload* payload) {
  std::string decoded;
  const Outcome outcome = DecodeAll(decoder.get(), payload->body, limit, &decoded);
  if (outcome == Outcome::kDamaged && (!sure || decoded.empty())) return false;
  if (outcome == Outcome::kCut && decoded.empty()) return false;
  if (outcome == Outcome::kDamaged) payload->damage = "its compressed body is damaged";
  if (outcome == Outcome::kCut) payload->damage = "its compressed body is cut short";
  if (outcome == Outcome::kOverLimit)
    payload->damage = "its body grows over " + std::to_string(limit) + " bytes";
  payload->body = std::move(decoded);
  return true;
}

void UndoCoding(std::string_view coding, size_t limit, Payload* payload) {
  if (BeginsMember(Coding::kGzip, payload->body)) {  // whichever coding the header names
    Decode(MakeZlibDecoder(Wrapping::kGzip), true, limit, payload);
  } else if (EqualsIgnoringCase(coding, "deflate")) {
    // Servers send raw deflate as well as zlib's wrapping of it, which the standard means.
    Decode(MakeZlibDecoder(Wrapping::kZlib), false, limit, payload) ||
        Decode(MakeZlibDecoder(Wrapping::kRaw), false, limit, payload);
  } else if (EqualsIgnoringCase(coding, "br")) {
    Decode(MakeBrotliDecoder(), false, limit, payload);
  } else if (EqualsIgnoringCase(coding, "zstd") && BeginsMember(Coding::kZstd, payload->body)) {
    Decode(MakeZstdDecoder(), true, limit, payload);
  }
}

// Codings are listed in the order in which they were applied.
void UndoCodings(std::string_view codings, size_t limit, Payload* payload) {
  constexpr int kMostCodings = 4;
  for (int i = 0; i < kMostCodings && !codings.empty(); ++i) {
    const size_t comma = codings.rfind(',');
    UndoCoding(Trim(codings.substr(comma == std::string_view::npos ? 0 : comma + 1)), limit, payload);
    codings = codings.substr(0, comma == std::string_view::npos ? 0 : comma);
  }
}

uint64_t StatusCode(std::string_view line) {
  const size_t blank = std::min(line.find(' '), line.size());
  const std::string_view rest = Trim(line.substr(blank));
  return ParseNumber(rest.substr(0, rest.find(' '))).value_or(0);
}

void Describe(std::string_view media_type, Payload* payload) {
  MediaType type(media_type);
  payload->media_type = std::move(type.name);
  payload->charset = std::move(type.charset);
}

}  // namespace

Payload TakePayload(Record* record, size_t limit) {
  Payload payload;
  const SharedBytes held = std::move(record->content);
  const std::string_view content = held;
  payload.body = held;
  if (!content.starts_with("HTTP/")) {
    if (!record->media_type.starts_with("application/http")) Describe(record->media_type, &payload);
    return payload;
  }
  std::string_view lines = content.substr(0, HeaderSize(content));
  payload.body = held.Behind(lines.size());
  payload.http_status = StatusCode(TakeLine(&lines));
  const Fields fields(lines);
  Describe(fields.Get("Content-Type"), &payload);
  if (EqualsIgnoringCase(fields.Get("Transfer-Encoding"), "chunked")) Unchunk(&payload);
  UndoCodings(fields.Get("Content-Encoding"), limit, &payload);
  return payload;
}

bool MayBeProse(const std::string& media_type) {
  const auto is_one_of = [&](std::initializer_list<std::string_view> types) {
    return std::ranges::find(types, media_type) != types.end();
  };
  if (media_type.empty() ||
      is_one_of({"application/xhtml+xml", "application/octet-stream", "no-type", "unk"}))
    return true;
  return media_type.starts_with("text/") &&
         !is_one_of({"text/css", "text/javascript", "text/dns", "text/csv", "text/xml", "text/calendar",
                     "text/x-javascript", "text/ecmascript"});
}

}  // namespace dechaff::crawl
