// A stretch of a stream of bytes, in one piece: new bytes come behind it, used ones are left in front.
#ifndef DECHAFF_CRAWL_SLIDING_BUFFER_H_
#define DECHAFF_CRAWL_SLIDING_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "dechaff/crawl.h"

namespace dechaff::crawl {

// Blocks of memory of one size that are given again when nobody holds them any more, so that they need not be
// got from the system each time. Thread safety: Take from one thread at a time; blocks may be let go on any.
class BlockPool {
 public:
  explicit BlockPool(size_t size);
  size_t size() const { return size_; }
  std::shared_ptr<char[]> Take();

 private:
  struct Free;

  size_t size_;
  std::shared_ptr<Free> free_;
};

// Used by one thread at a time, but for what is shared. Memory: a block, or twice the most that was held and
// asked for at a time, and what others hold.
class SlidingBuffer {
 public:
  // `block`: bytes of memory where those are enough. `hot`: bytes are put at the front of the memory again
  // behind so many, so that a cache holds them.
  SlidingBuffer(size_t block, size_t hot) : pool_(block), hot_(hot) {}

  // The bytes that are not used yet; valid until Room or Clear.
  std::string_view rest() const { return {data_.get() + begin_, end_ - begin_}; }
  // In the stream: of the next byte, of the one behind the last, and of the first that can be gone back to.
  uint64_t offset() const { return base_ + begin_; }
  uint64_t end() const { return base_ + end_; }
  uint64_t first() const { return base_; }

  // REQUIRES: size <= rest().size().
  void Use(size_t size) { begin_ += size; }
  // REQUIRES: first() <= offset <= this->offset().
  void GoBackTo(uint64_t offset) { begin_ = offset - base_; }
  // The bytes from there up to the next. REQUIRES: as GoBackTo.
  std::string_view Since(uint64_t offset) const {
    return {data_.get() + (offset - base_), begin_ - (offset - base_)};
  }
  // A part of rest() that stays as it is for as long as it is held.
  SharedBytes Share(std::string_view part) {
    shared_ = true;
    return SharedBytes(part, data_);
  }

  // Room for `size` bytes behind the last; of those before the next, `back` can be gone back to afterwards.
  // REQUIRES: back <= offset() - first().
  char* Room(size_t size, size_t back = 0) {
    const size_t kept = begin_ - back;
    const size_t used = end_ - kept;
    if (capacity_ - end_ < size || (kept > hot_ && used < kept / 4)) Move(kept, used, size);
    return data_.get() + end_;
  }
  // So many bytes were written there.
  void Add(size_t size) { end_ += size; }

  // Empties it; the next byte has that offset.
  void Clear(uint64_t offset);

 private:
  void Move(size_t kept, size_t used, size_t size);

  BlockPool pool_;
  size_t hot_;
  // [begin_, end_) is the rest; data_[0] has the offset base_.
  std::shared_ptr<char[]> data_;
  size_t capacity_ = 0;
  bool shared_ = false;  // others may hold parts of data_
  size_t begin_ = 0;
  size_t end_ = 0;
  uint64_t base_ = 0;
};

}  // namespace dechaff::crawl

#endif  // DECHAFF_CRAWL_SLIDING_BUFFER_H_
