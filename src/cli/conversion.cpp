// A cleaned document as a WARC conversion record; see conversion.h.
#include "cli/conversion.h"

#include <cstdio>

#include "cli/warc_header.h"
#include "text/hash.h"

namespace dechaff::cli {
namespace {

// A UUID of version 8 (RFC 9562): 122 bits of a hash.
std::string Uuid(std::string_view name) {
  const uint64_t high = text::Hash(name);
  const uint64_t low = text::Hash(name, text::Hash("dechaff", high));
  char uuid[40];
  std::snprintf(uuid, sizeof uuid, "%08x-%04x-8%03x-%04x-%012llx", static_cast<unsigned>(high >> 32),
                static_cast<unsigned>(high >> 16 & 0xFFFF), static_cast<unsigned>(high & 0xFFF),
                static_cast<unsigned>(0x8000 | (low >> 48 & 0x3FFF)),
                static_cast<unsigned long long>(low & 0xFFFFFFFFFFFF));
  return uuid;
}

}  // namespace

void AppendConversion(const Result& result, const batch::Outcome& outcome, std::string* out) {
  const batch::RecordOrigin origin = outcome.record.value_or(batch::RecordOrigin{});
  std::string address = origin.url.empty() ? result.metadata.url.value : origin.url;
  if (address.empty()) address = "file:" + outcome.Path();
  const std::string name = origin.id.empty() ? outcome.Name() + ' ' + origin.url : origin.id;
  const std::string id = "<urn:uuid:" + Uuid(name) + ">";
  const bool is_uri = origin.id.starts_with('<') && origin.id.ends_with('>');

  out->append("WARC/1.0\r\nWARC-Type: conversion\r\n");
  AppendWarcField("WARC-Target-URI", WarcUri(address), out);
  AppendWarcField("WARC-Date", WarcDate(origin.date), out);
  AppendWarcField("WARC-Record-ID", id, out);
  if (is_uri)
    AppendWarcField("WARC-Refers-To", "<" + WarcUri(origin.id.substr(1, origin.id.size() - 2)) + ">", out);
  AppendWarcField("WARC-Identified-Content-Language", result.metadata.lang.value, out);
  AppendWarcField("Content-Type", "text/plain", out);
  const bool ends = result.text.empty() || result.text.ends_with('\n');
  AppendWarcField("Content-Length", std::to_string(result.text.size() + !ends), out);
  out->append("\r\n").append(result.text).append(ends ? "\r\n\r\n" : "\n\r\n\r\n");
}

}  // namespace dechaff::cli
