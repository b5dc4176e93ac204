// The doctype's name and identifiers against the lists of the HTML Standard ("the initial insertion mode").
#include "html/doctype.h"

#include <algorithm>

#include "html/scan.h"

namespace dechaff::html {
namespace {

constexpr std::string_view kQuirkyPublicPrefixes[] = {
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
};

bool StartsWithLower(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && EqualsIgnoreCase(text.substr(0, prefix.size()), prefix);
}

// Reads the doctype from left to right.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::string_view Word() {
    SkipSpace();
    size_t size = 0;
    while (size < rest_.size() && !IsSpace(rest_[size]) && rest_[size] != '>') ++size;
    return Take(size);
  }
  bool Keyword(std::string_view keyword) {
    SkipSpace();
    if (!StartsWithLower(rest_, keyword)) return false;
    rest_.remove_prefix(keyword.size());
    return true;
  }
  // A quoted identifier; false if there is none. One that is not closed is malformed.
  bool Quoted(std::string_view* id) {
    SkipSpace();
    if (rest_.empty() || (rest_[0] != '"' && rest_[0] != '\'')) return false;
    size_t close = rest_.find(rest_[0], 1);
    malformed_ |= close == std::string_view::npos;
    close = std::min(close, rest_.size());
    *id = rest_.substr(1, close - 1);
    rest_.remove_prefix(std::min(close + 1, rest_.size()));
    return true;
  }
  bool malformed() const { return malformed_; }

 private:
  void SkipSpace() {
    while (!rest_.empty() && IsSpace(rest_[0])) rest_.remove_prefix(1);
  }
  std::string_view Take(size_t size) {
    std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
  bool malformed_ = false;
};

}  // namespace

bool IsQuirky(std::string_view doctype) {
  constexpr size_t kDoctypeSize = 9;  // "<!DOCTYPE"
  if (!doctype.ends_with('>')) return true;
  Reader reader(doctype.substr(std::min(kDoctypeSize, doctype.size()), doctype.size() - kDoctypeSize - 1));
  if (!EqualsIgnoreCase(reader.Word(), "html")) return true;
  std::string_view public_id, system_id;
  bool has_system = false;
  if (reader.Keyword("public")) {
    if (!reader.Quoted(&public_id)) return true;
    has_system = reader.Quoted(&system_id);
    if (!has_system && !reader.Word().empty()) return true;
  } else if (reader.Keyword("system")) {
    has_system = reader.Quoted(&system_id);
    if (!has_system) return true;
  } else {
    return !reader.Word().empty();
  }
  auto starts = [&](std::string_view prefix) { return StartsWithLower(public_id, prefix); };
  return reader.malformed() || EqualsIgnoreCase(public_id, "-//w3o//dtd w3 html strict 3.0//en//") ||
         EqualsIgnoreCase(public_id, "-/w3c/dtd html 4.0 transitional/en") ||
         EqualsIgnoreCase(public_id, "html") ||
         EqualsIgnoreCase(system_id, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd") ||
         std::any_of(std::begin(kQuirkyPublicPrefixes), std::end(kQuirkyPublicPrefixes), starts) ||
         (!has_system &&
          (starts("-//w3c//dtd html 4.01 frameset//") || starts("-//w3c//dtd html 4.01 transitional//")));
}

}  // namespace dechaff::html
