// JSON out: strings escaped, objects written member by member.
//
// Thread safety: distinct output strings may be written by distinct threads.
#ifndef DECHAFF_IO_JSON_H_
#define DECHAFF_IO_JSON_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace dechaff::io {

// Appends `bytes` as a JSON string with its quotes. What is not UTF-8 (overlong forms and surrogates
// too) becomes U+FFFD. Time O(bytes).
void AppendJsonString(std::string_view bytes, std::string* out);

// Appends one list, on one line, to a string that must outlive it. A nested list must be closed before this
// one is used again.
class JsonArray {
 public:
  explicit JsonArray(std::string* out) : out_(out) { out_->push_back('['); }
  JsonArray(const JsonArray&) = delete;
  JsonArray& operator=(const JsonArray&) = delete;

  JsonArray& Add(std::string_view value);
  JsonArray& Add(uint64_t value);
  JsonArray& AddBool(bool value);
  // With three digits after the point.
  JsonArray& AddDecimal(double value);
  JsonArray List();
  void Close() { out_->push_back(']'); }

 private:
  void Part();

  std::string* out_;
  bool first_ = true;
};

// Appends one object, on one line, to a string that must outlive it. Members come in the order of the
// calls; a nested object must be closed before its parent is used again.
class JsonObject {
 public:
  explicit JsonObject(std::string* out) : out_(out) { out_->push_back('{'); }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  void Add(std::string_view key, std::string_view value);
  void Add(std::string_view key, uint64_t value);
  // With three digits after the point.
  void AddSeconds(std::string_view key, double value);
  // Leaves the member out when `value` is empty.
  void AddIfKnown(std::string_view key, std::string_view value);
  // Begins a member that is an object, which writes to the same string.
  JsonObject Nest(std::string_view key);
  // The same for a list.
  JsonArray List(std::string_view key);
  void Close() { out_->push_back('}'); }

 private:
  void Key(std::string_view key);

  std::string* out_;
  bool first_ = true;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_JSON_H_
