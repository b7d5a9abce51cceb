// `setia`: the command line. Each command lies in its own file; what went wrong becomes an exit code here.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/cli/commands.hpp"
#include "dsl/suggest.hpp"

namespace setia::adapters::cli {
namespace {

Exit tell_unknown(const CLI::App& app, const std::string& word) {
  std::vector<std::string_view> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  const std::string near(dsl::nearest(word, names));
  std::fprintf(stderr, "I do not know the command \"%s\".%s\nsetia --help  lists the commands.\n", word.c_str(),
               near.empty() ? "" : (" Did you mean \"" + near + "\"?").c_str());
  return Exit::kUsage;
}

// Not one word of the line is a command: the first that is no option was meant to be.
std::optional<std::string> unknown_command(const CLI::App& app) {
  if (!app.get_subcommands().empty()) return std::nullopt;
  for (const std::string& word : app.remaining())
    if (!word.starts_with('-')) return word;
  return std::nullopt;
}

// What stops us because we are wrong has said so; what remains is the exit code.
extern "C" void end_as_bug(int) { std::_Exit(static_cast<int>(Exit::kBug)); }

int run(int count, char** words) {
  CLI::App app("Setia runs loyalty programs: check a program, post receipts, and prove every point.", "setia");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("setia " SETIA_VERSION));
  app.footer("Begin with:  setia new my-program");
  Exit exit = Exit::kFine;
  for (const auto& add : {add_new, add_check, add_fmt, add_test, add_compare, add_run, add_init, add_adopt, add_post, add_quote, add_redeem, add_adjust,
                          add_close_day, add_balance, add_statement, add_explain, add_verify, add_replay, add_dump, add_export, add_backup,
                          add_explain_code, add_completion})
    add(app, exit);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    if (const auto word = unknown_command(app); word && error.get_exit_code() != 0) return static_cast<int>(tell_unknown(app, *word));
    return app.exit(error) == 0 ? static_cast<int>(Exit::kFine) : static_cast<int>(Exit::kUsage);
  }
  return static_cast<int>(exit);
}

}  // namespace
}  // namespace setia::adapters::cli

int main(int count, char** words) {
  std::signal(SIGABRT, setia::adapters::cli::end_as_bug);
  try {
    return setia::adapters::cli::run(count, words);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "setia has a bug: %s\nPlease report it with the command you ran.\n", error.what());
    return static_cast<int>(setia::adapters::cli::Exit::kBug);
  }
}
