// Errors by value: Status says whether a call worked and, if not, why; StatusOr<T> carries the
// value or that Status. Nothing in dechaff throws across its interface.
//
// Thread safety: both are plain values; const access from many threads is safe.
#ifndef DECHAFF_STATUS_H_
#define DECHAFF_STATUS_H_

#include <optional>
#include <string>
#include <utility>

namespace dechaff {

// The outcome of a call that can fail. Cheap to copy when ok.
class Status {
 public:
  enum class Code {
    kOk,
    kInvalid,  // the caller's arguments or rule files are wrong
    kIo,       // the operating system refused a read or write
    kLimit,    // a documented bound was reached
  };

  Status() = default;
  static Status Invalid(std::string message) { return Status(Code::kInvalid, std::move(message)); }
  static Status Io(std::string message) { return Status(Code::kIo, std::move(message)); }
  static Status Limit(std::string message) { return Status(Code::kLimit, std::move(message)); }

  bool ok() const { return code_ == Code::kOk; }
  Code code() const { return code_; }
  // One line, UTF-8, without a final stop; empty when ok.
  const std::string& message() const { return message_; }

 private:
  Status(Code code, std::string message) : code_(code), message_(std::move(message)) {}

  Code code_ = Code::kOk;
  std::string message_;
};

// A T, or the Status that says why there is none. REQUIRES: ok() before value().
template <typename T>
class StatusOr {
 public:
  StatusOr(T value) : value_(std::move(value)) {}          // NOLINT: implicit by design
  StatusOr(Status status) : status_(std::move(status)) {}  // NOLINT: implicit by design

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  T& value() { return *value_; }
  const T& value() const { return *value_; }

 private:
  Status status_;
  std::optional<T> value_;
};

}  // namespace dechaff

#endif  // DECHAFF_STATUS_H_
