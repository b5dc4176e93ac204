// A stretch of a stream of bytes, in one piece: new bytes come behind it, used ones are left in front.
#ifndef DECHAFF_CRAWL_SLIDING_BUFFER_H_
#define DECHAFF_CRAWL_SLIDING_BUFFER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace dechaff::crawl {

// Used by one thread at a time. Memory is never given back: twice the most that was held and asked for at a
// time.
class SlidingBuffer {
 public:
  // `hot`: the bytes are brought to the front of the memory again behind so many, so that a cache holds them.
  explicit SlidingBuffer(size_t hot) : hot_(hot) {}

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
  void Clear(uint64_t offset) {
    base_ = offset;
    begin_ = end_ = 0;
  }

 private:
  void Move(size_t kept, size_t used, size_t size) {
    const bool grow = used + size > capacity_ / 2;
    const size_t capacity = grow ? 2 * (used + size) : capacity_;
    auto fresh = grow ? std::make_unique_for_overwrite<char[]>(capacity) : nullptr;
    char* const target = grow ? fresh.get() : data_.get();
    if (used) std::memmove(target, data_.get() + kept, used);
    if (grow) data_ = std::move(fresh);
    capacity_ = capacity;
    base_ += kept;
    begin_ -= kept;
    end_ = used;
  }

  size_t hot_;
  // [begin_, end_) is the rest; data_[0] has the offset base_.
  std::unique_ptr<char[]> data_;
  size_t capacity_ = 0;
  size_t begin_ = 0;
  size_t end_ = 0;
  uint64_t base_ = 0;
};

}  // namespace dechaff::crawl

#endif  // DECHAFF_CRAWL_SLIDING_BUFFER_H_
