// How the rows of the flag tables take and show values of the common kinds.
#ifndef DECHAFF_CLI_FLAG_VALUES_H_
#define DECHAFF_CLI_FLAG_VALUES_H_

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"

namespace dechaff::cli {

using Value = std::string_view;
using Names = std::span<const Value>;  // of enumerators, in their order

template <typename Enum>
Status SetByName(Names names, Value name, Enum* value) {
  *value = static_cast<Enum>(std::ranges::find(names, name) - names.begin());
  return {};
}

template <typename Enum>
std::string NameOf(Names names, Enum value) {
  return std::string(names[static_cast<size_t>(value)]);
}

template <typename T>
Status Take(StatusOr<T> parsed, T* value) {
  if (parsed.ok()) *value = std::move(parsed.value());
  return parsed.status();
}

inline Status Take(Value text, std::string* value) {
  value->assign(text);
  return {};
}

inline Status TakeBool(Value text, bool* value) {
  *value = text == "true";
  return {};
}

// Lists (FlagKind::kList): an empty value empties them; shown one item a line.
inline Status AddTo(Value text, std::vector<std::string>* list) {
  if (text.empty()) {
    list->clear();
  } else {
    list->emplace_back(text);
  }
  return {};
}

inline std::string ShowList(const std::vector<std::string>& list) {
  std::string lines;
  for (const std::string& item : list) lines.append(lines.empty() ? "" : "\n").append(item);
  return lines;
}

inline std::string ShowBool(bool value) { return value ? "true" : "false"; }

}  // namespace dechaff::cli

#endif  // DECHAFF_CLI_FLAG_VALUES_H_
