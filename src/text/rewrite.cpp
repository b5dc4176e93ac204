// Changes of one pass after another, composed into one list.
#include "text/rewrite.h"

#include <algorithm>
#include <utility>

namespace dechaff::text {

void Rewriter::Start(std::string_view text) {
  text_.assign(text);
  next_.clear();
  kept_ = 0;
  changes_.clear();
  pass_.clear();
}

void Rewriter::KeepTo(size_t end) {
  next_.append(text_, kept_, end - kept_);
  kept_ = end;
}

void Rewriter::Replace(size_t begin, size_t end, std::string_view with) {
  KeepTo(begin);
  auto out = static_cast<uint32_t>(next_.size());
  next_.append(with);
  kept_ = end;
  auto out_end = static_cast<uint32_t>(next_.size());
  if (!pass_.empty() && pass_.back().in_end == begin) {
    pass_.back().in_end = static_cast<uint32_t>(end);
    pass_.back().out_end = out_end;
  } else {
    pass_.push_back({out, out_end, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }
}

bool Rewriter::Finish() {
  if (pass_.empty()) return false;
  KeepTo(text_.size());
  Compose();
  std::swap(text_, next_);
  next_.clear();
  pass_.clear();
  kept_ = 0;
  return true;
}

// changes_ leads from the first text to text_, pass_ from text_ to next_: makes changes_ lead from the first
// text to next_. Changes that touch in text_ become one.
void Rewriter::Compose() {
  composed_.clear();
  auto before = changes_.begin(), after = pass_.begin();
  int64_t to_first = 0, to_next = 0;  // what to add to an offset of text_ between changes
  while (before != changes_.end() || after != pass_.end()) {
    bool first = after == pass_.end() || (before != changes_.end() && before->out_begin <= after->in_begin);
    int64_t begin = first ? before->out_begin : after->in_begin, end = begin;
    Change group{static_cast<uint32_t>(begin + to_next), 0, static_cast<uint32_t>(begin + to_first), 0};
    for (bool grown = true; grown;) {
      grown = false;
      for (; before != changes_.end() && before->out_begin <= end; ++before, grown = true) {
        end = std::max<int64_t>(end, before->out_end);
        to_first = int64_t{before->in_end} - before->out_end;
      }
      for (; after != pass_.end() && after->in_begin <= end; ++after, grown = true) {
        end = std::max<int64_t>(end, after->in_end);
        to_next = int64_t{after->out_end} - after->in_end;
      }
    }
    group.out_end = static_cast<uint32_t>(end + to_next);
    group.in_end = static_cast<uint32_t>(end + to_first);
    composed_.push_back(group);
  }
  std::swap(changes_, composed_);
}

}  // namespace dechaff::text
