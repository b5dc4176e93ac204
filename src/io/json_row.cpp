// A JSON object that stands on one line; see json_row.h.
#include "io/json_row.h"

#include <simdjson.h>

#include <algorithm>

#include "io/json.h"
#include "io/json_mend.h"

namespace dechaff::io {
namespace {

// The text with its long numbers cut short: JSON knows no bounds of numbers, the parser does.
std::string WithShortNumbers(std::string_view json) {
  std::string text;
  bool in_string = false;
  size_t digits = 0;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') in_string = !in_string;
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (!in_string && digits > 2 && c != '"') continue;
    text.push_back(c);
    if (in_string && c == '\\' && i + 1 < json.size()) text.push_back(json[++i]);
  }
  return text;
}

Status Broken(simdjson::error_code error) {
  if (error == simdjson::DEPTH_ERROR) return Status::Invalid("is nested too deeply");
  return Status::Invalid("is not JSON");
}

}  // namespace

struct JsonRow::Parser {
  simdjson::ondemand::parser members;
  simdjson::dom::parser whole;
  std::string line;  // with room behind it for the parser to read on
};

JsonRow::JsonRow() : parser_(std::make_unique<Parser>()) {}
JsonRow::~JsonRow() = default;

Status JsonRow::Parse(std::string_view line) {
  mended_.clear();
  Status status = Take(line);
  if (status.ok()) return status;
  std::string mended;
  mended_ = MendJson(line, &mended);
  if (!mended_.empty()) status = Take(mended);
  return status;
}

// The members as they stand come from one parser; the other proves that all of the line is JSON.
Status JsonRow::Take(std::string_view line) {
  members_.clear();
  names_.clear();
  std::string& kept = parser_->line;
  kept.reserve(line.size() + simdjson::SIMDJSON_PADDING);
  kept.assign(line);
  const size_t begin = kept.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return Status::Invalid("is blank");
  if (kept[begin] != '{') return Status::Invalid("is not a JSON object");
  simdjson::error_code whole =
      parser_->whole.parse(kept.data(), kept.size(), /*realloc_if_needed=*/false).error();
  if (whole == simdjson::NUMBER_ERROR) whole = parser_->whole.parse(WithShortNumbers(kept)).error();
  if (whole) return Broken(whole);

  simdjson::ondemand::document document;
  simdjson::error_code error =
      parser_->members.iterate(kept.data(), kept.size(), kept.capacity()).get(document);
  simdjson::ondemand::object object;
  if (!error) error = document.get_object().get(object);
  if (error) return Broken(error);
  for (auto read : object) {
    simdjson::ondemand::field field;
    Member member;
    if ((error = std::move(read).get(field))) break;
    const char* const key = field.key().raw() - 1;
    if ((error = field.unescaped_key().get(member.name))) break;
    simdjson::ondemand::json_type type{};
    if ((error = field.value().type().get(type))) break;
    member.is_string = type == simdjson::ondemand::json_type::string;
    if (member.is_string) {
      member.raw = field.value().raw_json_token();
      if ((error = field.value().get_string().get(member.string))) break;
    } else if ((error = simdjson::to_json_string(field.value()).get(member.raw))) {
      break;
    }
    member.raw = member.raw.substr(0, member.raw.find_last_not_of(" \t\r\n") + 1);
    // The key ends at the last quote before the colon before the value.
    const std::string_view between(key, static_cast<size_t>(member.raw.data() - key));
    member.key = between.substr(0, between.find_last_of('"') + 1);
    members_.push_back(std::move(member));
  }
  if (!error) return {};
  members_.clear();
  return Broken(error);
}

const JsonRow::Member* JsonRow::Find(std::string_view name) const {
  const auto found =
      std::find_if(members_.rbegin(), members_.rend(), [&](const Member& m) { return m.name == name; });
  return found == members_.rend() ? nullptr : &*found;
}

std::optional<std::string_view> JsonRow::String(std::string_view name) const {
  const Member* const member = Find(name);
  if (!member || !member->is_string) return std::nullopt;
  return member->string;
}

std::optional<std::string> JsonRow::StringAt(std::string_view path) {
  if (const auto string = String(path)) return std::string(*string);
  const size_t dot = path.find('.');
  const Member* const member = dot == std::string_view::npos ? nullptr : Find(path.substr(0, dot));
  if (!member) return std::nullopt;
  std::string pointer = "/" + std::string(path.substr(dot + 1));
  std::ranges::replace(pointer, '.', '/');
  std::string_view found;
  if (parser_->whole.parse(member->raw.data(), member->raw.size(), true).at_pointer(pointer).get(found)) {
    return std::nullopt;
  }
  return std::string(found);
}

std::string_view JsonRow::Raw(std::string_view name) const {
  const Member* const member = Find(name);
  return member ? member->raw : std::string_view();
}

void JsonRow::Set(std::string_view name, std::string_view value) {
  std::string json;
  AppendJsonString(value, &json);
  SetRaw(name, std::move(json));
}

void JsonRow::SetRaw(std::string_view name, std::string json) {
  if (const Member* const last = Find(name)) {
    std::string_view kept = last->key;
    std::erase_if(members_, [&](const Member& m) { return m.name == name && m.key.data() != kept.data(); });
    std::ranges::find(members_, kept.data(), [](const Member& m) { return m.key.data(); })->set =
        std::move(json);
    return;
  }
  std::string& key = *names_.emplace_back(std::make_unique<std::string>());
  AppendJsonString(name, &key);
  Member added;
  added.key = key;
  added.name = *names_.emplace_back(std::make_unique<std::string>(name));
  added.set = std::move(json);
  members_.push_back(std::move(added));
}

void JsonRow::Remove(std::string_view name) {
  std::erase_if(members_, [&](const Member& member) { return member.name == name; });
}

void JsonRow::Write(std::string* out) const {
  out->push_back('{');
  for (const Member& member : members_) {
    if (&member != members_.data()) out->push_back(',');
    out->append(member.key).push_back(':');
    out->append(member.set ? std::string_view(*member.set) : member.raw);
  }
  out->push_back('}');
}

}  // namespace dechaff::io
