// `setia compare`: what differs between two programs.
#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/differences_shown.hpp"
#include "adapters/json_object.hpp"

namespace setia::adapters::cli {
namespace {

Exit show_comparison(const std::string& old_path, const std::string& new_path, Format format) {
  const SystemZones zones;
  std::vector<CheckedProgram> programs;
  for (const std::string& path : {old_path, new_path}) {
    engine::Result<CheckedProgram> program = read_and_check(path, zones);
    if (!program) return report(program.failure());
    if (program.value().diagnostics.has_errors()) {
      print_diagnostics(program.value(), format);
      return Exit::kNo;
    }
    programs.push_back(std::move(program).value());
  }
  const std::vector<rules::Difference> differences = rules::compare(programs[0].folder.text, programs[1].folder.text, zones);
  if (format == Format::kJson)
    return print(JsonObject().raw("same", differences.empty() ? "true" : "false").raw("differences", differences_json(differences)).done() + "\n");
  return print(differences.empty() ? "Both programs say the same.\n" : differences_text(differences));
}

}  // namespace

void add_compare(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("compare", "Shows what differs between two programs");
  command->footer("Example:  setia compare kopi-setia kopi-setia-next");
  auto old_path = std::make_shared<std::string>();
  auto new_path = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("OLD", *old_path, "A program's folder, or one .setia file")->required();
  command->add_option("NEW", *new_path, "The other one")->required();
  add_format(*command, *format);
  command->callback([=, &exit] { exit = show_comparison(*old_path, *new_path, *format); });
}

}  // namespace setia::adapters::cli
