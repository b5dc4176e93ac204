// The lines of an input; see line_source.h.
#include "io/line_source.h"

#include <algorithm>
#include <cerrno>

namespace dechaff::io {

bool LineSource::Next(Line* line) {
  line->text.clear();
  line->cut = false;
  line->offset = offset_;
  bool ended = false;
  while (!ended) {
    if (next_ == buffer_.size() && !Fill()) break;
    const size_t end = buffer_.find('\n', next_);
    ended = end != std::string::npos;
    const size_t size = (ended ? end : buffer_.size()) - next_;
    const size_t taken = std::min(size, limit_ - line->text.size());
    line->text.append(buffer_, next_, taken);
    line->cut = line->cut || taken < size;
    next_ += size + ended;
    offset_ += size + ended;
  }
  line->size = offset_ - line->offset;
  if (line->size == 0) return false;
  if (!line->cut && line->text.ends_with('\r')) line->text.pop_back();
  line->number = ++number_;
  return true;
}

bool LineSource::Fill() {
  buffer_.resize(kChunk);
  next_ = 0;
  const ssize_t got = read_(buffer_.data(), kChunk);
  if (got < 0) status_ = Status::Io(ErrorText(errno));
  buffer_.resize(static_cast<size_t>(std::max<ssize_t>(got, 0)));
  return got > 0;
}

}  // namespace dechaff::io
