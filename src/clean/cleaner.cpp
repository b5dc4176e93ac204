// The library's face: detects the format, runs the way that fits, words the outcome.
#include "dechaff/cleaner.h"

#include <mutex>
#include <utility>
#include <vector>

#include "clean/html_way.h"
#include "clean/rulebook.h"
#include "clean/text_way.h"
#include "text/charset.h"
#include "text/sniff.h"

namespace dechaff {

struct Cleaner::Impl {
  Impl(const Options& o, Rulebook r) : options(o), rules(std::move(r)) {}

  // A way of a thread that is done with it, or a new one.
  std::unique_ptr<HtmlWay> Borrow() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        std::unique_ptr<HtmlWay> way = std::move(idle.back());
        idle.pop_back();
        return way;
      }
    }
    return std::make_unique<HtmlWay>(options, rules);
  }
  void Return(std::unique_ptr<HtmlWay> way) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(way));
  }

  const Options options;
  const Rulebook rules;
  std::mutex mutex;
  std::vector<std::unique_ptr<HtmlWay>> idle;
};

Cleaner::Cleaner(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;
Cleaner::~Cleaner() = default;

StatusOr<Cleaner> Cleaner::Create(const Options& options) {
  if (!options.charset.empty() && text::CharsetForLabel(options.charset).empty()) {
    return Status::Invalid("unknown charset label: " + options.charset);
  }
  // Places in a document are counted in 32 bits, and decoding makes up to three bytes of one.
  if (options.max_document_bytes > size_t{1} << 30) {
    return Status::Invalid("the largest document can be at most 1 GiB long");
  }
  StatusOr<page::NameBook> names = page::NameBook::Create(options.rules_dir);
  if (!names.ok()) return names.status();
  StatusOr<judge::PhraseBook> phrases = judge::PhraseBook::Create(options.rules_dir, options.drop_phrases);
  if (!phrases.ok()) return phrases.status();
  StatusOr<prose::Repairer> repairer = prose::Repairer::Create(options.rules_dir);
  if (!repairer.ok()) return repairer.status();
  StatusOr<UserRules> user = UserRules::Create(options);
  if (!user.ok()) return user.status();
  return Cleaner(
      std::make_unique<Impl>(options, Rulebook{std::move(names.value()), std::move(phrases.value()),
                                               std::move(repairer.value()), std::move(user.value())}));
}

Result Cleaner::Clean(std::string_view bytes, const DocumentHints& hints) const {
  const Options& options = impl_->options;
  Result result;
  const bool cut = bytes.size() > options.max_document_bytes;
  if (cut) bytes = bytes.substr(0, options.max_document_bytes);
  if (const std::string_view kind = text::BinaryKind(bytes); !kind.empty()) {
    result.status = DocumentStatus::kSkipped;
    result.reason = "not a text: " + std::string(kind);
    return result;
  }
  Format format = options.format == Format::kAuto ? hints.format : options.format;
  if (format == Format::kAuto) format = Detect(bytes);
  if (format == Format::kHtml) {
    std::unique_ptr<HtmlWay> way = impl_->Borrow();
    way->Clean(bytes, hints, &result);
    impl_->Return(std::move(way));
  } else {
    TextWay way(options, impl_->rules, hints, &result);
    way.Feed(bytes);
    way.Finish(&result);
  }
  if (cut) {
    result.status = DocumentStatus::kTruncated;
    result.reason = "longer than " + std::to_string(options.max_document_bytes) + " bytes";
  } else if (result.text.empty() && result.status == DocumentStatus::kOk) {
    result.status = DocumentStatus::kEmpty;
    if (result.reason.empty()) result.reason = "no text";
  }
  return result;
}

std::unique_ptr<TextStream> Cleaner::OpenText(TextSink sink, const DocumentHints& hints) const {
  return std::make_unique<TextWay>(impl_->options, impl_->rules, hints, std::move(sink));
}

Format Cleaner::Detect(std::string_view beginning) {
  return text::LooksLikeHtml(beginning) ? Format::kHtml : Format::kText;
}

const Options& Cleaner::options() const { return impl_->options; }

}  // namespace dechaff
