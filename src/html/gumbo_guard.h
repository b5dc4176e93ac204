// Gumbo behind a guard. Debian's libgumbo 0.10.1 takes unbounded memory for some inputs, does not check
// what malloc returns, recurses when it frees a tree and aborts on some asserts. Here it allocates from
// an arena with a byte budget and a budget of allocations; over either it is left by longjmp, and the
// arena is dropped as a whole. An assert that fails is left the same way, if the executable links
// assert_trap.cpp.
#ifndef DECHAFF_HTML_GUMBO_GUARD_H_
#define DECHAFF_HTML_GUMBO_GUARD_H_

#include <gumbo.h>

#include <csetjmp>
#include <cstddef>
#include <string>

namespace dechaff::html {

class GumboGuard {
 public:
  GumboGuard() = default;
  ~GumboGuard();
  GumboGuard(const GumboGuard&) = delete;
  GumboGuard& operator=(const GumboGuard&) = delete;

  // Parses `text`; nullptr if it was stopped. The result lives until the next Parse or Release. (A
  // std::string, since Gumbo reads the byte after the text, which must be NUL.)
  const GumboOutput* Parse(const std::string& text, size_t max_bytes, size_t max_allocations);
  // Frees what the last parse took, but for a small rest that the next one reuses.
  void Release();
  // After Parse has been stopped: the reason; static storage.
  const char* why() const { return why_; }

  // Leaves the guarded parse that this thread is in, if any; else returns.
  static void EscapeFromAssert();

 private:
  struct Chunk;
  static void* AllocateFor(void* guard, size_t size);
  static void Free(void* guard, void* memory);
  void* Allocate(size_t size);
  [[noreturn]] void Escape(const char* why);

  Chunk* chunks_ = nullptr;  // the newest first
  size_t used_bytes_ = 0, max_bytes_ = 0;
  size_t allocations_ = 0, max_allocations_ = 0;
  const char* why_ = "";
  std::jmp_buf escape_;
};

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_GUMBO_GUARD_H_
