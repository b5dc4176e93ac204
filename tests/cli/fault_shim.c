// Preloaded into the program by fault_test.py: makes the Nth call of one system function fail. The variable FAULT is
// "CALL:N:ERROR"; ERROR is a number of <errno.h>, or 0 for a call that does only one byte of its work (read and write).
// Counted are only calls on what the program works with: relative paths, descriptors opened from them, and the standard
// input and output. Once the fault has happened, the file that FAULT_MARK names exists.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { kDescriptors = 1024 };
static atomic_bool watched[kDescriptors] = {1, 1};
static atomic_int calls;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int Watched(int fd) { return fd >= 0 && fd < kDescriptors && watched[fd]; }

static int Watch(int fd) {
  if (fd >= 0 && fd < kDescriptors) watched[fd] = 1;
  return fd;
}

// Whether this call of `name` is the one to fail; with errno set if it shall fail altogether.
static int Fails(const char* name) {
  const char* fault = getenv("FAULT");
  const size_t size = strlen(name);
  if (fault == NULL || strncmp(fault, name, size) != 0 || fault[size] != ':') return 0;
  char* rest;
  const long wanted = strtol(fault + size + 1, &rest, 10);
  if (++calls != wanted) return 0;
  const char* mark = getenv("FAULT_MARK");
  if (mark != NULL) syscall(SYS_close, syscall(SYS_open, mark, O_CREAT | O_WRONLY, 0600));
  errno = atoi(rest + 1);
  return 1;
}

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if (path[0] == '/') return REAL(open)(path, flags, mode);
  if (Fails((flags & O_CREAT) != 0 ? "create" : "open")) return -1;
  return Watch(REAL(open)(path, flags, mode));
}

int fcntl(int fd, int command, ...) {
  va_list rest;
  va_start(rest, command);
  void* argument = va_arg(rest, void*);
  va_end(rest);
  const int result = REAL(fcntl)(fd, command, argument);
  return command == F_DUPFD_CLOEXEC && Watched(fd) ? Watch(result) : result;
}

int close(int fd) {
  const int counted = Watched(fd);
  if (counted) watched[fd] = 0;
  const int result = REAL(close)(fd);
  return counted && Fails("close") ? -1 : result;
}

ssize_t read(int fd, void* data, size_t size) {
  if (Watched(fd) && Fails("read")) {
    if (errno != 0) return -1;
    size = size > 0;
  }
  return REAL(read)(fd, data, size);
}

ssize_t write(int fd, const void* data, size_t size) {
  if (Watched(fd) && Fails("write")) {
    if (errno != 0) return -1;
    size = size > 0;
  }
  return REAL(write)(fd, data, size);
}

int fsync(int fd) { return Fails("fsync") ? -1 : REAL(fsync)(fd); }

int fstat(int fd, struct stat* info) { return Watched(fd) && Fails("fstat") ? -1 : REAL(fstat)(fd, info); }

int fchmod(int fd, mode_t mode) { return Fails("fchmod") ? -1 : REAL(fchmod)(fd, mode); }

int rename(const char* from, const char* to) { return Fails("rename") ? -1 : REAL(rename)(from, to); }

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  return Fails("rename") ? -1 : REAL(renameat2)(from_folder, from, to_folder, to, flags);
}

struct dirent* readdir(DIR* folder) { return Fails("readdir") ? NULL : REAL(readdir)(folder); }
