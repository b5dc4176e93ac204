// Reads a whole dump and checks that every byte of it is accounted for: the law that all tests and the fuzzer
// hold the readers to.
#ifndef DECHAFF_TESTS_CRAWL_ACCOUNT_H_
#define DECHAFF_TESTS_CRAWL_ACCOUNT_H_

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "crawl/framed_reader.h"

namespace dechaff::crawl {

struct Account : Reporter {
  std::vector<Record> records;
  std::vector<Damage> damages;
  std::string error;       // where the account does not add up; empty if it does
  uint64_t covered = 0;    // of the decompressed bytes
  uint64_t left_over = 0;  // bytes of the file in damaged stretches

  void Skipped(const Damage& damage) override {
    damages.push_back(damage);
    if (damage.range.begin > damage.range.end) error = "a range ends before it begins";
    if (damage.layer == Damage::Layer::kStream) Cover(damage.range);
    if (damage.layer == Damage::Layer::kFile) left_over += damage.range.size();
  }
  void Cover(const ByteRange& range) {
    if (range.begin != covered || range.end <= range.begin)
      error = "a gap or an overlap at " + std::to_string(covered);
    covered = range.end;
  }
};

// Gives `bytes` in pieces of `piece`. The string must outlive what is returned.
inline ReadBytes ReadFrom(std::string_view bytes, size_t piece) {
  return [bytes, piece](char* data, size_t size) mutable {
    const size_t n = std::min({size, piece, bytes.size()});
    std::memcpy(data, bytes.data(), n);
    bytes.remove_prefix(n);
    return static_cast<ssize_t>(n);
  };
}

inline Account ReadAll(std::string_view bytes, const Grammar& grammar = WarcGrammar(), size_t piece = 1 << 16,
                       FramedReader::Limits limits = {}) {
  Account account;
  FramedReader reader(ByteStream(ReadFrom(bytes, piece), &account), grammar, &account, limits);
  for (Record record; reader.Next(&record);) {
    account.Cover(record.stream);
    account.records.push_back(record);
  }
  const ByteStream& stream = reader.stream();
  if (account.covered != stream.offset()) account.error = "bytes missing at the end";
  if (stream.file_bytes() != bytes.size()) account.error = "the file was not read to its end";
  if (stream.intact_bytes() + account.left_over != bytes.size()) account.error = "bytes of the file missing";
  return account;
}

}  // namespace dechaff::crawl

#endif  // DECHAFF_TESTS_CRAWL_ACCOUNT_H_
