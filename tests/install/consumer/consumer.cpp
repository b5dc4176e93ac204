// Cleans one page from two threads with one Cleaner of the installed library.
#include <array>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>

#include "dechaff/cleaner.h"

namespace {

constexpr std::string_view kPage =
    "<!doctype html><title>Harbour</title><nav><a href=/>Home</a> <a href=/news>News</a></nav>"
    "<article><h1>The harbour reopens</h1>"
    "<p>The old harbour reopened on Monday after two years of repairs, and the first boats came in with the "
    "tide.</p>"
    "<p>Fishermen said that the new quay is higher, drier and far easier to work on than the wooden one.</p>"
    "</article><footer><a href=/imprint>Imprint</a></footer>";

bool IsClean(const dechaff::Result& result) {
  return result.status == dechaff::DocumentStatus::kOk &&
         result.text.find("came in with the tide.") != std::string::npos &&
         result.text.find("Imprint") == std::string::npos;
}

}  // namespace

int main() {
  const auto cleaner = dechaff::Cleaner::Create({});
  if (!cleaner.ok()) {
    std::cerr << cleaner.status().message() << '\n';
    return 2;
  }
  std::array<dechaff::Result, 2> results;
  {
    std::thread first([&] { results[0] = cleaner.value().Clean(kPage); });
    results[1] = cleaner.value().Clean(kPage);
    first.join();
  }
  if (!IsClean(results[0]) || results[0].text != results[1].text) {
    std::cerr << "not clean: " << results[0].text << '\n';
    return 1;
  }
  std::cout << results[0].text << '\n';
}
