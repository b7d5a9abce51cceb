// `setia replay`: rebuilds a ledger's state from its journal, judging every event anew, and compares it with the state that
// a restart would use.
#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/terminal.hpp"
#include "engine/snapshot.hpp"

namespace setia::adapters::cli {
namespace {

engine::Result<engine::ReplayCounts> judge_anew(Ledger& ledger, engine::Rebuilt& rebuilt, engine::Sealer& sealer,
                                                const engine::Zones& zones) {
  engine::Result<StoredRecords> records = StoredRecords::from(ledger.store(), 1);
  if (!records) return records.failure();
  ProgramCompiler compiler(zones);
  engine::Replay replay(ledger.store().header(), engine::ReplayMode::kVerify, sealer, compiler, rebuilt);
  replay.read_history_from(StoredRecords::journal_of(ledger.store()));
  Progress progress("replaying", static_cast<std::int64_t>(ledger.state().sequence));
  const engine::Status done =
      replay.all(records.value(), [&](const engine::ReplayCounts& counts) { progress.at(static_cast<std::int64_t>(counts.records)); });
  if (!done) return done.failure();
  return replay.counts();
}

Exit compare(const std::string& path, Format format) {
  SystemWorld system;
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(path, Access::kRead, system);
  if (!ledger) return report(ledger.failure());
  KeySealer sealer(ledger.value()->keys());
  engine::Rebuilt rebuilt;
  const auto counts = judge_anew(*ledger.value(), rebuilt, sealer, system.zones());
  if (!counts && counts.failure().reason != engine::Reason::kDiffers) return report(counts.failure());
  std::string difference = counts ? std::string() : counts.failure().what;
  if (counts) {
    engine::Bytes anew, kept;
    engine::encode_state({rebuilt.versions, rebuilt.state, rebuilt.symbols, sealer}, anew);
    engine::encode_state(ledger.value()->record_world(), kept);
    if (anew != kept) difference = "The state rebuilt from the journal is not the one that a restart uses: delete " + path + ".snapshot.";
  }
  if (format == Format::kJson) {
    JsonObject object;
    object.raw("agrees", difference.empty() ? "true" : "false");
    if (counts) object.number("records", counts.value().records).number("postings", counts.value().postings);
    if (!difference.empty()) object.text("difference", difference);
    print(object.done() + "\n");
  } else if (difference.empty()) {
    print("✓ " + counted(counts.value().records, "record") + " replayed: " + counted(counts.value().postings, "posting") +
          " and the state are the same\n");
  } else {
    print("✗ " + difference + "\n");
  }
  return difference.empty() ? Exit::kFine : Exit::kNo;
}

}  // namespace

void add_replay(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("replay", "Rebuilds the ledger's state from its journal and compares");
  command->footer("Example:  setia replay shop.ledger");
  auto path = std::make_shared<std::string>();
  auto format = std::make_shared<Format>(Format::kHuman);
  command->add_option("LEDGER", *path, "The ledger")->required();
  add_format(*command, *format);
  command->callback([=, &exit] { exit = compare(*path, *format); });
}

}  // namespace setia::adapters::cli
