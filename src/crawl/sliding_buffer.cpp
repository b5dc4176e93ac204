// A stretch of a stream of bytes; see sliding_buffer.h.
#include "crawl/sliding_buffer.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

namespace dechaff::crawl {

struct BlockPool::Free {
  std::mutex mutex;
  std::vector<std::unique_ptr<char[]>> blocks;
};

BlockPool::BlockPool(size_t size) : size_(size), free_(std::make_shared<Free>()) {}

std::shared_ptr<char[]> BlockPool::Take() {
  std::unique_ptr<char[]> block;
  {
    const std::lock_guard lock(free_->mutex);
    if (!free_->blocks.empty()) {
      block = std::move(free_->blocks.back());
      free_->blocks.pop_back();
    }
  }
  if (!block) block = std::make_unique_for_overwrite<char[]>(size_);
  return {block.release(), [free = free_](char* let_go) {
            std::unique_ptr<char[]> again(let_go);
            const std::lock_guard lock(free->mutex);
            free->blocks.push_back(std::move(again));
          }};
}

void SlidingBuffer::Clear(uint64_t offset) {
  if (std::exchange(shared_, false)) {
    data_.reset();
    capacity_ = 0;
  }
  base_ = offset;
  begin_ = end_ = 0;
}

// Brings the `used` bytes from `kept` on to the front, of other memory if this is too small or others may
// hold parts of it.
void SlidingBuffer::Move(size_t kept, size_t used, size_t size) {
  const bool grow = used + size > capacity_ / 2;
  if (grow || shared_) {
    const std::shared_ptr<char[]> old = std::move(data_);
    const size_t wanted = std::max(pool_.size(), 2 * (used + size));
    data_ = wanted == pool_.size() ? pool_.Take() : std::make_shared_for_overwrite<char[]>(wanted);
    capacity_ = wanted;
    shared_ = false;
    if (used) std::memcpy(data_.get(), old.get() + kept, used);
  } else if (used) {
    std::memmove(data_.get(), data_.get() + kept, used);
  }
  base_ += kept;
  begin_ -= kept;
  end_ = used;
}

}  // namespace dechaff::crawl
