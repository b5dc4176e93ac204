// TOML → SiteRules; see site_rules_file.h.
#include "clean/site_rules_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "html/scan.h"
#include "judge/folded.h"
#include "rules/toml.h"
#include "text/hash.h"

namespace dechaff {
namespace {

namespace fs = std::filesystem;

class FileReader {
 public:
  explicit FileReader(std::string name) : name_(std::move(name)) {}

  Status Read(std::vector<SiteRules>* sites) {
    std::ifstream in(name_, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) return Status::Io(name_ + ": cannot be read");
    if (const size_t line = rules::LineOfDeepKey(text); line != 0)
      return Status::Invalid(name_ + ":" + std::to_string(line) + ":1: " + rules::kDeepKey);
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) return At(parsed.error().source(), parsed.error().description());
    for (const auto& [key, node] : parsed.table()) {
      const toml::array* list = node.as_array();
      if (key.str() != "site" || list == nullptr) return At(key.source(), "only [[site]] is known here");
      for (const toml::node& site : *list) {
        if (!site.is_table()) return At(site.source(), "write it as [[site]]");
        if (Status s = ReadSite(*site.as_table(), &sites->emplace_back()); !s.ok()) return s;
      }
    }
    return {};
  }

 private:
  Status ReadSite(const toml::table& table, SiteRules* site) {
    for (const auto& [key, node] : table) {
      const std::string_view name = key.str();
      const toml::array* list = node.as_array();
      if (name != "hosts" && name != "keep" && name != "drop" && name != "drop-phrases") {
        return At(key.source(), "unknown key; there are hosts, keep, drop and drop-phrases");
      }
      if (list == nullptr) return At(node.source(), "must be a list of strings");
      for (const toml::node& item : *list) {
        const auto* text = item.as_string();
        if (text == nullptr) return At(item.source(), "must be a string");
        if (Status s = Take(name, text->get(), item.source(), site); !s.ok()) return s;
      }
    }
    std::ranges::sort(site->phrases);
    return {};
  }

  Status Take(std::string_view name, const std::string& text, const toml::source_region& source,
              SiteRules* site) {
    if (name == "hosts") {
      std::string& host = site->hosts.emplace_back(text);
      std::ranges::transform(host, host.begin(), html::LowerAscii);
      const bool is_host = !host.empty() && host.find_first_of("/:* ") == std::string::npos;
      return is_host ? Status() : At(source, "must be the name of a host, such as example.com");
    }
    if (name == "drop-phrases") {
      const judge::Folded folded(text);
      if (folded.words() == 0) return At(source, "phrase without a word");
      if (text.size() > judge::kMaxLabel) return At(source, "phrase is longer than 120 bytes");
      site->phrases.push_back(text::Hash(folded.text()));
      return {};
    }
    size_t at = 0;
    const Status status = site->selectors.Add(text, name == "keep" ? kKeepMark : kDropMark, &at);
    return status.ok() ? status : At(source, status.message(), at + 1);
  }

  // `offset`: columns after the beginning of `source`.
  Status At(const toml::source_region& source, std::string_view message, size_t offset = 0) const {
    return Status::Invalid(name_ + ":" + std::to_string(source.begin.line) + ":" +
                           std::to_string(source.begin.column + offset) + ": " + std::string(message));
  }

  const std::string name_;
};

}  // namespace

Status LoadSiteRules(const std::string& path, std::vector<SiteRules>* sites) {
  std::vector<std::string> names;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
      if (it->path().extension() == ".toml") names.push_back(it->path().string());
    }
    if (error) return Status::Io(path + ": " + error.message());
    std::ranges::sort(names);
  } else {
    names.push_back(path);
  }
  for (const std::string& name : names) {
    if (Status s = FileReader(name).Read(sites); !s.ok()) return s;
  }
  return {};
}

}  // namespace dechaff
