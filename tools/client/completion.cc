// SPDX-License-Identifier: Apache-2.0
#include "tools/client/completion.h"

#include <string_view>

namespace crosswalk::client {
namespace {

std::string Joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string joined;
  for (const std::string& word : words) {
    if (!joined.empty()) joined += separator;
    joined += word;
  }
  return joined;
}

// The text between single quotes, for all three shells; `extra` characters get a backslash too.
std::string Quoted(std::string_view text, std::string_view extra = {}) {
  std::string quoted;
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      if (extra.find(c) != std::string_view::npos) quoted += '\\';
      quoted += c;
    }
  }
  return quoted;
}

std::string Bash(const std::vector<CompletedCommand>& commands) {
  std::string names;
  std::string cases;
  for (const CompletedCommand& command : commands) {
    names.append(names.empty() ? "" : " ").append(command.name);
    std::string options;
    std::string values;
    for (const CompletedOption& option : command.options) {
      options.append(options.empty() ? "" : " ").append(Joined(option.names, " "));
      if (!option.takes_value) continue;
      values += "        " + Joined(option.names, "|") + ") ";
      values += option.choices.empty() ? "COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
                                       : "COMPREPLY=($(compgen -W '" + Joined(option.choices, " ") +
                                             "' -- \"$word\")) ;;\n";
    }
    cases += "    " + command.name + ")\n      case \"$before\" in\n" + values +
             "        *)\n          if [[ \"$word\" == -* ]]; then\n"
             "            COMPREPLY=($(compgen -W '" +
             options + "' -- \"$word\"))\n";
    if (!command.choices.empty()) {
      cases += "          else\n            COMPREPLY=($(compgen -W '" +
               Joined(command.choices, " ") + "' -- \"$word\"))\n";
    } else if (command.takes_files) {
      cases += "          else\n            COMPREPLY=($(compgen -f -- \"$word\"))\n";
    }
    cases += "          fi ;;\n      esac ;;\n";
  }
  return "# bash completion for crosswalk\n"
         "_crosswalk() {\n"
         "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
         "  COMPREPLY=()\n"
         "  if ((COMP_CWORD == 1)); then\n"
         "    COMPREPLY=($(compgen -W '" +
         names +
         " --help --version' -- \"$word\"))\n"
         "    return\n"
         "  fi\n"
         "  case \"${COMP_WORDS[1]}\" in\n" +
         cases +
         "  esac\n"
         "}\n"
         "complete -o filenames -F _crosswalk crosswalk\n";
}

std::string Zsh(const std::vector<CompletedCommand>& commands) {
  std::string names;
  std::string cases;
  for (const CompletedCommand& command : commands) {
    names += "    '" + command.name + ":" + Quoted(command.help, ":\\") + "'\n";
    cases += "    " + command.name + ")\n      _arguments";
    for (const CompletedOption& option : command.options) {
      for (const std::string& name : option.names) {
        cases += " \\\n        '*" + name + "[" + Quoted(option.help, "[]\\:") + "]";
        if (option.takes_value) {
          cases += ":value:" + (option.choices.empty() ? std::string("_files")
                                                       : "(" + Joined(option.choices, " ") + ")");
        }
        cases += "'";
      }
    }
    if (!command.choices.empty()) {
      cases += " \\\n        '*:argument:(" + Joined(command.choices, " ") + ")'";
    } else if (command.takes_files) {
      cases += " \\\n        '*:file:_files'";
    }
    cases += " ;;\n";
  }
  return "#compdef crosswalk\n"
         "# zsh completion for crosswalk\n"
         "_crosswalk() {\n"
         "  local -a commands=(\n" +
         names +
         "  )\n"
         "  if ((CURRENT == 2)); then\n"
         "    _describe command commands\n"
         "    return\n"
         "  fi\n"
         "  local command=\"${words[2]}\"\n"
         "  shift words\n"
         "  ((CURRENT -= 1))\n"
         "  case \"$command\" in\n" +
         cases +
         "  esac\n"
         "}\n"
         // Sourced by hand it registers itself; from $fpath it is the function's body.
         "if [[ \"${funcstack[1]}\" == _crosswalk ]]; then\n"
         "  _crosswalk \"$@\"\n"
         "else\n"
         "  compdef _crosswalk crosswalk\n"
         "fi\n";
}

std::string Fish(const std::vector<CompletedCommand>& commands) {
  std::string script = "# fish completion for crosswalk\ncomplete -c crosswalk -f\n";
  for (const CompletedCommand& command : commands) {
    script += "complete -c crosswalk -n __fish_use_subcommand -a " + command.name + " -d '" +
              Quoted(command.help) + "'\n";
  }
  for (const CompletedCommand& command : commands) {
    const std::string start =
        "complete -c crosswalk -n '__fish_seen_subcommand_from " + command.name + "'";
    for (const CompletedOption& option : command.options) {
      script += start;
      for (const std::string& name : option.names) {
        script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (option.takes_value) {
        script +=
            option.choices.empty() ? " -r -F" : " -x -a '" + Joined(option.choices, " ") + "'";
      }
      script += " -d '" + Quoted(option.help) + "'\n";
    }
    if (!command.choices.empty()) {
      script += start + " -a '" + Joined(command.choices, " ") + "'\n";
    } else if (command.takes_files) {
      script += start + " -F\n";
    }
  }
  return script;
}

}  // namespace

std::string CompletionScript(Shell shell, const std::vector<CompletedCommand>& commands) {
  switch (shell) {
    case Shell::kBash:
      return Bash(commands);
    case Shell::kZsh:
      return Zsh(commands);
    case Shell::kFish:
      break;
  }
  return Fish(commands);
}

}  // namespace crosswalk::client
