// `setia completion`: scripts that let a shell complete commands and options, made from the commands themselves.
#include <cstdio>

#include "adapters/cli/commands.hpp"

namespace setia::adapters::cli {
namespace {

// Commands with their words, in the order of --help.
struct Words {
  std::string name;
  std::string description;
  std::vector<std::string> options;  // with dashes
};

std::vector<Words> words_of(const CLI::App& app) {
  std::vector<Words> all;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    Words words{command->get_name(), command->get_description(), {}};
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) words.options.push_back("--" + name);
    }
    all.push_back(std::move(words));
  }
  return all;
}

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

std::string names_of(const std::vector<Words>& commands) {
  std::vector<std::string> names;
  for (const Words& command : commands) names.push_back(command.name);
  return joined(names);
}

void print_bash(const std::vector<Words>& commands) {
  std::printf("_setia() {\n  local word=${COMP_WORDS[COMP_CWORD]} words=\"\"\n");
  std::printf("  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"%s\"; else\n    case ${COMP_WORDS[1]} in\n", names_of(commands).c_str());
  for (const Words& command : commands) std::printf("      %s) words=\"%s\" ;;\n", command.name.c_str(), joined(command.options).c_str());
  std::printf("    esac\n  fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _setia setia\n");
}

void print_zsh(const std::vector<Words>& commands) {
  std::printf("#compdef setia\n_setia() {\n  if (( CURRENT == 2 )); then\n    compadd -- %s\n    return\n  fi\n  case ${words[2]} in\n", names_of(commands).c_str());
  for (const Words& command : commands) std::printf("    %s) compadd -- %s ;;\n", command.name.c_str(), joined(command.options).c_str());
  std::printf("  esac\n  _files\n}\ncompdef _setia setia\n");
}

void print_fish(const std::vector<Words>& commands) {
  for (const Words& command : commands) {
    std::printf("complete -c setia -n __fish_use_subcommand -f -a %s -d '%s'\n", command.name.c_str(), command.description.c_str());
    for (const std::string& option : command.options) {
      std::printf("complete -c setia -n '__fish_seen_subcommand_from %s' -l %s\n", command.name.c_str(), option.substr(2).c_str());
    }
  }
}

}  // namespace

void add_completion(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("completion", "Prints a script that completes commands and options in your shell");
  command->footer("Example:  setia completion bash > /etc/bash_completion.d/setia");
  auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([shell, &app, &exit] {
    const std::vector<Words> commands = words_of(app);
    if (*shell == "bash") print_bash(commands);
    if (*shell == "zsh") print_zsh(commands);
    if (*shell == "fish") print_fish(commands);
    exit = Exit::kFine;
  });
}

}  // namespace setia::adapters::cli
