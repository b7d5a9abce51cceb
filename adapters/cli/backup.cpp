// `setia backup`: a copy of a ledger that can take its place.
#include "adapters/backup.hpp"

#include <algorithm>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"
#include "adapters/terminal.hpp"

namespace setia::adapters::cli {
namespace {

Exit copy(const std::string& path, const std::string& copy_path, Format format) {
  SystemWorld system;
  std::optional<Progress> progress;
  const engine::Result<Backup> backup = back_up(path, copy_path, system.world(), [&](std::uint64_t done, std::uint64_t total) {
    if (!progress) progress.emplace("copying", static_cast<std::int64_t>(total));
    progress->at(static_cast<std::int64_t>(done));
  });
  progress.reset();
  if (!backup) return report(backup.failure());
  std::vector<std::string> files = backup.value().files;
  std::sort(files.begin(), files.end());
  if (format == Format::kJson) {
    std::vector<std::string> names;
    for (const std::string& file : files) names.push_back(json_text(file));
    return print(JsonObject().raw("files", json_list(names)).number("records", backup.value().last_record).text("head", hash_text(backup.value().head)).done() + "\n");
  }
  std::string text = "✓ " + counted(backup.value().last_record, "record") + ", head " + hash_text(backup.value().head) + "\n";
  for (const std::string& file : files) text += "  " + file + "\n";
  return print(text + "  keep these files together, and the head elsewhere\n");
}

}  // namespace

void add_backup(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("backup", "Copies a ledger with its keys; it may be in use");
  command->footer("Example:  setia backup shop.ledger /backup/shop-2027-01-31");
  auto path = std::make_shared<std::string>();
  auto copy_path = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  command->add_option("FILE", *copy_path, "The file to make; its keys go into FILE.keys")->required();
  add_format(*command, *format);
  command->callback([=, &exit] { exit = copy(*path, *copy_path, *format); });
}

}  // namespace setia::adapters::cli
