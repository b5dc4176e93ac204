// Takes the place of libc's __assert_fail in an executable, so that an assert that fails inside a guarded
// parse costs one page and not the process. An object library of its own (dechaff_assert_trap), which
// only executables link: a library must not do this to its host.
#include <cstdio>
#include <cstdlib>

#include "html/gumbo_guard.h"

// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is libc's.
extern "C" [[noreturn]] void __assert_fail(const char* assertion, const char* file, unsigned line,
                                           const char* function) noexcept(false) {
  dechaff::html::GumboGuard::EscapeFromAssert();
  std::fprintf(stderr, "%s:%u: %s: assertion failed: %s\n", file, line, function, assertion);
  std::abort();
}
