// `setia init`: a new ledger with a program in force from the beginning.
#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"

namespace setia::adapters::cli {
namespace {

Exit init(const std::string& path, const std::string& program_path, Format format) {
  SystemWorld system;
  engine::Result<CheckedProgram> program = read_and_check(program_path, system.zones());
  if (!program) return report(program.failure());
  if (program.value().diagnostics.has_errors()) {
    print_diagnostics(program.value(), format);
    return Exit::kNo;
  }
  const ProgramFolder& folder = program.value().folder;
  engine::Result<std::unique_ptr<Ledger>> ledger = Ledger::create(path, folder.text, door_settings(folder), system.world());
  if (!ledger) return report(ledger.failure());
  const engine::Program& adopted = ledger.value()->program();
  if (const engine::Status closed = ledger.value()->close(); !closed) return report(closed.failure());
  if (format == Format::kJson)
    return print(JsonObject().text("ledger", path).text("program", adopted.name).number("version", adopted.version)
                     .text("program_hash", hash_text(adopted.hash)).done() + "\n");
  return print("✓ " + path + " runs \"" + adopted.name + "\" version " + std::to_string(adopted.version) + "\n  its keys are in " + path +
               ".keys: keep both files together\n");
}

}  // namespace

void add_init(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("init", "Makes a ledger that runs a program");
  command->footer("Example:  setia init shop.ledger --program kopi-setia");
  auto path = std::make_shared<std::string>();
  auto program = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The file to make")->required();
  command->add_option("--program", *program, "A program's folder, or one .setia file")->required();
  add_format(*command, *format);
  command->callback([=, &exit] { exit = init(*path, *program, *format); });
}

}  // namespace setia::adapters::cli
