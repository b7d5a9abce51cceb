// `setia dump`: the canonical text of a ledger, for comparing runs.
#include "adapters/dump.hpp"

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"

namespace setia::adapters::cli {
namespace {

Exit dump_ledger(const std::string& path, Format format) {
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kRead, system);
  if (!ledger) return report(ledger.failure());
  const engine::Result<Dump> dumped = dump(*ledger.value());
  if (!dumped) return report(dumped.failure());
  return print(format == Format::kJson ? dump_json(dumped.value()) + "\n" : dump_text(dumped.value()));
}

}  // namespace

void add_dump(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("dump", "Prints what a ledger holds as canonical text, for comparing runs");
  command->footer("Example:  setia dump shop.ledger > before.txt");
  auto path = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  add_format(*command, *format);
  command->callback([=, &exit] { exit = dump_ledger(*path, *format); });
}

}  // namespace setia::adapters::cli
