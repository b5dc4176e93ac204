// The library's face: bytes of a scraped page or text in, clean prose out.
//
//   auto cleaner = dechaff::Cleaner::Create({});
//   if (!cleaner.ok()) return Fail(cleaner.status().message());
//   dechaff::Result result = cleaner.value().Clean(page);
//   std::cout << result.text << '\n';
//
// One Cleaner may be used from many threads at once without locks of your own; make one and keep it,
// since making it compiles the rules (a few milliseconds). The library never prints, exits or throws,
// and has no state that changes but what a Cleaner owns.
#ifndef DECHAFF_CLEANER_H_
#define DECHAFF_CLEANER_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "dechaff/options.h"
#include "dechaff/result.h"
#include "dechaff/status.h"

namespace dechaff {

// What is known of a document from outside. All may be empty.
struct DocumentHints {
  std::string_view url;
  // Charset label of a transport header. Weaker than Options::charset, stronger than `meta`.
  std::string_view charset;
  // What a dump's format says that the document is. Weaker than Options::format.
  Format format = Format::kAuto;
};

// Cleans one plain text of any length in constant memory. Made by Cleaner::OpenText; used by one
// thread at a time; must not outlive its Cleaner.
class TextStream {
 public:
  virtual ~TextStream() = default;
  // Takes the next bytes, cut anywhere. The output does not depend on where they are cut.
  virtual void Feed(std::string_view bytes) = 0;
  // Ends the text. The Result has everything but `text`, `paragraphs` and `edits`, which went to
  // the sink. REQUIRES: called once, last.
  virtual Result Finish() = 0;
};

class Cleaner {
 public:
  // Fails with kInvalid when a rule file cannot be read (the message names file and line), a selector or
  // phrase of the options is wrong or the charset label is unknown.
  static StatusOr<Cleaner> Create(const Options& options);

  Cleaner(Cleaner&&) noexcept;
  Cleaner& operator=(Cleaner&&) noexcept;
  ~Cleaner();

  // Cleans one document. Time O(bytes); memory a constant plus a multiple of
  // min(bytes, max_document_bytes). `bytes` need not be NUL-terminated and is not kept.
  Result Clean(std::string_view bytes, const DocumentHints& hints = {}) const;

  // Receives clean text piece by piece: each call brings whole paragraphs, with the line ends that
  // part them from what came before.
  using TextSink = std::function<void(std::string_view)>;
  std::unique_ptr<TextStream> OpenText(TextSink sink, const DocumentHints& hints = {}) const;

  // What the bytes at the beginning of a document look like: kHtml or kText. 1 KiB suffices.
  static Format Detect(std::string_view beginning);

  const Options& options() const;

 private:
  struct Impl;
  explicit Cleaner(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Versions for `--version` and provenance: "0.1.0", and a hash of the built-in rules.
std::string_view Version();
std::string_view RulesVersion();
std::string_view IcuVersion();
std::string_view GumboVersion();

}  // namespace dechaff

#endif  // DECHAFF_CLEANER_H_
