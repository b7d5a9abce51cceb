// `setia export`: the ledger's entries for other programs.
#include <filesystem>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/export_sqlite.hpp"
#include "adapters/export_text.hpp"
#include "adapters/terminal.hpp"

namespace setia::adapters::cli {
namespace {

enum class ExportForm { kHledger, kCsv, kNdjson, kSqlite };

engine::Status write_text(Ledger& ledger, ExportForm form, const std::string& path, const OnProgress& progress) {
  engine::Result<OutputFile> output = OutputFile::open(path);
  if (!output) return output.failure();
  engine::Status done = form == ExportForm::kHledger ? export_hledger(ledger, output.value(), progress)
                        : form == ExportForm::kCsv   ? export_csv(ledger, output.value(), progress)
                                                     : export_ndjson(ledger, output.value(), progress);
  return done ? output.value().finish() : done;
}

Exit write(const std::string& ledger_path, ExportForm form, const std::string& path) {
  std::error_code error;
  if (form == ExportForm::kSqlite && path.empty()) {
    std::fprintf(stderr, "A database needs a file to go into. Name it:  --out shop.db\n");
    return Exit::kUsage;
  }
  if (!path.empty() && std::filesystem::equivalent(path, ledger_path, error)) {
    std::fprintf(stderr, "%s is the ledger itself. Choose another name.\n", path.c_str());
    return Exit::kUsage;
  }
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(ledger_path, Access::kRead, system);
  if (!ledger) return report(ledger.failure());
  std::optional<Progress> progress;
  const auto on_progress = [&](std::uint64_t done, std::uint64_t total) {
    if (!progress) progress.emplace("exporting", static_cast<std::int64_t>(total));
    progress->at(static_cast<std::int64_t>(done));
  };
  const engine::Status done = form == ExportForm::kSqlite ? export_sqlite(*ledger.value(), path, on_progress) : write_text(*ledger.value(), form, path, on_progress);
  progress.reset();
  return done ? Exit::kFine : report(done.failure());
}

}  // namespace

void add_export(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("export", "Writes the ledger's entries for other programs");
  command->footer("Examples:  setia export shop.ledger --as hledger | hledger -f - balance\n           setia export shop.ledger --as sqlite --out shop.db");
  auto ledger = std::make_shared<std::string>();
  auto form = std::make_shared<ExportForm>(ExportForm::kHledger);
  auto path = std::make_shared<std::string>();
  const std::map<std::string, ExportForm> forms{
      {"hledger", ExportForm::kHledger}, {"csv", ExportForm::kCsv}, {"ndjson", ExportForm::kNdjson}, {"sqlite", ExportForm::kSqlite}};
  command->add_option("LEDGER", *ledger, "The ledger")->required();
  command->add_option("--as", *form, "A journal for hledger and ledger, rows, or a database")
      ->required()
      ->transform(CLI::CheckedTransformer(forms).description(""))
      ->type_name("hledger|csv|ndjson|sqlite");
  command->add_option("--out", *path, "The file to write; without it the text goes to standard output")->type_name("FILE");
  command->callback([=, &exit] { exit = write(*ledger, *form, *path); });
}

}  // namespace setia::adapters::cli
