// The arena and the way out. Between setjmp and longjmp lie only Gumbo's own frames and the allocator's,
// which hold nothing that would need a destructor.
#include "html/gumbo_guard.h"

#include <algorithm>
#include <cstdlib>

namespace dechaff::html {
namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;
constexpr size_t kAlignment = alignof(std::max_align_t);

thread_local GumboGuard* guard_at_work = nullptr;

constexpr size_t Aligned(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

struct GumboGuard::Chunk {
  Chunk* next;
  size_t used, capacity;
};

GumboGuard::~GumboGuard() {
  Release();
  std::free(chunks_);
}

const GumboOutput* GumboGuard::Parse(const std::string& text, size_t max_bytes, size_t max_allocations) {
  Release();
  used_bytes_ = allocations_ = 0;
  max_bytes_ = max_bytes;
  max_allocations_ = max_allocations;
  why_ = "";
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = AllocateFor;
  options.deallocator = Free;
  options.userdata = this;
  options.max_errors = 0;  // each error would store the stack of open elements
  const GumboOutput* volatile output = nullptr;
  guard_at_work = this;
  if (setjmp(escape_) == 0) output = gumbo_parse_with_options(&options, text.c_str(), text.size());
  guard_at_work = nullptr;
  return output;
}

void GumboGuard::Release() {
  while (chunks_ != nullptr && (chunks_->next != nullptr || chunks_->capacity > kChunkBytes)) {
    Chunk* next = chunks_->next;
    std::free(chunks_);
    chunks_ = next;
  }
  if (chunks_ != nullptr) chunks_->used = 0;
}

void GumboGuard::EscapeFromAssert() {
  if (guard_at_work != nullptr) guard_at_work->Escape("an assert of Gumbo's");
}

void GumboGuard::Escape(const char* why) {
  why_ = why;
  std::longjmp(escape_, 1);
}

void* GumboGuard::AllocateFor(void* guard, size_t size) {
  return static_cast<GumboGuard*>(guard)->Allocate(size);
}

void GumboGuard::Free(void*, void*) {}

void* GumboGuard::Allocate(size_t size) {
  size = Aligned(size);
  used_bytes_ += size;
  if (used_bytes_ > max_bytes_) Escape("Gumbo's memory");
  if (++allocations_ > max_allocations_) Escape("Gumbo's work");
  constexpr size_t kHeader = Aligned(sizeof(Chunk));
  if (chunks_ == nullptr || chunks_->capacity - chunks_->used < size) {
    size_t capacity = std::max(size, kChunkBytes);
    auto* chunk = static_cast<Chunk*>(std::malloc(kHeader + capacity));
    if (chunk == nullptr) Escape("Gumbo's memory");
    *chunk = {chunks_, 0, capacity};
    chunks_ = chunk;
  }
  char* memory = reinterpret_cast<char*>(chunks_) + kHeader + chunks_->used;
  chunks_->used += size;
  return memory;
}

}  // namespace dechaff::html
