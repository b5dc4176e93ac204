// A JSON object that stands on one line: its members taken apart, some of them changed, all others kept byte
// for byte and in their order.
#ifndef DECHAFF_IO_JSON_ROW_H_
#define DECHAFF_IO_JSON_ROW_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"

namespace dechaff::io {

// Keeps its buffers from one row to the next. Used by one thread at a time. What it gives points into it and
// ends with the next Parse.
class JsonRow {
 public:
  JsonRow();
  ~JsonRow();
  JsonRow(const JsonRow&) = delete;
  JsonRow& operator=(const JsonRow&) = delete;

  // Takes the row of `line` in place of the one before. A line that is not quite JSON, as crawlers write it
  // (raw control characters in strings, bytes that are not UTF-8, halves of surrogate pairs, NaN, commas too
  // many, a byte order mark), is mended first. kInvalid, and no members, if that does not help or it is no
  // object. Time O(line).
  Status Parse(std::string_view line);
  // What had to be mended, in a few words; empty if nothing.
  std::string_view mended() const { return mended_; }

  // Whether there is a member of that name. A name that stands twice means the last of them.
  bool Has(std::string_view name) const { return Find(name) != nullptr; }
  // The member's value if it is a string.
  std::optional<std::string_view> String(std::string_view name) const;
  // The same for a member of a member: "metadata.url", unless there is a member of that very name.
  std::optional<std::string> StringAt(std::string_view path);
  // The member's value as it stands in the line; empty if there is none.
  std::string_view Raw(std::string_view name) const;

  // Gives the member that value, at its place, or at the end if there is none of that name.
  void Set(std::string_view name, std::string_view value);
  void SetRaw(std::string_view name, std::string json);
  // Takes out all members of that name.
  void Remove(std::string_view name);

  // Appends the object, on one line.
  void Write(std::string* out) const;

 private:
  struct Parser;

  struct Member {
    std::string_view key;     // as it stands, with its quotes
    std::string_view name;    // without escapes
    std::string_view raw;     // the value as it stands
    std::string_view string;  // the value without escapes, if it is a string
    bool is_string = false;
    std::optional<std::string> set;  // what stands in place of `raw`
  };

  const Member* Find(std::string_view name) const;
  Status Take(std::string_view line);

  std::unique_ptr<Parser> parser_;
  std::vector<Member> members_;
  std::vector<std::unique_ptr<std::string>> names_;  // of members that were added
  std::string mended_;
};

}  // namespace dechaff::io

#endif  // DECHAFF_IO_JSON_ROW_H_
