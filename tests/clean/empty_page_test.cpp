// Pages without content come out empty and say why.
#include <gtest/gtest.h>

#include "dechaff/cleaner.h"

namespace dechaff {
namespace {

Result Clean(std::string_view page) {
  static const StatusOr<Cleaner> cleaner = Cleaner::Create({});
  return cleaner.value().Clean(page);
}

struct Case {
  std::string_view page, reason;
};

TEST(EmptyPage, SaysWhy) {
  constexpr Case kCases[] = {
      {"<!doctype html><title>404 Not Found</title><h1>Not Found</h1><p>The requested URL /a was not found "
       "on this "
       "server.</p>",
       "an error page: Not Found"},
      {"<!doctype html><title>Seite nicht gefunden | Küste</title><meta property=og:site_name "
       "content=Küste><p>Die Seite, "
       "die Sie suchen, gibt es nicht mehr.</p>",
       "an error page: Seite nicht gefunden"},
      {"<!doctype html><title>Just a moment...</title><p>Checking your browser before accessing the "
       "site.</p>",
       "an error page: Just a moment..."},
      {"<!doctype html><title>Before you continue to Google</title><p>We use cookies and data to deliver "
       "services and "
       "to show ads that suit you.</p>",
       "a consent wall"},
      {"<!doctype html><title>Coast Weekly</title><div id=cookie-consent><p>We and our partners use cookies "
       "to store "
       "data on your device.</p><button>Accept all</button></div><div>Coast</div>",
       "a consent wall"},
      {"<!doctype html><title>Moved</title><meta http-equiv=refresh content='0; "
       "url=https://coast.example/'><p>If you are "
       "not taken there, click <a href=/>here</a>.</p>",
       "a redirect"},
      {"<!doctype html><title>App</title><div id=root></div><script src=app.js></script>",
       "drawn by scripts, which are not run"},
      {"<!doctype html><title>Nothing</title>", "no text"},
  };
  for (const auto& [page, reason] : kCases) {
    const Result result = Clean(page);
    EXPECT_EQ(result.status, DocumentStatus::kEmpty) << page;
    EXPECT_EQ(result.reason, reason) << page;
    EXPECT_EQ(result.text, "");
  }
}

TEST(EmptyPage, IsNotOneThatHasContent) {
  std::string article =
      "<!doctype html><title>Error</title><meta http-equiv=refresh content='300; url=/'><main>";
  for (const char* what :
       {"bridge", "harbour", "school", "mill", "station", "market hall", "theatre", "lock"}) {
    article += std::string("<p>The council voted to repair the old ") + what +
               " on Tuesday, which has been closed since the flood.</p>";
  }
  EXPECT_EQ(Clean(article + "</main>").status, DocumentStatus::kOk);
  EXPECT_EQ(Clean("<!doctype html><title>Status</title><body><h1>It works!</h1>").status,
            DocumentStatus::kOk);
  EXPECT_EQ(
      Clean("<!doctype html><title>News</title><meta http-equiv=refresh content=300><p>The boats are in.")
          .status,
      DocumentStatus::kOk);
}

TEST(EmptyPage, IsNotOneOfSignsAlone) {
  for (const char* signs : {"👍", "❤️ ❤️", "👩‍👩‍👧🇩🇪", "★★★"})
    EXPECT_EQ(Clean(std::string("<p>") + signs + "</p>").text, signs);
  EXPECT_EQ(Clean("<!doctype html><p>…</p><script src=app.js></script>").reason,
            "drawn by scripts, which are not run");
}

}  // namespace
}  // namespace dechaff
