// Completion scripts for bash, zsh and fish; see documentation.h.
#include "cli/documentation.h"

namespace dechaff::cli {
namespace {

enum class Completes { kNothing, kFiles, kFolders, kChoices };

// What may follow a flag.
Completes Completion(const Flag& flag) {
  if (!flag.choices.empty()) return Completes::kChoices;
  if (flag.argument == "FILE") return Completes::kFiles;
  if (flag.argument == "DIR") return Completes::kFolders;
  return Completes::kNothing;
}

bool TakesValue(const Flag& flag) { return flag.kind == FlagKind::kValue || flag.kind == FlagKind::kList; }

// The ways to write a flag: "-F", "--force", "--no-force".
std::vector<std::string> Words(const Flag& flag) {
  std::vector<std::string> words;
  if (flag.letter) words.push_back(std::string("-") + flag.letter);
  words.push_back("--" + std::string(flag.name));
  if (flag.kind == FlagKind::kSwitch) words.push_back("--no-" + std::string(flag.name));
  return words;
}

template <typename Strings>
std::string Joined(const Strings& strings, std::string_view between) {
  std::string text;
  for (const std::string_view string : strings) text.append(text.empty() ? "" : between).append(string);
  return text;
}

// One single-quoted word of a shell.
std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace

std::string BashCompletion() {
  std::string cases;
  std::string all;
  for (const Flag& flag : Flags()) {
    if (flag.group == FlagGroup::kHidden) continue;
    all.append(all.empty() ? "" : " ").append(Joined(Words(flag), " "));
    if (!TakesValue(flag)) continue;
    cases.append("    ").append(Joined(Words(flag), "|")).append(") ");
    switch (Completion(flag)) {
      case Completes::kChoices:
        cases.append("COMPREPLY=($(compgen -W '" + Joined(Choices(flag), " ") + "' -- \"$cur\"))");
        break;
      case Completes::kFiles:
        cases.append("COMPREPLY=($(compgen -f -- \"$cur\"))");
        break;
      case Completes::kFolders:
        cases.append("COMPREPLY=($(compgen -d -- \"$cur\"))");
        break;
      case Completes::kNothing:
        cases.append("COMPREPLY=()");
        break;
    }
    cases.append("; return ;;\n");
  }
  return "# bash completion for dechaff\n"
         "_dechaff() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  # --name=value comes as three words.\n"
         "  if [[ $cur == = ]]; then cur=; fi\n"
         "  if [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  case $prev in\n" +
         cases +
         "  esac\n"
         "  if [[ $cur == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W '" +
         all +
         "' -- \"$cur\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -f -- \"$cur\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -o bashdefault -F _dechaff dechaff\n";
}

std::string ZshCompletion() {
  std::string text = "#compdef dechaff\n_arguments -s -S \\\n";
  for (const Flag& flag : Flags()) {
    if (flag.group == FlagGroup::kHidden) continue;
    std::string action;
    switch (Completion(flag)) {
      case Completes::kChoices:
        action = "(" + Joined(Choices(flag), " ") + ")";
        break;
      case Completes::kFiles:
        action = "_files";
        break;
      case Completes::kFolders:
        action = "_files -/";
        break;
      case Completes::kNothing:
        break;
    }
    for (const std::string& word : Words(flag)) {
      std::string spec = "*" + word;
      const bool is_long = word.starts_with("--");
      if (TakesValue(flag)) spec += is_long ? "=" : "+";
      if (flag.kind == FlagKind::kOptionalValue) spec += "=-";
      spec.append("[").append(flag.brief).append("]");
      if (TakesValue(flag)) spec.append(":").append(flag.argument).append(":").append(action);
      if (flag.kind == FlagKind::kOptionalValue)
        spec.append("::").append(flag.argument).append(":").append(action);
      text.append("  ").append(Quoted(spec)).append(" \\\n");
    }
  }
  return text + "  '*:FILE:_files'\n";
}

std::string FishCompletion() {
  std::string text = "# fish completion for dechaff\n";
  for (const Flag& flag : Flags()) {
    if (flag.group == FlagGroup::kHidden) continue;
    text += "complete -c dechaff";
    if (flag.letter) text += std::string(" -s ") + flag.letter;
    text.append(" -l ").append(flag.name);
    switch (Completion(flag)) {
      case Completes::kChoices:
        text.append(" -x -a ").append(Quoted(Joined(Choices(flag), " ")));
        break;
      case Completes::kFiles:
        text.append(TakesValue(flag) ? " -r" : "");
        break;
      case Completes::kFolders:
        text.append(" -x -a '(__fish_complete_directories)'");
        break;
      case Completes::kNothing:
        text.append(TakesValue(flag) ? " -x" : "");
        break;
    }
    text.append(" -d ").append(Quoted(flag.brief)).append("\n");
    if (flag.kind == FlagKind::kSwitch) {
      text.append("complete -c dechaff -l no-")
          .append(flag.name)
          .append(" -d ")
          .append(Quoted("not: " + std::string(flag.brief)) + "\n");
    }
  }
  return text;
}

std::string Generate(std::string_view what) {
  if (what == "bash") return BashCompletion();
  if (what == "zsh") return ZshCompletion();
  if (what == "fish") return FishCompletion();
  return ManPage();
}

}  // namespace dechaff::cli
