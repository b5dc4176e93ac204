// Finished paragraphs → a Result, or the pieces of a text stream.
#ifndef DECHAFF_CLEAN_RESULT_WRITER_H_
#define DECHAFF_CLEAN_RESULT_WRITER_H_

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "dechaff/cleaner.h"
#include "prose/polish.h"

namespace dechaff {

// Where a byte of the decoded source stands in the input.
using ToInput = std::function<uint64_t(uint64_t)>;

// Puts paragraphs together: one empty line between them, none between the items of a list or the rows
// of a table.
class ResultWriter : public prose::FinishedSink {
 public:
  // Everything goes into `result`.
  ResultWriter(Result* result, ToInput to_input) : result_(result), to_input_(std::move(to_input)) {}
  // The text goes to `sink`, nothing is kept.
  explicit ResultWriter(Cleaner::TextSink sink) : sink_(std::move(sink)) {}

  void Take(prose::Finished&& paragraph) override;

  // Whether any paragraph came.
  bool any() const { return any_; }
  // The edits of all that came.
  const EditCounts& edit_counts() const { return counts_; }

 private:
  Result* result_ = nullptr;
  ToInput to_input_;
  Cleaner::TextSink sink_;
  std::string piece_;  // what goes to the sink; its room is used again
  ParagraphKind before_ = ParagraphKind::kText;
  bool any_ = false;
  EditCounts counts_{};
};

}  // namespace dechaff

#endif  // DECHAFF_CLEAN_RESULT_WRITER_H_
