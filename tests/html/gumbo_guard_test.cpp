// What stops a guarded parse, and that the guard is as good as new after it.
#include "html/gumbo_guard.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "html/parse.h"

namespace dechaff::html {
namespace {

constexpr size_t kPlenty = size_t{1} << 40;

class GumboGuardTest : public testing::Test {
 protected:
  const char* WhyStopped(const std::string& text, size_t max_bytes, size_t max_allocations) {
    const GumboOutput* output = guard_.Parse(text, max_bytes, max_allocations);
    const char* why = output == nullptr ? guard_.why() : "not stopped";
    const GumboOutput* next = guard_.Parse("<p>x", kPlenty, kPlenty);
    EXPECT_TRUE(next != nullptr && next->root != nullptr);
    return why;
  }

  GumboGuard guard_;
};

TEST_F(GumboGuardTest, StopsAtItsBudgets) {
  std::string page;
  for (int i = 0; i < 1000; ++i) page += "<p>x";
  EXPECT_STREQ(WhyStopped(page, kPlenty, kPlenty), "not stopped");
  EXPECT_STREQ(WhyStopped(page, 50'000, kPlenty), "Gumbo's memory");
  EXPECT_STREQ(WhyStopped(page, kPlenty, 500), "Gumbo's work");
}

TEST_F(GumboGuardTest, StopsAtAnAssert) {
  EXPECT_STREQ(WhyStopped("<table><math><select><mi><select><tr>", kPlenty, kPlenty), "an assert of Gumbo's");
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DECHAFF_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DECHAFF_SANITIZED 1
#endif

#if !defined(DECHAFF_SANITIZED)  // sanitizers cannot live in so little memory
// In a process of its own, which is given 8 MB more than it has.
TEST_F(GumboGuardTest, StopsWhenTheSystemHasNoMemory) {
  std::string page;
  for (int i = 0; i < 1'000'000; ++i) page += "<p>x";
  pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    size_t pages = 0;
    if (file == nullptr || std::fscanf(file, "%zu", &pages) != 1) _exit(2);
    rlim_t limit = pages * static_cast<size_t>(sysconf(_SC_PAGESIZE)) + (8 << 20);
    rlimit bounds{limit, limit};
    if (setrlimit(RLIMIT_AS, &bounds) != 0) _exit(2);
    bool stopped = guard_.Parse(page, kPlenty, kPlenty) == nullptr;
    _exit(stopped && std::string_view(guard_.why()) == "Gumbo's memory" ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}
#endif

// Formatting elements opened anew in so many paragraphs that Gumbo would take gigabytes.
TEST_F(GumboGuardTest, AStoppedPageKeepsItsText) {
  std::string page = "<p>";
  for (int i = 0; i < 2000; ++i) page += "<b a" + std::to_string(i) + ">";
  for (int i = 0; i < 3000; ++i) page += "</p><p>x";
  Parser parser;
  Tree tree;
  ParseReport report = parser.Parse(page, &tree);
  EXPECT_EQ(report.gear, Gear::kStripped);
  EXPECT_STREQ(report.why, "Gumbo's work");
  size_t texts = 0;
  for (const Node& node : tree.nodes) texts += node.tag == Tag::kText && tree.Text(node) == "x";
  EXPECT_EQ(texts, 3000u);
}

}  // namespace
}  // namespace dechaff::html
