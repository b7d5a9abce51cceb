// `setia replay`: rebuilds a ledger's state from its journal, judging every event anew, and compares it with the state that
// a restart would use; or says what another program would have made of the journal.
#include "adapters/cli/commands.hpp"
#include "adapters/cli/ledger_output.hpp"
#include "adapters/json_object.hpp"
#include "adapters/shown.hpp"
#include "adapters/store_history.hpp"
#include "adapters/terminal.hpp"
#include "adapters/what_if.hpp"
#include "engine/snapshot.hpp"

namespace setia::adapters::cli {
namespace {

engine::Result<engine::ReplayCounts> judge_anew(Ledger& ledger, engine::Rebuilt& rebuilt, engine::Sealer& sealer,
                                                const engine::Zones& zones) {
  engine::Result<StoredRecords> records = StoredRecords::from(ledger.store(), 1);
  if (!records) return records.failure();
  ProgramCompiler compiler(zones);
  StoreHistory past(ledger.store());
  engine::Replay replay(ledger.store().header(), engine::ReplayMode::kVerify, sealer, compiler, rebuilt, &past);
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

struct ReplayOptions {
  std::string ledger, program, from, until;
  Format format = Format::kHuman;
};

bool read_days(const ReplayOptions& options, WhatIfDays& days) {
  for (const auto& [text, day] : {std::pair(&options.from, &days.from), std::pair(&options.until, &days.until)}) {
    if (text->empty() || read_day(*text, *day)) continue;
    std::fprintf(stderr, "\"%s\" is no date. Write it like 2027-01-31.\n", text->c_str());
    return false;
  }
  if (days.from <= days.until) return true;
  std::fprintf(stderr, "--until lies before --from.\n");
  return false;
}

Exit ask_what_if(const ReplayOptions& options, WhatIfDays days) {
  SystemWorld system;
  engine::Result<CheckedProgram> program = read_and_check(options.program, system.zones());
  if (!program) return report(program.failure());
  if (program.value().diagnostics.has_errors()) {
    print_diagnostics(program.value(), options.format);
    return Exit::kNo;
  }
  engine::Result<std::unique_ptr<Ledger>> ledger = open_ledger(options.ledger, Access::kRead, system);
  if (!ledger) return report(ledger.failure());
  const engine::Result<WhatIf> result = [&] {
    std::optional<Progress> progress;
    return what_if(*ledger.value(), program.value().folder.text, days, [&](std::uint64_t done, std::uint64_t total) {
      if (!progress) progress.emplace("judging anew", static_cast<std::int64_t>(total));
      progress->at(static_cast<std::int64_t>(done));
    });
  }();
  if (!result) return report(result.failure());
  return print(options.format == Format::kJson ? what_if_json(result.value()) + "\n" : what_if_text(result.value()));
}

Exit replay(const ReplayOptions& options) {
  WhatIfDays days;
  if (!read_days(options, days)) return Exit::kUsage;
  if (!options.program.empty()) return ask_what_if(options, days);
  if (options.from.empty() && options.until.empty()) return compare(options.ledger, options.format);
  std::fprintf(stderr, "Days are asked of another program: add --program, or leave --from and --until out.\n");
  return Exit::kUsage;
}

}  // namespace

void add_replay(CLI::App& app, Exit& exit) {
  CLI::App* command = app.add_subcommand("replay", "Rebuilds the ledger's state from its journal and compares; or says what another program would have given");
  command->footer("Examples:  setia replay shop.ledger\n           setia replay shop.ledger --program kopi-setia-next --from 2027-01-01 --until 2027-01-31");
  auto options = std::make_shared<ReplayOptions>();
  command->add_option("LEDGER", options->ledger, "The ledger")->required();
  command->add_option("--program", options->program, "Another program: what it would have given instead");
  command->add_option("--from", options->from, "The other program's first day; without it, it is in force from the beginning")->type_name("DATE");
  command->add_option("--until", options->until, "The last day whose entries are counted")->type_name("DATE");
  add_format(*command, options->format);
  command->callback([options, &exit] { exit = replay(*options); });
}

}  // namespace setia::adapters::cli
